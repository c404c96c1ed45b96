import { expect } from '@open-wc/testing';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import {
  MANAGER,
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleIdentityCheck,
} from '../../fakes/sample-shared-records.ts';
import { tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const OVERLAP_MS = 120_000;
const LATER = '2026-03-02T10:00:00.000Z';

describe("Others' changes", () => {
  let server: InMemoryServer;
  let open: Workstation[] = [];

  beforeEach(() => {
    server = new InMemoryServer();
    open = [];
  });
  afterEach(() => {
    open.forEach((each) => {
      each.close();
    });
  });

  function workstation(options: WorkstationOptions = {}): Workstation {
    const made = new Workstation(server.remote(PRACTICE_ID), options);
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
    expect(desk.states.map(({ phase }) => phase)).to.deep.equal(['stopped', 'working', 'idle']);
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

  it('are said to be incomplete when one time stamp holds more than can be asked for', async () => {
    server.clockStands = true;
    onServer(17);
    const desk = workstation().start();
    await desk.phase(SyncPhase.failing);

    expect(desk.state.message).to.contain('one moment');
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

  it('are found by a reconcile when they came later than the overlap', async () => {
    onServer(6);
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);
    server.clock -= 2 * OVERLAP_MS;
    const [missed] = onServer(1);
    desk.engine.nudge();
    await desk.eventually(
      () => desk.states.filter(({ phase }) => phase === 'idle').length > 1,
      'a look',
    );
    expect(await holds(desk, [missed?.patientRef ?? ''])).to.equal(false);

    await desk.engine.reconcile();
    expect(await holds(desk, [missed?.patientRef ?? ''])).to.equal(true);
  });

  it('that are gone or make no sense are counted by a reconcile until the next one, whoever signs in', async () => {
    const [first, second] = onServer(3);
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);
    expect(desk.state).not.to.have.any.keys('missing', 'unreadable');

    server.lose('account', first?.id ?? '');
    server.spoil('account', second?.id ?? '');
    await desk.engine.reconcile();
    await desk.eventually(() => desk.state.missing === 1, 'the missing one to be counted');
    expect(desk.state.unreadable).to.equal(1);

    desk.signIn(MANAGER);
    await desk.eventually(
      () => desk.state.phase === SyncPhase.idle && desk.state.missing === 1,
      'the next person to be told',
    );
  });

  it('are reconciled by itself on a new day', async () => {
    onServer(1);
    let day = '2026-03-01';
    const desk = workstation();
    desk.now = () => `${day}T12:00:00.000Z`;
    desk.start();
    await desk.phase(SyncPhase.idle);
    server.clock -= 2 * OVERLAP_MS;
    const [missed] = onServer(1);

    day = '2026-03-02';
    desk.engine.nudge();
    await desk.eventually(() => holds(desk, [missed?.patientRef ?? '']), 'the missed account');
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
    server.mishap = ({ method }) =>
      method === 'update' ? { kind: 'busy', message: 'Too busy.' } : undefined;
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
    server.mishap = (call) =>
      call.kind === 'registration' ? { kind: 'rejected', message: 'Not for you.' } : undefined;
    const desk = workstation().start();
    await desk.phase(SyncPhase.failing);

    expect(desk.state.message).to.equal('Not for you.');
    expect((await desk.stored(account.patientRef)).identityChecks).to.have.length(1);
  });
});
