import { expect } from '@open-wc/testing';
import type { AccountRecord } from '../../../../services/domain/records.ts';
import { waitUntil } from '../../../wait-until.ts';
import { FakeHost, SIAN, TOMASZ, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  createAccount,
  fetchAccounts,
  makeProduct,
  share,
  type Product,
} from '../../../fakes/product.ts';

const PATIENT_REF = 'patient-sian';
const DUE = '2026-04-28T08:00:00.000Z';

/** Siân has registered on 20 April and has a verified email; it is the day of the reminder. */
async function waiting(host = new FakeHost()): Promise<Product> {
  const product = makeProduct(host);
  host.contacts(PATIENT_REF).set([VERIFIED_EMAIL]);
  await createAccount(product);
  await share(product);
  await website(product, {
    status: 'registered',
    registeredAt: '2026-04-20T09:30:00.000Z',
    activateBy: '2026-05-04T09:30:00.000Z',
  });
  product.clock.time = DUE;
  await host.settings.update('onlineServices.activated', true);
  return product;
}

async function website(product: Product, change: Partial<AccountRecord>): Promise<void> {
  product.server.change('account', shared(product).id, (body) => ({ ...body, ...change }));
  await fetchAccounts(product);
}

function shared({ server }: Product): AccountRecord {
  const [account] = server.all('account');
  if (account === undefined) throw new Error('There is no account on the shared record.');
  return account;
}

function sent({ host }: Product) {
  return host.messages?.accepted ?? [];
}

