import { expect } from '@open-wc/testing';
import {
  claimedFor,
  takenInAs,
  type Transfer,
} from '../../../../services/domain/split/transfer.ts';
import { firstValueFrom } from 'rxjs';
import type { AccountRecord } from '../../../../services/domain/records.ts';
import {
  account,
  decision,
  registration,
  remote,
  services,
} from '../../../contracts/storage-samples.ts';
import { sampleTransfer } from '../../../fakes/sample-transfers.ts';
import { auditTrail } from '../../../fakes/product.ts';
import {
  finished,
  inPlan,
  numberOf,
  outPlan,
  person,
  startAndWait,
  TO_NEW,
  TwoPractices,
} from './two-practices.ts';

const groups = (list: readonly { readonly label: string; readonly count: number }[]) =>
  list.map(({ label, count }) => `${label} (${count})`);

describe('transfer out', () => {
  it('says who would go, what to know of them and who stays, and does nothing by it', async () => {
    const practices = await new TwoPractices([
      {},
      {
        account: {
          enabled: false,
          disabling: { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
        },
      },
      { person: { deceasedBoolean: true } },
      { person: { active: false } },
      { person: { meta: { security: [{ code: 'R' }] } } },
      { person: { identifier: [] } },
      { account: { kind: 'osu' } },
      { account: { status: 'active' }, registration: { state: 'used' } },
    ]).begin();
    const plan = await outPlan(await practices.old.open());
    expect(plan.todo.count).to.equal(3);
    expect(groups(plan.notices)).to.have.members([
      'Has a letter whose codes nobody has used: they stop working (2)',
      'Disabled: stays disabled at the new practice, and gets no codes (1)',
    ]);
    expect(plan.leftOut.map(({ count }) => count)).to.deep.equal([1, 1, 1, 1, 1]);
    expect(plan.leftOut.map(({ label }) => label).join(' ')).to.match(/basic account/i);
    expect(practices.transfers.all.size).to.equal(0);
    expect((await practices.old.records('old-0')).account?.enabled).to.equal(true);
  });

  it('takes patients of a list by their numbers, and explains each line that it does not take', async () => {
    const practices = await new TwoPractices([{}, {}, { hasNoAccount: true }]).begin();
    const text = [
      'NHS number,Name',
      `${numberOf(0)},"Price, Ann"`,
      `${numberOf(0)},again`,
      '9990000010,mistyped',
      `${numberOf(50)},nobody`,
      'no number at all',
      `${numberOf(2).slice(0, 3)} ${numberOf(2).slice(3, 6)} ${numberOf(2).slice(6)}`,
    ].join('\n');
    const plan = await outPlan(await practices.old.open(), {
      ...TO_NEW,
      who: { by: 'list', text },
    });
    expect(plan.todo.first).to.deep.equal(['old-0']);
    expect(groups(plan.leftOut)).to.deep.equal(['This patient has no online account yet. (1)']);
    expect(plan.rejected.map(({ line }) => line).sort()).to.deep.equal([3, 4, 5, 6]);
    const why = (line: number): string =>
      plan.rejected.find((each) => each.line === line)?.why ?? '';
    expect(why(3)).to.include('line 2');
    // It is mistyped in the list: nothing is known of anybody's record.
    expect(why(4)).to.equal('The NHS number is mistyped: its check digit is wrong.');
    expect(why(5)).to.equal('Nobody at this practice has this number.');
    expect(why(6)).to.equal('There is no patient number in this line.');
  });

  it('says nothing of who would go before this computer has fetched everybody', async () => {
    const practices = await new TwoPractices([{}], { isFirstPull: true }).begin();
    const plan = await outPlan(await practices.old.open());
    expect([plan.id, plan.isWhole, plan.todo.count]).to.deep.equal([undefined, false, 0]);
    expect(plan.stopped).to.include('has not fetched everything');
  });

  it('asks for a practice that can be meant', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const view = await practices.old.open();
    const refused = async (changes: Partial<(typeof TO_NEW)['practice']>): Promise<string> => {
      const plan = await view.planOut({ ...TO_NEW, practice: { ...TO_NEW.practice, ...changes } });
      return plan.ok ? '' : `${plan.failure.field ?? ''}: ${plan.failure.message}`;
    };
    expect(await refused({ code: '' })).to.match(/^code: Type/);
    expect(await refused({ code: 'A1' })).to.match(/^code: This is no practice code/);
    expect(await refused({ code: practices.old.host.practice.id })).to.match(/^code: .*your own/);
    expect(await refused({ name: ' ' })).to.match(/^name: /);
    expect(await refused({ on: '2036-04-27' })).to.match(/^on: .*year/);
  });

  it('hands over services, restrictions and checks of identity, and then closes the account', async () => {
    const misuse = { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([
      {
        account: { status: 'active', activatedAt: '2026-03-02T10:00:00.000Z' },
        services: {
          appointments: { enabled: true, notes: 'not for others' },
          repeats: { enabled: false, notes: 'By agreement', disabling: misuse },
        },
      },
    ]).begin();
    await practices.handOver();
    const [held] = [...practices.transfers.all.values()];
    expect(held?.body.to).to.deep.equal({ id: 'A99969', name: 'Brook Lane Surgery' });
    expect(held?.body.content?.services).to.deep.equal({
      appointments: { enabled: true },
      repeats: { enabled: false, notes: 'By agreement', disabling: misuse },
    });
    expect(held?.body.content?.identityChecks).to.have.length(1);
    const after = await practices.old.records('old-0');
    const { account: closed, registrations } = after;
    expect([closed?.enabled, closed?.disabling?.reason]).to.deep.equal([false, 'moved']);
    expect([closed?.movedTo, closed?.movedToName]).to.deep.equal(['A99969', 'Brook Lane Surgery']);
    expect([closed?.status, closed?.resetId]).to.deep.equal(['created', held?.body.closing]);
    expect(registrations.map(({ state, verifiers }) => [state, verifiers])).to.deep.equal([
      ['withdrawn', undefined],
    ]);
    expect(after.services?.services.appointments?.enabled).to.equal(true);
    expect((await auditTrail(practices.old.product)).join('\n')).to.include(
      'Account handed over to Brook Lane Surgery (A99969)',
    );
  });

  it('closes nothing while the transfer is not on the shared record', async () => {
    const practices = await new TwoPractices([{}]).begin();
    practices.transfers.failure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };
    await practices.handOver();
    const { account, registrations } = await practices.old.records('old-0');
    expect([account?.enabled, account?.movedTo, registrations[0]?.state]).to.deep.equal([
      true,
      undefined,
      'pending',
    ]);
  });

  it('closes nothing while what was handed over before cannot be put right', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const { transfers } = practices;
    const from = { id: practices.old.host.practice.id, name: 'Old' };
    // Something was killed after it had been written, and the account has been changed since.
    await transfers.of(from.id).handOver(sampleTransfer({ id: 'job.old-0', from }));
    transfers.before = () => {
      transfers.failure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };
    };
    expect((await (await practices.old.open()).closeHere('job.old-0')).ok).to.equal(false);
    const { account, registrations } = await practices.old.records('old-0');
    expect([account?.enabled, registrations[0]?.state]).to.deep.equal([true, 'pending']);
  });

  it('goes on where the answer was lost: of a transfer there is one', async () => {
    const practices = await new TwoPractices([{}]).begin();
    practices.transfers.losesAnswer = true;
    await practices.handOver();
    expect(practices.transfers.all.size).to.equal(1);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
  });

  it('leaves whoever has work that is not sent', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const { host, product } = practices.old;
    host.currentPatient.set(host.known[0] ?? null);
    const { services: ticks } = await product.tab();
    const saved = await product.services.changeServices({
      operationId: 'op-1',
      patientRef: 'old-0',
      services: ticks.map((tick) => ({
        ...tick,
        enabled: tick.name !== 'messaging' && tick.enabled,
        reason: 'misuse',
      })),
    });
    expect(saved.ok).to.equal(true);
    const plan = await outPlan(await practices.old.open());
    expect(plan.todo.count).to.equal(0);
    expect(plan.leftOut[0]?.label).to.include('not on the shared record yet');
  });

  it('takes those whose records are restricted only where somebody says so', async () => {
    const practices = await new TwoPractices([
      { person: { meta: { security: [{ code: 'R' }] } } },
    ]).begin();
    const view = await practices.old.open();
    expect((await outPlan(view)).todo.count).to.equal(0);
    expect((await outPlan(view, { ...TO_NEW, restricted: true })).todo.count).to.equal(1);
  });
});

