import { expect } from '@open-wc/testing';
import type { RecordKind } from '../../../services/domain/records.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { InMemoryServer, type RemoteCall } from '../../fakes/in-memory-remote-records.ts';
import { UNREACHABLE } from '../../fakes/remote-failures.ts';
import {
  MANAGER,
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleRegistration,
} from '../../fakes/sample-shared-records.ts';
import { tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const OVERLAP_MS = 120_000;

describe('Comparing everything with the server', () => {
  let server: InMemoryServer;
  let open: Workstation[] = [];
  let day: string;

  beforeEach(() => {
    server = new InMemoryServer();
    open = [];
    day = '2026-03-01';
  });
  afterEach(() => {
    open.forEach((each) => {
      each.close();
    });
  });

  function workstation(options: WorkstationOptions = {}): Workstation {
    const made = new Workstation(server.remote(PRACTICE_ID), options);
    made.now = () => `${day}T12:00:00.000Z`;
    open.push(made);
    return made;
  }

  /** Accounts with their codes that are on the server already. */
  function onServer(count: number) {
    return Array.from({ length: count }, () => {
      const account = sampleAccount();
      server.add('account', account, crypto.randomUUID());
      server.add('registration', sampleRegistration(account), crypto.randomUUID());
      return account;
    });
  }

  async function inStep(options: WorkstationOptions = {}): Promise<Workstation> {
    const desk = workstation(options).start();
    await desk.phase(SyncPhase.idle);
    return desk;
  }

  /** One that no pull will see. */
  function missed() {
    server.clock -= 2 * OVERLAP_MS;
    const [account] = onServer(1);
    server.clock += 2 * OVERLAP_MS;
    if (account === undefined) throw new Error('No account.');
    return account;
  }

  async function holds(
    desk: Workstation,
    { patientRef }: { patientRef: string },
  ): Promise<boolean> {
    return (await desk.stored(patientRef)).account !== undefined;
  }

  /** Lists from the beginning; these kinds have a cursor, so no pull asks for that. */
  function listings(kind: RecordKind): readonly RemoteCall[] {
    return server.calls.filter(
      (call) => call.method === 'changes' && call.kind === kind && call.from === undefined,
    );
  }

  it('finds what came later than a pull looks back', async () => {
    onServer(6);
    const desk = await inStep();
    const late = missed();
    const looks = desk.states.length;
    desk.engine.nudge();
    await desk.eventually(() => desk.states.length > looks, 'a look');
    expect(await holds(desk, late)).to.equal(false);

    await desk.engine.reconcile();
    expect(await holds(desk, late)).to.equal(true);
  });

  it('is done by itself on a new day, once', async () => {
    onServer(6);
    const desk = await inStep();
    const late = missed();
    day = '2026-03-02';
    desk.engine.nudge();
    await desk.eventually(() => holds(desk, late), 'the missed account');
    await desk.phase(SyncPhase.idle);

    await desk.eventually(
      async () => (await desk.storage.journal.reconciled()).finishedOn === day,
      'its end',
    );
    const listed = listings('account').length;
    const tomorrow = await inStep({ storage: desk.storage });
    expect(tomorrow.state.phase).to.equal(SyncPhase.idle);
    expect(listings('account')).to.have.length(listed);
  });

  it('is not needed on the day of the first pull, which fetched everything', async () => {
    onServer(3);
    const desk = await inStep();
    desk.close();
    server.calls.length = 0;
    await inStep({ storage: desk.storage });
    expect(listings('account')).to.deep.equal([]);
  });

  it('goes on after a restart with the kinds it was not through with, and is not done before', async () => {
    onServer(6);
    const desk = await inStep();
    const late = missed();
    day = '2026-03-02';
    server.mishap = (call) =>
      call.kind === 'registration' && call.from === undefined ? UNREACHABLE : undefined;
    desk.engine.nudge();
    await desk.phase(SyncPhase.offline);
    desk.close();
    expect((await desk.storage.journal.reconciled()).finishedOn).to.equal('2026-03-01');

    server.mishap = () => undefined;
    server.calls.length = 0;
    const next = await inStep({ storage: desk.storage });
    await next.eventually(
      async () => (await next.storage.journal.reconciled()).finishedOn === day,
      'its end',
    );
    expect(listings('account'), 'is through with these').to.deep.equal([]);
    expect(listings('registration')).not.to.deep.equal([]);
    expect((await next.stored(late.patientRef)).registrations).to.have.length(1);
  });

  it('goes on in the middle of a kind when somebody else signs in', async () => {
    onServer(24);
    const desk = await inStep();
    day = '2026-03-02';
    const before = listings('account').length;
    let isNext = false;
    server.mishap = (call) => {
      const isSecondPage = call.kind === 'account' && listings('account').length > before;
      if (isSecondPage && call.from !== undefined && !isNext) {
        isNext = true;
        desk.signIn(MANAGER);
      }
      return undefined;
    };
    desk.engine.nudge();
    await desk.eventually(
      async () => (await desk.storage.journal.reconciled()).finishedOn === day,
      'its end',
    );
    expect(listings('account'), 'one beginning').to.have.length(before + 1);
    expect(isNext).to.equal(true);
  });

  it('lets work go out in between', async () => {
    onServer(24);
    const desk = await inStep();
    const account = sampleAccount();
    const before = server.calls.length;
    let isCommitted = false;
    server.mishap = async () => {
      if (!isCommitted && server.calls.length === before + 7) {
        isCommitted = true;
        await desk.commit(RECEPTIONIST, tagged('account', account));
      }
      return undefined;
    };
    await desk.engine.reconcile();
    const calls = server.calls.slice(before).map(({ method, kind }) => `${method} ${kind}`);
    expect(calls.indexOf('create account')).to.be.greaterThan(0);
    expect(calls.indexOf('create account')).to.be.lessThan(calls.indexOf('changes letter', 6));
  });

  it('counts what is gone or makes no sense until the next one, whoever signs in, and after a restart', async () => {
    const [first, second] = onServer(3);
    const desk = await inStep();
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
    desk.close();
    const restarted = await inStep({ storage: desk.storage });
    expect(restarted.state).to.include({ missing: 1, unreadable: 1 });
  });
});
