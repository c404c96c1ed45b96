import { expect } from '@open-wc/testing';
import { BehaviorSubject } from 'rxjs';
import { LazySync } from '../../plugin/lazy-sync.ts';
import { SyncPhase, type SyncControl, type SyncState } from '../../services/ports/sync-control.ts';
import { waitUntil } from '../wait-until.ts';
import { sentenceOf } from '../words-at-hand.ts';

/** An engine that only counts. */
class CountingEngine implements SyncControl {
  readonly state$ = new BehaviorSubject<SyncState>({ phase: SyncPhase.idle });
  running = 0;
  nudges = 0;
  reconciles = 0;

  start(): () => void {
    this.running += 1;
    return () => {
      this.running -= 1;
    };
  }

  nudge(): void {
    this.nudges += 1;
  }

  reconcile(): Promise<void> {
    this.reconciles += 1;
    return Promise.resolve();
  }
}

function setUp() {
  const engine = new CountingEngine();
  const loads: PromiseWithResolvers<SyncControl>[] = [];
  const failures: unknown[] = [];
  const sync = new LazySync(
    () => {
      const load = withResolvers<SyncControl>();
      loads.push(load);
      return load.promise;
    },
    (error) => failures.push(error),
  );
  const phases: SyncPhase[] = [];
  const reasons: SyncState['reason'][] = [];
  const following = sync.state$.subscribe(({ phase, reason }) => {
    phases.push(phase);
    reasons.push(reason);
  });
  return { engine, loads, failures, sync, phases, reasons, following };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: Error): void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((one, other) => {
    resolve = one;
    reject = other;
  });
  return { promise, resolve, reject };
}

describe('synchronisation that has not loaded yet', () => {
  it('starts as soon as it has, and shows its own state from then on', async () => {
    const { engine, loads, sync, phases, following } = setUp();
    const stop = sync.start();
    expect(phases).to.deep.equal([SyncPhase.stopped]);
    loads[0]?.resolve(engine);
    await waitUntil(() => engine.running === 1, 'the engine runs');
    expect(phases.at(-1)).to.equal(SyncPhase.idle);
    expect(loads).to.have.length(1);
    sync.nudge();
    expect(engine.nudges).to.equal(1);
    stop();
    expect(engine.running).to.equal(0);
    following.unsubscribe();
  });

  it('does not start for somebody who has gone before it came', async () => {
    const { engine, loads, sync, following } = setUp();
    const stop = sync.start();
    stop();
    const another = sync.start();
    loads[0]?.resolve(engine);
    await waitUntil(() => engine.running > 0, 'it runs for who still waits');
    expect(engine.running).to.equal(1);
    another();
    expect(engine.running).to.equal(0);
    following.unsubscribe();
  });

  it('reconciles once it has come, and lets go of who waits when all is switched off', async () => {
    const { engine, loads, sync, following } = setUp();
    const reconciling = sync.reconcile();
    loads[0]?.resolve(engine);
    await reconciling;
    expect(engine.reconciles).to.equal(1);
    following.unsubscribe();

    const later = setUp();
    const waiting = later.sync.reconcile();
    later.sync.dispose();
    await waiting;
    expect(later.engine.reconciles).to.equal(0);
    later.following.unsubscribe();
  });

  it('says when it cannot be loaded, asks again, and recovers', async () => {
    const { engine, loads, failures, sync, phases, reasons, following } = setUp();
    const stop = sync.start();
    loads[0]?.reject(new TypeError('There is no network.'));
    await waitUntil(() => phases.at(-1) === SyncPhase.failing, 'the state says so');
    const reason = reasons.at(-1);
    expect(reason && sentenceOf(reason)).to.contain('could not be loaded');
    expect(failures).to.have.length(1);
    await waitUntil(() => loads.length === 2, 'it is asked for again');
    loads[1]?.resolve(engine);
    await waitUntil(() => engine.running === 1, 'the engine runs');
    expect(phases.at(-1)).to.equal(SyncPhase.idle);
    stop();
    following.unsubscribe();
  });
});