/** Another computer has claimed a transfer and made the account, and nothing besides for half an hour. */
async function begunElsewhere(account: Partial<AccountRecord> = {}) {
  const practices = await new TwoPractices([{}]).begin();
  await practices.handOver();
  const [held] = [...practices.transfers.all.values()];
  if (held === undefined) throw new Error('Nothing was handed over.');
  const { body } = held;
  await practices.transfers.of('A99969').update(held, claimedFor(body, 'new-0'), 'claim-1');
  await practices.new.fetchAccounts({ id: body.accountKey, patientRef: 'new-0', ...account });
  practices.new.product.clock.time = '2026-04-20T10:00:00.000Z';
  const view = await practices.new.open();
  const [arrival] = (await inPlan(view)).unmatched;
  return { practices, body, view, arrivalId: arrival?.id ?? '' };
}

describe('transfer in', () => {
  it('makes accounts with the same services and restrictions, and new codes', async () => {
    const practices = await new TwoPractices([
      {
        services: {
          appointments: { enabled: true },
          messaging: {
            enabled: false,
            disabling: { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
          },
        },
      },
    ]).begin();
    await practices.handOver();
    const plan = await practices.takeIn();
    expect([plan.todo.count, plan.unmatched.length]).to.deep.equal([1, 0]);
    const { account, services, registrations, identityChecks, letters } =
      await practices.new.records('new-0');
    expect(account?.practiceId).to.equal('A99969');
    expect(account?.status).to.equal('created');
    expect(services?.services).to.deep.equal({
      appointments: { enabled: true },
      messaging: {
        enabled: false,
        disabling: { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
      },
    });
    expect(registrations.map(({ state }) => state)).to.deep.equal(['pending']);
    expect(letters).to.deep.equal([]);
    expect(identityChecks.map(({ freetext }) => freetext)[0]).to.match(/^Checked at /);
  });

  it('says that an account is taken in once it is on the shared record, and not before', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.takeIn();
    const view = await practices.new.open();
    expect(await finished(view)).to.equal(1);
    expect(practices.transfers.states()).to.deep.equal(['claimed']);
    await practices.new.share('account');
    expect(await finished(view), 'its codes are not there yet').to.equal(1);
    await practices.new.share();
    expect(await finished(view)).to.equal(0);
    const [held] = [...practices.transfers.all.values()];
    expect([held?.body.state, held?.body.outcome, held?.body.content]).to.deep.equal([
      'taken-in',
      'made',
      undefined,
    ]);
  });

  it('is not said to be over while what another workstation made of it is only there in part', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    const [held] = [...practices.transfers.all.values()];
    if (held === undefined) throw new Error('Nothing was handed over.');
    const theirs = claimedFor(held.body, 'new-0');
    await practices.transfers.of('A99969').update(held, theirs, 'claim-1');
    const id = held.body.accountKey;
    await practices.new.fetchAccounts({ id, patientRef: 'new-0' });
    const view = await practices.new.open();
    expect(await finished(view)).to.equal(1);
    expect(practices.transfers.states()).to.deep.equal(['claimed']);
    const { journal, outbox } = practices.new.product.storage;
    const of = { practiceId: 'A99969', patientRef: 'new-0', accountKey: id };
    const epoch = await outbox.claimEpoch();
    const pulled = { quarantined: [] };
    const set = remote('services', services({ id: 'set', ...of }), 1);
    await journal.applyPage({ kind: 'services', records: [set], ...pulled }, epoch);
    expect(await finished(view), 'it has no codes yet').to.equal(1);
    const codes = remote('registration', registration({ id: 'codes', ...of }), 1);
    await journal.applyPage({ kind: 'registration', records: [codes], ...pulled }, epoch);
    expect(await finished(view)).to.equal(0);
    expect(practices.transfers.states()).to.deep.equal(['taken-in']);
  });

  it('is listed where the computer that began it has not gone on, since when, and can be finished here', async () => {
    const misuse = { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([
      { services: { messaging: { enabled: false, disabling: misuse } } },
      {},
    ]).begin();
    await practices.handOver();
    const ofOne = [...practices.transfers.all.values()].find(({ body }) =>
      body.id.endsWith('.old-0'),
    );
    if (ofOne === undefined) throw new Error('Nothing was handed over.');
    const theirs = claimedFor(ofOne.body, 'new-0');
    await practices.transfers.of('A99969').update(ofOne, theirs, 'claim-1');
    const { accountKey: id, closing } = ofOne.body;
    await practices.new.fetchAccounts({ id, patientRef: 'new-0' });
    const view = await practices.new.open();
    const { unmatched: before } = await inPlan(view);
    expect(before, 'it has only just begun').to.deep.equal([]);

    practices.new.product.clock.time = '2026-04-20T10:00:00.000Z';
    const told = await firstValueFrom(view.finishing$);
    expect(told).to.include({ left: 0, forAPerson: 1 });
    const plan = await inPlan(view);
    expect(plan.todo.first).to.deep.equal(['new-1']);
    const [arrival] = plan.unmatched;
    expect(arrival?.because).to.match(
      /^Another computer began to make this account on 20 Apr 2026.*10:30.*and has not gone on/,
    );
    const [candidate] = arrival?.candidates ?? [];
    expect([candidate?.patientRef, candidate?.follows]).to.deep.equal([
      'new-0',
      'The account that is here is finished: its services, their restrictions and new codes are added as far as they are missing.',
    ]);

    expect((await view.match(arrival?.id ?? '', 'new-0')).ok).to.equal(true);
    const { account, services, registrations, identityChecks } =
      await practices.new.records('new-0');
    expect(account?.id).to.equal(id);
    expect(services?.id, 'whoever began it makes the same').to.equal(`${closing}.services`);
    expect(services?.services).to.deep.equal({ messaging: { enabled: false, disabling: misuse } });
    expect([registrations.length, identityChecks.length]).to.deep.equal([1, 1]);
    expect(practices.transfers.states()).to.deep.equal(['claimed', 'handed-over']);
    await practices.new.share();
    expect(await finished(view)).to.equal(0);
    expect(practices.transfers.states()).to.deep.equal(['taken-in', 'handed-over']);
    // Once more, as by a second click: nothing is made twice.
    expect((await view.match(arrival?.id ?? '', 'new-0')).ok).to.equal(true);
    expect((await practices.new.records('new-0')).registrations).to.have.length(1);
  });

  it('is finished without codes where it was disabled since it was begun', async () => {
    const disabling = { id: 'act', reason: 'misuse', at: '2026-04-20T09:40:00.000Z' };
    const { practices, body, view, arrivalId } = await begunElsewhere({
      enabled: false,
      disabling,
    });
    expect((await view.match(arrivalId, 'new-0')).ok).to.equal(true);
    const { account, services, registrations } = await practices.new.records('new-0');
    expect(account?.enabled).to.equal(false);
    expect(services?.services).to.deep.equal(body.content?.services);
    expect(registrations).to.deep.equal([]);
    await practices.new.share();
    expect(await finished(view)).to.equal(0);
    expect(practices.transfers.states()).to.deep.equal(['taken-in']);
  });

  it('is not finished for who has died since it was begun', async () => {
    const { practices, view, arrivalId } = await begunElsewhere();
    practices.new.host.known = [person(0, 'new', { deceasedBoolean: true })];
    expect(await view.match(arrivalId, 'new-0')).to.deep.include({ ok: false });
    const { services, registrations } = await practices.new.records('new-0');
    expect([services, registrations]).to.deep.equal([undefined, []]);
    expect(practices.transfers.states()).to.deep.equal(['claimed']);
  });

  it('is listed for a person where the shared record refuses a part of it, and counted apart', async () => {
    const practices = await new TwoPractices([{}, {}]).begin();
    await practices.handOver();
    const { id = '' } = await practices.takeIn();
    const { storage } = practices.new.product;
    const refused = (await storage.entries()).find(
      ({ kind, patientRef }) => kind === 'services' && patientRef === 'new-0',
    );
    const epoch = await storage.outbox.claimEpoch();
    const reason = { code: 'record-refused', status: 422 } as never;
    await storage.outbox.park(refused?.id ?? '', reason, epoch);
    const view = await practices.new.open();
    const told = await firstValueFrom(view.finishing$);
    expect(told).to.deep.equal({ available: true, left: 1, forAPerson: 1, done: 0 });
    const { unmatched } = await inPlan(view);
    expect(unmatched.map(({ because }) => because)).to.deep.equal([
      'The account is made here, and a change of this patient needs somebody before all of it is on the shared record: open the patient’s Online Services tab and see to it there.',
    ]);
    const agreement = await view.agreement(id);
    const differences = agreement.ok ? agreement.value.differences : [];
    expect(differences.map(({ label, first }) => [label, first])).to.deep.equal([
      [unmatched[0]?.because, ['new-0']],
    ]);
    await storage.decisions.retry(refused?.changeId ?? '', decision());
    await practices.new.share();
    expect(await finished(view)).to.equal(0);
    expect(practices.transfers.states()).to.deep.equal(['taken-in', 'taken-in']);
  });

  it('leaves what was disabled disabled, and gives it no codes', async () => {
    const disabling = { id: 'act', reason: 'safeguarding', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([
      { account: { enabled: false, enabledNotes: 'Phone first', disabling } },
    ]).begin();
    await practices.handOver();
    const { notices } = await practices.takeIn();
    expect(groups(notices)).to.deep.equal([
      'Disabled: stays disabled at the new practice, and gets no codes (1)',
    ]);
    const { account, registrations } = await practices.new.records('new-0');
    expect([account?.enabled, account?.enabledNotes, account?.disabling]).to.deep.equal([
      false,
      'Phone first',
      disabling,
    ]);
    expect(registrations).to.deep.equal([]);
  });

  it('makes no second account for who has one, and adds no service to it', async () => {
    const practices = await new TwoPractices([{}], { new: [person(0, 'new')] }).begin();
    await practices.handOver();
    const { storage } = practices.new.product;
    const epoch = await storage.outbox.claimEpoch();
    const own = { practiceId: 'A99969', patientRef: 'new-0' };
    await storage.journal.applyPage(
      {
        kind: 'account',
        records: [remote('account', account({ ...own, id: 'own' }), 1)],
        quarantined: [],
      },
      epoch,
    );
    const set = services({
      ...own,
      id: 'own-services',
      accountKey: 'own',
      services: { appointments: { enabled: true } },
    });
    await storage.journal.applyPage(
      { kind: 'services', records: [remote('services', set, 1)], quarantined: [] },
      epoch,
    );
    const plan = await practices.takeIn();
    expect(plan.hadOne).to.equal(1);
    const after = await practices.new.records('new-0');
    expect(after.account?.id).to.equal('own');
    expect(after.services?.services).to.deep.equal({ appointments: { enabled: true } });
    await practices.new.share();
    expect(await finished(await practices.new.open())).to.equal(0);
    expect([...practices.transfers.all.values()][0]?.body.outcome).to.equal('had-one');
  });

  it('lists for a person whoever does not fit, with both sides, and takes them in when told', async () => {
    const practices = await new TwoPractices([{}, {}, {}, {}, {}, {}], {
      new: [
        person(1, 'new', { birthDate: '1980-05-18' }),
        person(2, 'new', { name: [{ family: 'Other', given: ['Ann'] }] }),
        person(3, 'new'),
        person(3, 'new', { id: 'new-3b' }),
        person(4, 'new', { active: false }),
        person(5, 'new', { meta: { security: [{ code: 'R' }] } }),
      ],
    }).begin();
    await practices.handOver();
    const view = await practices.new.open();
    const plan = await inPlan(view);
    expect(plan.todo.count).to.equal(0);
    expect(plan.unmatched.map(({ because }) => because)).to.deep.equal([
      'Nobody at this practice has this patient number.',
      'The number is right, and the date of birth differs.',
      'The number and the date of birth are right, and the surname differs.',
      'More than one record here has this patient number.',
      'The patient who fits is no patient of this practice any more.',
      'The record of the patient who fits is restricted.',
    ]);
    const [, , surname] = plan.unmatched;
    const [candidate] = surname?.candidates ?? [];
    expect(candidate?.rows.map(({ isSame }) => isSame)).to.deep.equal([true, true, false]);
    const matched = await view.match(surname?.id ?? '', candidate?.patientRef ?? '');
    expect(matched.ok).to.equal(true);
    expect((await practices.new.records('new-2')).account?.enabled).to.equal(true);
    const gone = plan.unmatched[4];
    const refused = await view.match(gone?.id ?? '', 'new-4');
    expect(refused.ok).to.equal(false);
    expect((await practices.new.records('new-4')).account).to.equal(undefined);
  });

  it('leaves it to a person where the old practice had disabled and this one has not', async () => {
    const practices = await new TwoPractices([
      {
        account: {
          enabled: false,
          disabling: { id: 'a', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
        },
      },
    ]).begin();
    await practices.handOver();
    const { storage } = practices.new.product;
    const own = account({ practiceId: 'A99969', patientRef: 'new-0', id: 'own' });
    await storage.journal.applyPage(
      { kind: 'account', records: [remote('account', own, 1)], quarantined: [] },
      await storage.outbox.claimEpoch(),
    );
    const plan = await inPlan(await practices.new.open());
    expect(plan.todo.count).to.equal(0);
    expect(plan.unmatched[0]?.because).to.include('Decide which holds');
  });

  for (const [why, reason, said] of [
    ['was closed when they moved away', 'moved', /closed when the patient moved.*enable/],
    ['was disabled before they moved away', 'safeguarding', /disabled by this practice.*decide/],
  ] as const) {
    it(`leaves it to a person whose account here ${why}`, async () => {
      const practices = await new TwoPractices([{}]).begin();
      await practices.handOver();
      const disabling = { id: 'act', reason, at: '2026-03-02T10:00:00.000Z' };
      const moved = { movedTo: 'A99968', movedToName: 'Bryn Awel Surgery' };
      const closed = { enabled: false, disabling, ...moved };
      await practices.new.fetchAccounts({ id: 'own', patientRef: 'new-0', ...closed });
      const view = await practices.new.open();
      const plan = await inPlan(view);
      expect(plan.todo.count).to.equal(0);
      expect(plan.unmatched[0]?.because).to.match(said);
      expect((await view.match(plan.unmatched[0]?.id ?? '', 'new-0')).ok).to.equal(true);
      expect((await practices.new.records('new-0')).account?.enabled).to.equal(false);
      expect(practices.transfers.states()).to.deep.equal(['taken-in']);
    });
  }

  it('does not end while another workstation’s account lets in whom the old practice had shut out', async () => {
    const disabling = { id: 'act', reason: 'safeguarding', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([{ account: { enabled: false, disabling } }]).begin();
    await practices.handOver();
    // Claimed and made here; meanwhile the account of another transfer got there first.
    const [held] = [...practices.transfers.all.values()];
    if (held === undefined) throw new Error('Nothing was handed over.');
    const mine = claimedFor(held.body, 'new-0');
    await practices.transfers.of('A99969').update(held, mine, 'claim-1');
    await practices.new.fetchAccounts({ id: 'of-another-transfer', patientRef: 'new-0' });
    const view = await practices.new.open();
    await finished(view);
    expect(practices.transfers.states()).to.deep.equal(['claimed']);
    const { unmatched } = await inPlan(view);
    expect(unmatched.map(({ because }) => because).join()).to.include('Decide which holds');
    expect(unmatched[0]?.candidates.map(({ patientRef }) => patientRef)).to.deep.equal(['new-0']);
    expect((await view.match(unmatched[0]?.id ?? '', 'new-0')).ok).to.equal(true);
    expect(practices.transfers.states()).to.deep.equal(['taken-in']);
    expect((await inPlan(view)).unmatched).to.deep.equal([]);
  });

  for (const what of ['records', 'entriesOf'] as const) {
    it(`says so and ends nothing where this computer does not give what it keeps: ${what}`, async () => {
      const disabling = { id: 'act', reason: 'safeguarding', at: '2026-03-02T10:00:00.000Z' };
      const practices = await new TwoPractices([
        { account: { enabled: false, disabling } },
      ]).begin();
      await practices.handOver();
      const { id = '' } = await practices.takeIn();
      await practices.new.share();
      const { account } = await practices.new.records('new-0');
      if (account === undefined) throw new Error('There is no account.');
      const there = practices.new;
      if (what === 'records') {
        // Somebody has enabled it meanwhile: a person decides which holds.
        const { disabling: _disabling, ...open } = account;
        await there.changedElsewhere({ ...open, enabled: true }, 20);
      }
      const view = await there.open();
      const refused = /could not read what is kept on this computer/;

      there.refusesOnce(what);
      const told = await firstValueFrom(view.finishing$);
      expect(!told.available && told.message).to.match(refused);
      expect(practices.transfers.states()).to.deep.equal(['claimed']);

      there.refusesOnce(what);
      const agreement = await view.agreement(id);
      expect(!agreement.ok && agreement.failure.message).to.match(refused);

      there.refusesOnce(what);
      const plan = await inPlan(view);
      expect(plan.stopped).to.match(refused);
      expect([plan.id, plan.isWhole]).to.deep.equal([undefined, false]);
    });
  }

  it('says nothing of who has an account here where this computer does not tell', async () => {
    const practices = await new TwoPractices([{}], {
      new: [person(0, 'new', { birthDate: '1980-05-18' })],
    }).begin();
    await practices.handOver();
    const view = await practices.new.open();
    practices.new.refusesOnce('records');
    const plan = await inPlan(view);
    expect(plan.stopped).to.match(/could not read what is kept on this computer/);
    expect(plan.unmatched).to.deep.equal([]);
  });

  it('does not end on an account that was closed here meanwhile, as its patient had moved on', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.takeIn();
    await practices.new.share();
    const { account } = await practices.new.records('new-0');
    if (account === undefined) throw new Error('There is no account.');
    const disabling = { id: 'act', reason: 'moved', at: '2026-04-20T09:40:00.000Z' };
    const moved = { movedTo: 'A99970', movedToName: 'Mill House', enabled: false, disabling };
    await practices.new.changedElsewhere({ ...account, ...moved }, 20);
    const view = await practices.new.open();
    expect(await firstValueFrom(view.finishing$)).to.include({ left: 0, forAPerson: 1 });
    expect(practices.transfers.states()).to.deep.equal(['claimed']);
    expect((await inPlan(view)).unmatched[0]?.because).to.include('moved to another practice');
  });

  it('gives back with a reason, and the old practice opens the account again', async () => {
    const practices = await new TwoPractices([{}], { new: [] }).begin();
    await practices.handOver();
    const view = await practices.new.open();
    const [arrival] = (await inPlan(view)).unmatched;
    expect((await view.giveBack(arrival?.id ?? '', '')).ok).to.equal(false);
    expect((await view.giveBack(arrival?.id ?? '', 'not-registered-here')).ok).to.equal(true);
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect([row?.state, row?.text]).to.deep.equal([
      'given-back',
      'Given back by the new practice: not registered at this practice. The account here is closed: take it back.',
    ]);
    expect((await old.takeBack(row?.id ?? '')).ok).to.equal(true);
    const { account } = await practices.old.records('old-0');
    expect([account?.enabled, account?.movedTo, account?.disabling]).to.deep.equal([
      true,
      undefined,
      undefined,
    ]);
    const after = await old.onTheWay();
    expect(after.ok && after.value.rows).to.deep.equal([]);
  });
});

describe('what is handed over and not taken in', () => {
  it('is told of beside the account’s own tick, till it is taken back', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    const { host, product } = practices.old;
    host.currentPatient.set(host.known[0] ?? null);
    const movedTo = async (): Promise<string | undefined> =>
      (await product.tab()).services.find(({ name }) => name === 'global')?.movedTo;
    expect(await movedTo()).to.equal('Brook Lane Surgery');
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect((await old.takeBack(row?.id ?? '')).ok).to.equal(true);
    expect(await movedTo()).to.equal(undefined);
  });

  it('is not told of any more beside the tick of an account that another system has opened again', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.old.share();
    const { host, product } = practices.old;
    host.currentPatient.set(host.known[0] ?? null);
    const { account: closed } = await practices.old.records('old-0');
    if (closed === undefined) throw new Error('There is no account.');
    const { disabling: _moved, ...rest } = closed;
    await practices.old.changedElsewhere({ ...rest, enabled: true }, 9);
    const tick = (await product.tab()).services.find(({ name }) => name === 'global');
    expect([tick?.enabled, tick?.movedTo]).to.deep.equal([true, undefined]);
  });

  it('can be taken back, and then nobody takes it in', async () => {
    const practices = await new TwoPractices([{}, {}]).begin();
    await practices.handOver();
    const old = await practices.old.open();
    const view = await practices.new.open();
    const plan = await inPlan(view);
    const way = await old.onTheWay();
    const rows = way.ok ? way.value.rows : [];
    expect(rows.map(({ state }) => state)).to.deep.equal(['waiting', 'waiting']);
    const mine = rows.find(({ patientRef }) => patientRef === 'old-0');
    expect((await old.takeBack(mine?.id ?? '')).ok).to.equal(true);
    expect((await practices.old.records('old-0')).account?.enabled).to.equal(true);
    const job = await startAndWait(view, plan.id);
    expect(job.progress).to.equal('1 done, 1 left out');
    expect((await practices.new.records('new-0')).account).to.equal(undefined);
    const agreement = await view.agreement(job.id);
    expect(agreement.ok && [agreement.value.agrees, agreement.value.text]).to.deep.equal([
      false,
      'For 1 of 2 it came otherwise than the look before said:',
    ]);
  });

  it('cannot be taken back once the new practice has taken it up', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.takeIn();
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect(row?.state).to.equal('being-taken-in');
    const refused = await old.takeBack(row?.id ?? '');
    expect(!refused.ok && refused.failure.message).to.equal(
      'The new practice is taking this one in already, or has done so.',
    );
    expect((await practices.old.records('old-0')).account?.enabled).to.equal(false);
  });

  it('is told where the account here is still open, and can be closed', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const from = { id: practices.old.host.practice.id, name: 'Old' };
    await practices.transfers.of(from.id).handOver(sampleTransfer({ id: 'job.old-0', from }));
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect(row?.state).to.equal('open-here');
    expect((await old.closeHere(row?.id ?? '')).ok).to.equal(true);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
  });

  it('is told where it was taken in, too, and the account here is still open: it comes first', async () => {
    const practices = await new TwoPractices([{}, {}]).begin();
    const from = { id: practices.old.host.practice.id, name: 'Old' };
    const theirs = practices.transfers.of('A99969');
    for (const [index, state] of [takenAsMade, claimedThere].entries()) {
      const transfer = sampleTransfer({ id: `job.old-${index}`, from });
      const held = await practices.transfers.of(from.id).handOver(transfer);
      if (!held.ok) throw new Error('It was not handed over.');
      await theirs.update(held.value, state(transfer), `there-${index}`);
    }
    await practices.transfers.of(from.id).handOver(sampleTransfer({ id: 'job.old-9', from }));
    const old = await practices.old.open();
    const told = async (): Promise<readonly string[]> => {
      const way = await old.onTheWay();
      return way.ok ? way.value.rows.map(({ patientRef, state }) => `${patientRef} ${state}`) : [];
    };
    expect(await told()).to.deep.equal([
      'old-0 open-at-both',
      'old-1 open-at-both',
      'old-9 open-here',
    ]);
    expect((await old.closeHere('job.old-0')).ok).to.equal(true);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
    expect(await told()).to.deep.equal(['old-1 open-at-both', 'old-9 open-here']);
  });

  it('is not told of who has come back since it was taken in', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.takeIn();
    await practices.new.share();
    expect(await finished(await practices.new.open())).to.equal(0);
    const old = await practices.old.open();
    const before = await old.onTheWay();
    expect(before.ok && before.value.rows).to.deep.equal([]);
    await practices.old.share();
    const { account: closed } = await practices.old.records('old-0');
    if (closed === undefined) throw new Error('There is no account.');
    const { disabling: _moved, movedTo: _to, movedToName: _name, ...rest } = closed;
    const back = { ...rest, enabled: true, cameBackAt: '2098-01-01T00:00:00.000Z' };
    const withNewCodes = { ...back, resetId: 'since', resetAt: '2099-01-01T00:00:00.000Z' };
    for (const [index, body] of [back, withNewCodes].entries()) {
      await practices.old.changedElsewhere(body, 20 + index);
      expect((await practices.old.records('old-0')).account?.resetId).to.equal(body.resetId);
      const after = await old.onTheWay();
      expect(after.ok && after.value.rows).to.deep.equal([]);
    }
  });
});

