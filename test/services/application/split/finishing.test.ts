import { expect } from '@open-wc/testing';
import { firstValueFrom } from 'rxjs';
import type { AccountRecord } from '../../../../services/domain/records.ts';
import { decision, registration, remote, services } from '../../../contracts/storage-samples.ts';
import { finished, inPlan, person, TwoPractices } from './two-practices.ts';

/** Another computer has claimed a transfer and made the account, and nothing besides for half an hour. */
async function begunElsewhere(account: Partial<AccountRecord> = {}) {
  const practices = await new TwoPractices([{}]).begin();
  await practices.handOver();
  const body = await practices.takenUpElsewhere();
  await practices.new.fetchAccounts({ id: body.accountKey, patientRef: 'new-0', ...account });
  practices.new.product.clock.time = '2026-04-20T10:00:00.000Z';
  const view = await practices.new.open();
  const [arrival] = (await inPlan(view)).unmatched;
  return { practices, body, view, arrivalId: arrival?.id ?? '' };
}

describe('transfer in', () => {
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
    const { body } = practices.transferOf('old-0');
    expect([body.state, body.outcome, body.content]).to.deep.equal(['taken-in', 'made', undefined]);
  });

  it('is not said to be over while what another workstation made of it is only there in part', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    const { accountKey: id } = await practices.takenUpElsewhere();
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
    const { accountKey: id, closing } = await practices.takenUpElsewhere();
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

  it('does not end while another workstation’s account lets in whom the old practice had shut out', async () => {
    const disabling = { id: 'act', reason: 'safeguarding', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([{ account: { enabled: false, disabling } }]).begin();
    await practices.handOver();
    // Claimed and made here; meanwhile the account of another transfer got there first.
    await practices.takenUpElsewhere();
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
});
