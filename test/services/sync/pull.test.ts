import { expect } from '@open-wc/testing';
import type { RecordKind } from '../../../services/domain/records.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { FakeLeaseOffice } from '../../fakes/fake-sync-lease.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { BUSY, REFUSED, UNREACHABLE } from '../../fakes/remote-failures.ts';
import {
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleIdentityCheck,
} from '../../fakes/sample-shared-records.ts';
import { sentenceOf } from '../../words-at-hand.ts';
import { tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const OVERLAP_MS = 120_000;
const LATER = '2026-03-02T10:00:00.000Z';

describe("Others' changes", () => {
  let server: InMemoryServer;
  let open: Workstation[] = [];

  beforeEach(() => {
    server = new InMemoryServer();
    server.clock = Date.now();
    open = [];
  });
  afterEach(() => {
    open.forEach((each) => {
      each.close();
    });
  });

  function workstation(options: WorkstationOptions = {}): Workstation {
    const clock = new TrustedClock(BROWSER_TIME);
    const made = new Workstation(server.remote(PRACTICE_ID, clock), { ...options, clock });
    open.push(made);
    return made;
  }

  /** Accounts that are on the server already. */
  function onServer(count: number) {
    return Array.from({ length: count }, () => {
      const account = sampleAccount();
      server.add('account', account, crypto.randomUUID());
      return account;
    });
  }

  /** How often changes of a kind were asked for. */
  function asked(kind: RecordKind): number {
    return server.calls.filter((call) => call.method === 'changes' && call.kind === kind).length;
  }

  async function holds(desk: Workstation, patientRefs: readonly string[]): Promise<boolean> {
    const found = await Promise.all(patientRefs.map((ref) => desk.stored(ref)));
    return found.every(({ account }) => account !== undefined);
  }

  it('are all here after the first look, however many pages they fill', async () => {
    const accounts = onServer(11);
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);

    expect(
      await holds(
        desk,
        accounts.map((each) => each.patientRef),
      ),
    ).to.equal(true);
    expect(desk.state.lastPulledAt).not.to.equal(undefined);
    const phases = new Set(desk.states.map(({ phase }) => phase));
    expect([...phases]).to.deep.equal(['stopped', 'working', 'idle']);
  });

  it('are all here when one time stamp fills more than a page', async () => {
    onServer(2);
    server.clockStands = true;
    const accounts = onServer(13);
    server.clockStands = false;
    const more = onServer(6);
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);

    const refs = [...accounts, ...more].map((each) => each.patientRef);
    expect(await holds(desk, refs)).to.equal(true);
  });

  it('are asked for page after page, while the page before is still being stored', async () => {
    onServer(7);
    const desk = workstation();
    const { journal } = desk.storage;
    const apply = journal.applyPage.bind(journal);
    journal.applyPage = async (page, epoch) => {
      await desk.eventually(() => asked('account') > 1, 'the next page to be asked for');
      return apply(page, epoch);
    };
    desk.start();
    await desk.phase(SyncPhase.idle);
    expect(desk.states.some(({ phase }) => phase === SyncPhase.failing)).to.equal(false);
  });

  it('go on after a restart where they stopped', async () => {
    const accounts = onServer(12);
    server.clock += 3_600_000;
    const { storage } = workstation();
    server.mishap = () => (asked('account') > 3 ? UNREACHABLE : undefined);
    const before = workstation({ storage }).start();
    await before.phase(SyncPhase.offline);
    expect(await storage.journal.cursor('account')).not.to.equal(undefined);
    before.close();

    server.mishap = () => undefined;
    server.calls.length = 0;
    const after = workstation({ storage }).start();
    await after.phase(SyncPhase.idle);
    const refs = accounts.map(({ patientRef }) => patientRef);
    expect(await holds(after, refs)).to.equal(true);
    expect(asked('account'), 'the last page, not all of them').to.be.at.most(2);
  });

  it('do not keep what staff do meanwhile from being sent, however many they are', async () => {
    onServer(20);
    const desk = workstation();
    let isCommitted = false;
    server.mishap = async () => {
      if (isCommitted || asked('account') < 2) return undefined;
      isCommitted = true;
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      return undefined;
    };
    desk.start();
    await desk.settled();
    const calls = server.calls.map(({ method, kind }) => `${method} ${kind}`);
    const sent = calls.indexOf('create account');
    expect(sent).to.be.greaterThan(0);
    expect(sent).to.be.lessThan(calls.lastIndexOf('changes account'));
  });

  it('are known to be all here only after everything has been fetched once, at every tab and after a restart', async () => {
    onServer(6);
    server.mishap = ({ kind }) => (kind === 'letter' ? UNREACHABLE : undefined);
    const shared = { storage: workstation().storage, office: new FakeLeaseOffice() };
    const leader = workstation(shared).start();
    const other = workstation(shared).start();
    await leader.phase(SyncPhase.offline);
    await other.phase(SyncPhase.otherTab);
    expect([await leader.hasEverything(), await other.hasEverything()]).to.deep.equal([
      false,
      false,
    ]);

    server.mishap = () => undefined;
    leader.engine.nudge();
    await leader.eventually(() => leader.hasEverything(), 'the rest');
    await other.eventually(() => other.hasEverything(), 'the other tab to know');
    leader.close();
    other.close();

    server.mishap = () => UNREACHABLE;
    const later = workstation(shared).start();
    await later.phase(SyncPhase.offline);
    expect(await later.hasEverything()).to.equal(true);
  });

  it('are said to be incomplete when one time stamp holds more than can be asked for', async () => {
    server.clockStands = true;
    onServer(17);
    const desk = workstation().start();
    await desk.phase(SyncPhase.failing);

    expect(desk.state.reason && sentenceOf(desk.state.reason)).to.contain('one moment');
    expect(desk.state.lastPulledAt).to.equal(undefined);
  });

  it('appear by themselves while the screen is open', async () => {
    const [account] = onServer(1);
    if (account === undefined) throw new Error('No account.');
    const desk = workstation({ pollSeconds: 0.02 }).start();
    await desk.phase(SyncPhase.idle);

    server.change('account', account.id, (body) => ({
      ...body,
      status: 'registered',
      registeredAt: LATER,
    }));
    await desk.eventually(
      async () => (await desk.stored(account.patientRef)).account?.status === 'registered',
      'the new status',
    );
  });

  it('appear when a workstation comes back to the screen or the network', async () => {
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);
    const [account] = onServer(1);
    document.dispatchEvent(new Event('visibilitychange'));
    await desk.eventually(() => holds(desk, [account?.patientRef ?? '']), 'the account');

    const [other] = onServer(1);
    desk.online$.next(false);
    desk.online$.next(true);
    await desk.eventually(() => holds(desk, [other?.patientRef ?? '']), 'the other account');
  });

  it('are not missed when they become visible after later ones', async () => {
    onServer(1);
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);

    // Stamped before, committed after what has been fetched already.
    server.clock -= OVERLAP_MS - 1000;
    const [late] = onServer(1);
    server.clock += OVERLAP_MS;
    desk.engine.nudge();
    await desk.eventually(() => holds(desk, [late?.patientRef ?? '']), 'the late account');
  });

  it('are not stored again by looking again', async () => {
    onServer(3);
    const desk = workstation();
    let pages = 0;
    const { journal } = desk.storage;
    const apply = journal.applyPage.bind(journal);
    journal.applyPage = (page, epoch) => {
      pages += 1;
      return apply(page, epoch);
    };
    desk.start();
    await desk.phase(SyncPhase.idle);
    const before = pages;
    const asked = server.calls.length;
    desk.engine.nudge();
    await desk.eventually(() => server.calls.length >= asked + 5, 'another look');
    await desk.engine.reconcile();

    expect(pages).to.equal(before);
  });

  it('do not overwrite unsent work', async () => {
    const desk = workstation({ pollSeconds: 0.02 }).start();
    const account = sampleAccount();
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await desk.settled();
    server.mishap = ({ method }) => (method === 'update' ? BUSY : undefined);
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    server.change('account', account.id, (body) => ({ ...body, status: 'registered' }));
    const both = { ...account, enabled: false, status: 'registered' };
    await desk.eventually(
      async () => (await desk.stored(account.patientRef)).account?.status === 'registered',
      'the status',
    );

    expect((await desk.stored(account.patientRef)).account).to.deep.equal(both);
    server.mishap = () => undefined;
    await desk.settled();
    expect(server.all('account')).to.deep.equal([both]);
  });

  it('of the kinds that the server does give are fetched when it refuses another kind', async () => {
    const [account] = onServer(1);
    if (account === undefined) throw new Error('No account.');
    server.add('identity-check', sampleIdentityCheck(account), crypto.randomUUID());
    server.mishap = (call) => (call.kind === 'registration' ? REFUSED : undefined);
    const desk = workstation().start();
    await desk.phase(SyncPhase.failing);

    expect(desk.state.reason).to.deep.equal(REFUSED.reason);
    expect((await desk.stored(account.patientRef)).identityChecks).to.have.length(1);
  });
});
