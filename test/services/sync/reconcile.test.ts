import { expect } from '@open-wc/testing';
import type { RecordKind } from '../../../services/domain/records.ts';
import { PULLED_KINDS } from '../../../services/ports/remote-records.ts';
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
    // In the evening, when its own time of the day has passed; the day is that of the fake environment.
    made.now = () => new Date(`${day}T18:00:00`).toISOString();
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

  /** The day as the workstation writes it down. */
  function today(): string {
    return new Date(`${day}T18:00:00`).toISOString().slice(0, 10);
  }

  /** Resolves when the day's comparison has been finished. */
  async function compared(desk: Workstation): Promise<void> {
    desk.engine.nudge();
    await desk.eventually(
      async () => (await desk.storage.journal.reconciled()).finishedOn === today(),
      'the end of the comparison',
    );
  }

  async function holds(
    desk: Workstation,
    { patientRef }: { patientRef: string },
  ): Promise<boolean> {
    return (await desk.stored(patientRef)).account !== undefined;
  }

  /** Lists of ids from the beginning, or whole ones; these kinds have a cursor, so no pull asks for that. */
  function listings(kind: RecordKind, how: 'names' | 'whole' = 'names'): readonly RemoteCall[] {
    return calls(kind, how).filter(({ from }) => from === undefined);
  }

  function calls(kind: RecordKind, how: 'names' | 'whole' | 'count'): readonly RemoteCall[] {
    return server.calls.filter((call) => {
      const isSo = { names: call.namesOnly, count: call.countOnly, whole: isWhole(call) }[how];
      return call.method === 'changes' && call.kind === kind && isSo;
    });
  }

  function isWhole({ namesOnly, countOnly, inBatch }: RemoteCall): boolean {
    return !namesOnly && !countOnly && !inBatch;
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
    await compared(desk);
    expect(await holds(desk, late)).to.equal(true);

    const counted = calls('account', 'count').length;
    const later = await inStep({ storage: desk.storage });
    expect(later.state.phase).to.equal(SyncPhase.idle);
    expect(calls('account', 'count')).to.have.length(counted);
  });

  it('only asks how many there are, in one request, where as many are held here', async () => {
    onServer(3);
    const desk = await inStep();
    day = '2026-03-02';
    server.requests = 0;
    await compared(desk);
    expect(server.requests, 'with the look before').to.equal(2);
    for (const kind of PULLED_KINDS) {
      expect(calls(kind, 'count'), kind).to.have.length(1);
      expect(listings(kind), kind).to.deep.equal([]);
    }
  });

  it('goes by ids and versions where the counts differ, and fetches only the page that differs', async () => {
    onServer(12);
    const desk = await inStep();
    server.calls.length = 0;
    const looks = desk.states.length;
    desk.engine.nudge();
    await desk.eventually(() => desk.states.length > looks, 'a look');
    const ofALook = calls('account', 'whole').length;

    const late = missed();
    day = '2026-03-02';
    server.calls.length = 0;
    await compared(desk);
    expect(await holds(desk, late)).to.equal(true);
    expect(calls('account', 'names').length).to.be.greaterThan(3);
    expect(calls('account', 'whole')).to.have.length(ofALook + 1);
    expect(listings('letter'), 'as many as are held').to.deep.equal([]);
  });

  it('goes by ids and versions where the server does not count', async () => {
    onServer(6);
    const desk = await inStep();
    server.takesBatches = false;
    day = '2026-03-02';
    await compared(desk);
    expect(listings('account')).to.have.length(1);
    expect(calls('account', 'whole').filter(({ from }) => from === undefined)).to.deep.equal([]);
  });

  it('finds a version that was missed, which counts do not tell, within nine days', async () => {
    const [account] = onServer(6);
    const desk = await inStep();
    server.clock -= 2 * OVERLAP_MS;
    server.change('account', account?.id ?? '', (body) => ({ ...body, enabled: false }));
    server.clock += 2 * OVERLAP_MS;
    day = '2026-03-02';
    await compared(desk);
    const held = async () => (await desk.stored(account?.patientRef ?? '')).account?.enabled;
    expect(await held(), 'the counts are the same').to.equal(true);

    day = '2026-03-10';
    await compared(desk);
    expect(await held()).to.equal(false);
    expect((await desk.storage.journal.reconciled()).comparedOn).to.equal(today());
  });

  it('waits for the time of the day that is its own', async () => {
    onServer(3);
    const desk = await inStep();
    day = '2026-03-02';
    desk.now = () => new Date(`${day}T08:00:00`).toISOString();
    const looks = desk.states.length;
    desk.engine.nudge();
    await desk.eventually(() => desk.states.length > looks, 'a look');
    expect(calls('account', 'count')).to.deep.equal([]);
    desk.now = () => new Date(`${day}T18:00:00`).toISOString();
    await compared(desk);
    expect(calls('account', 'count')).to.have.length(1);
  });

  it('is not needed on the day of the first pull, which fetched everything', async () => {
    onServer(3);
    const desk = await inStep();
    desk.close();
    server.calls.length = 0;
    await inStep({ storage: desk.storage });
    expect(calls('account', 'count')).to.deep.equal([]);
    expect(listings('account')).to.deep.equal([]);
  });

  it('goes on after a restart with the kinds it was not through with, and is not done before', async () => {
    onServer(6);
    const desk = await inStep();
    const late = missed();
    day = '2026-03-02';
    server.mishap = (call) =>
      call.kind === 'registration' && call.namesOnly === true ? UNREACHABLE : undefined;
    desk.engine.nudge();
    await desk.phase(SyncPhase.offline);
    desk.close();
    expect((await desk.storage.journal.reconciled()).finishedOn).not.to.equal(today());

    server.mishap = () => undefined;
    server.calls.length = 0;
    const next = await inStep({ storage: desk.storage });
    await compared(next);
    expect(listings('account'), 'is through with these').to.deep.equal([]);
    expect(listings('registration')).not.to.deep.equal([]);
    expect((await next.stored(late.patientRef)).registrations).to.have.length(1);
  });

  it('goes on in the middle of a kind when somebody else signs in', async () => {
    onServer(24);
    const desk = await inStep();
    day = '2026-03-02';
    missed();
    let isNext = false;
    server.mishap = (call) => {
      const isNamed = call.kind === 'account' && call.namesOnly === true;
      if (isNamed && call.from !== undefined && !isNext) {
        isNext = true;
        desk.signIn(MANAGER);
      }
      return undefined;
    };
    await compared(desk);
    expect(listings('account'), 'one beginning').to.have.length(1);
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

  it('fetches everything whole when somebody asks: what is held in the same version may be garbled since', async () => {
    onServer(3);
    const desk = await inStep();
    server.calls.length = 0;
    await desk.engine.reconcile();
    expect(listings('account', 'whole')).not.to.deep.equal([]);
    expect(listings('account', 'names')).to.deep.equal([]);
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
