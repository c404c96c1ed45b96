import { expect } from '@open-wc/testing';
import { defer, from, Observable, type Subscription } from 'rxjs';
import { useFakeTimers, type SinonFakeTimers } from 'sinon';
import { eventsOf, repeating, timer } from '../../../services/streams/sources.ts';
import { firstWithin, NoAnswer } from '../../../services/streams/first-within.ts';

describe('a timer', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = useFakeTimers();
  });
  afterEach(() => {
    clock.restore();
  });

  it('tells once, when its time has come, and is over', () => {
    const told = listenTo(timer(1000));
    clock.tick(999);
    expect(told.list).to.deep.equal([]);
    clock.tick(1);
    expect(told.list).to.deep.equal(['next', 'complete']);
    clock.tick(10_000);
    expect(told.list).to.have.length(2);
  });

  it('goes on at an even pace where it is told to', () => {
    const told = listenTo(timer(0, 500));
    clock.tick(0);
    expect(told.list).to.deep.equal(['next']);
    clock.tick(1000);
    expect(told.list).to.deep.equal(['next', 'next', 'next']);
    told.subscription.unsubscribe();
  });

  it('leaves nothing running for who has let go, also while being told', () => {
    const before = listenTo(timer(1000));
    before.subscription.unsubscribe();
    let times = 0;
    const during = timer(1000, 1000).subscribe(() => {
      times += 1;
      during.unsubscribe();
    });
    expect(clock.countTimers()).to.equal(1);
    clock.tick(10_000);
    expect(before.list).to.deep.equal([]);
    expect(times).to.equal(1);
    expect(clock.countTimers()).to.equal(0);
  });
});

describe('a source that is begun again', () => {
  it('begins anew whenever it has ended, until it is not to go on', async () => {
    let begun = 0;
    const one$ = defer(() => from(Promise.resolve((begun += 1))));
    const told = listenTo(repeating(one$, () => begun < 3));
    await told.over;
    expect(begun).to.equal(3);
    expect(told.list).to.deep.equal(['next', 'next', 'next', 'complete']);
  });

  it('can be begun again ten thousand times', async () => {
    let begun = 0;
    const one$ = defer(() => from(Promise.resolve((begun += 1))));
    await listenTo(repeating(one$, () => begun < 10_000)).over;
    expect(begun).to.equal(10_000);
  });

  it('ends with what went wrong, and is not begun again', async () => {
    let begun = 0;
    const one$ = defer(() => {
      begun += 1;
      return from(Promise.reject<number>(new Error('lost')));
    });
    const told = listenTo(repeating(one$));
    await told.over;
    expect(told.list).to.deep.equal(['error']);
    expect(begun).to.equal(1);
  });

  it('is not begun again for who has let go', async () => {
    let begun = 0;
    const one$ = defer(() => from(Promise.resolve((begun += 1))));
    const running: Subscription = repeating(one$).subscribe((round) => {
      if (round === 2) running.unsubscribe();
    });
    await new Promise((resolve) => {
      running.add(() => {
        resolve(undefined);
      });
    });
    await Promise.resolve();
    expect(begun).to.equal(2);
  });
});

describe('the events of something', () => {
  it('are told as long as somebody listens', () => {
    const target = new EventTarget();
    const told = listenTo(eventsOf(target, 'online'));
    target.dispatchEvent(new Event('online'));
    target.dispatchEvent(new Event('offline'));
    told.subscription.unsubscribe();
    target.dispatchEvent(new Event('online'));
    expect(told.list).to.deep.equal(['next']);
  });
});

/** What was told, in order, and when it was over. */
function listenTo(source: Observable<unknown>): {
  readonly list: string[];
  readonly over: Promise<void>;
  readonly subscription: Subscription;
} {
  const list: string[] = [];
  const ends: (() => void)[] = [];
  const over = new Promise<void>((resolve) => ends.push(resolve));
  const end = (how: string) => (): void => {
    list.push(how);
    ends.forEach((tell) => {
      tell();
    });
  };
  const subscription = source.subscribe({
    next: () => list.push('next'),
    error: end('error'),
    complete: end('complete'),
  });
  return { list, over, subscription };
}

describe('the first value within a time', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = useFakeTimers();
  });
  afterEach(() => {
    clock.restore();
  });

  it('is what comes first, and lets go of the source', async () => {
    let isHeard = false;
    const source = new Observable<number>((subscriber) => {
      isHeard = true;
      const waiting = setTimeout(() => {
        subscriber.next(7);
      }, 100);
      return () => {
        isHeard = false;
        clearTimeout(waiting);
      };
    });
    const first = firstWithin(source, 1000);
    clock.tick(100);
    expect(await first).to.equal(7);
    expect(isHeard).to.equal(false);
    expect(clock.countTimers()).to.equal(0);
  });

  it('is refused when none has come by then', async () => {
    const first = firstWithin(new Observable<never>(), 1000).catch((error: unknown) => error);
    clock.tick(1000);
    expect(await first).to.be.instanceOf(NoAnswer);
  });
});