describe('a reminder to activate', () => {
  it('is sent by a rule on its day, noted as accepted, and as sent only when the message service says so', async () => {
    const product = await waiting();
    product.reminders.start();
    await waitUntil(() => shared(product).reminder?.state === 'accepted', 'it is accepted');
    expect(sent(product)).to.have.lengthOf(1);
    expect(sent(product)[0]).to.deep.include({
      patientId: PATIENT_REF,
      to: { type: 'email', value: VERIFIED_EMAIL.value },
      kind: 'activation-reminder',
    });
    await fetchAccounts(product);
    expect((await product.tab()).activation?.account.reminder?.state).to.equal('accepted');
    product.host.messages?.status('message-1').set({ state: 'sent' });
    await waitUntil(() => shared(product).reminder?.state === 'sent', 'it is sent');
    product.reminders.dispose();
    const told = (await auditTrail(product)).filter((row) => row.startsWith('send-reminder'));
    expect(told).to.deep.equal([
      'send-reminder done: Reminder to activate accepted by the message service, for the preferred email address',
      'send-reminder done: Reminder to activate sent by the message service',
    ]);
  });

  it('holds no name, number, account ID or code', async () => {
    const product = await waiting();
    await product.services.sendReminder({ patientRef: PATIENT_REF });
    const [message] = sent(product);
    const text = `${message?.subject} ${message?.text}`;
    expect(text).to.contain('Bryn Awel Surgery').and.contain('4 May 2026');
    expect(text).not.to.match(/Morgan|Siân|999|\d{10}/);
  });

  it('is sent once by two workstations that find it due at the same time', async () => {
    const first = await waiting();
    const second = makeProduct(new FakeHost(), { server: first.server });
    second.host.contacts(PATIENT_REF).set([VERIFIED_EMAIL]);
    second.clock.time = DUE;
    for (const product of [first, second]) await fetchAccounts(product);
    await checksOf(first, second);
    const outcomes = await Promise.all(
      [first, second].map(({ services }) => services.sendReminder({ patientRef: PATIENT_REF })),
    );
    expect(outcomes.filter(({ ok }) => ok)).to.have.lengthOf(1);
    expect(sent(first).length + sent(second).length).to.equal(1);
  });

  it('says that it failed where the message service does not accept it, and may be sent again', async () => {
    const product = await waiting();
    const { messages } = product.host;
    if (messages) messages.refusal = 'The message service is closed.';
    const refused = await product.services.sendReminder({ patientRef: PATIENT_REF });
    expect(!refused.ok && refused.failure.message).to.equal('The message service is closed.');
    expect(shared(product).reminder?.state).to.equal('failed');
    await fetchAccounts(product);
    if (messages) messages.refusal = undefined;
    expect((await product.services.sendReminder({ patientRef: PATIENT_REF })).ok).to.equal(true);
    expect(shared(product).reminder?.state).to.equal('accepted');
    await fetchAccounts(product);
    const again = await product.services.sendReminder({ patientRef: PATIENT_REF });
    expect(!again.ok && again.failure.message).to.contain('given a reminder today');
  });

  it('goes to somebody who is not open, as the host tells who they are', async () => {
    const product = await waiting();
    product.host.currentPatient.set(TOMASZ);
    product.reminders.start();
    await waitUntil(() => sent(product).length === 1, 'it is sent');
    product.reminders.dispose();
    expect(sent(product)[0]?.patientId).to.equal(PATIENT_REF);
  });

  const NOT_BY_A_RULE: readonly (readonly [string, (product: Product) => void | Promise<void>])[] =
    [
      [
        'has died',
        ({ host }) => {
          host.known = [{ ...SIAN, deceasedBoolean: true }];
        },
      ],
      [
        'has a record that is not for everybody’s eyes',
        ({ host }) => {
          host.known = [
            {
              ...SIAN,
              meta: {
                security: [
                  { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
                ],
              },
            },
          ];
        },
      ],
      [
        'has no verified contact',
        ({ host }) => {
          host.contacts(PATIENT_REF).set([{ ...VERIFIED_EMAIL, verified: false }]);
        },
      ],
      [
        'is not known to the host any more',
        ({ host }) => {
          host.known = [];
        },
      ],
      ['was disabled by the practice', (product) => website(product, { enabled: false })],
      [
        'has activated meanwhile',
        (product) => {
          product.server.change('account', shared(product).id, (body) => ({
            ...body,
            status: 'active',
          }));
        },
      ],
    ];
  for (const [who, set] of NOT_BY_A_RULE) {
    it(`is sent by no rule to who ${who}`, async () => {
      const product = await waiting();
      product.host.currentPatient.set(TOMASZ);
      await set(product);
      let rounds = 0;
      const elapsed = product.clock.elapsed.bind(product.clock);
      product.clock.elapsed = () => {
        rounds += 1;
        return elapsed();
      };
      product.reminders.start();
      if (who !== 'was disabled by the practice')
        await waitUntil(() => rounds > 0, 'it was considered');
      await product.tab();
      product.reminders.dispose();
      expect(sent(product)).to.deep.equal([]);
    });
  }

  it('waits while the time cannot be trusted', async () => {
    const product = await waiting();
    product.clock.trusted = false;
    const refused = await product.services.sendReminder({ patientRef: PATIENT_REF });
    expect(!refused.ok && refused.failure.message).to.contain('Nothing was sent');
    expect(shared(product).reminder).to.equal(undefined);
  });

  it('is not offered by a host that sends no messages, which the log says once', async () => {
    const host = new FakeHost(undefined, undefined, 1);
    const product = await waiting(host);
    expect((await product.tab()).can.sendReminder).to.deep.include({
      allowed: false,
      reason: 'This system cannot send messages to patients.',
    });
    expect(host.logLines.filter((line) => line.includes('sends no messages'))).to.have.lengthOf(1);
  });

  it('is for who is open where a host reads nobody else, which the log says once', async () => {
    const host = new FakeHost();
    const { read: _read, ...patients } = host.patients;
    host.patients = patients;
    const product = await waiting(host);
    expect((await product.tab()).can.sendReminder).to.deep.include({ allowed: true });
    const lines = host.logLines.filter((line) => line.includes('only who is open is reminded'));
    expect(lines).to.have.lengthOf(1);
  });
});

/** The second workstation has what the first has recorded of the patient's identity. */
async function checksOf(first: Product, second: Product): Promise<void> {
  const records = await first.storage.records.read(PATIENT_REF);
  const page = await first.server
    .remote(first.host.practice.id)
    .changes('identity-check', { count: 9 });
  if (!records.ok || !page.ok) throw new Error('nothing to be had');
  const epoch = await second.storage.outbox.claimEpoch();
  await second.storage.journal.applyPage({ kind: 'identity-check', ...page.value }, epoch);
}