const takenAsMade = (transfer: Transfer): Transfer => takenInAs(transfer, 'made');
const claimedThere = (transfer: Transfer): Transfer => claimedFor(transfer, 'new-1');

describe('the look before and what came of it', () => {
  for (const [why, changes] of [
    ['one of them makes no sense', { unreadable: 1 }],
    ['the server does not get to the end of them', { isCutOff: true }],
  ] as const) {
    it(`are not said to agree where not all transfers were read: ${why}`, async () => {
      const practices = await new TwoPractices([{}]).begin();
      await practices.handOver();
      const { id = '' } = await practices.takeIn();
      const view = await practices.new.open();
      Object.assign(practices.transfers, changes);
      const agreement = await view.agreement(id);
      expect(!agreement.ok && agreement.failure.message).to.include(
        'Not all transfers could be read',
      );
    });
  }

  it('agree to the last patient', async () => {
    const practices = await new TwoPractices(Array.from({ length: 12 }, () => ({}))).begin();
    const plan = await practices.handOver();
    const view = await practices.old.open();
    const agreement = await view.agreement(plan.id ?? '');
    expect(agreement.ok && agreement.value).to.deep.equal({
      agrees: true,
      text: 'What came of it is what the look before said, for all 12.',
      differences: [],
    });
  });
});
