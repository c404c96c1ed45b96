import { expect } from '@open-wc/testing';
import { BehaviorSubject, Subject } from 'rxjs';
import sinon from 'sinon';
import { lookTimes } from '../../../services/sync/look-pace.ts';
import type { Told } from '../../../services/sync/told.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('How often a workstation looks', () => {
  let clock: sinon.SinonFakeTimers;
  let isVisible: boolean;
  let jitter: number;
  let looks: number;
  let stop: () => void;
  const period$ = new BehaviorSubject(3 * SECOND);
  const visibility$ = new Subject<void>();
  const acted$ = new Subject<void>();
  const came$ = new Subject<void>();
  const expected$ = new Subject<void>();
  const told$ = new Subject<Told>();
  const seenElsewhere$ = new Subject<void>();

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    isVisible = true;
    jitter = 0;
    looks = 0;
    period$.next(3 * SECOND);
    const times$ = lookTimes({
      ...{ period$, visibility$, seenElsewhere$, acted$, came$, expected$, told$ },
      isVisible: () => isVisible,
      elapsed: () => clock.now,
      random: () => jitter,
    });
    const looking = times$.subscribe(() => {
      looks += 1;
    });
    stop = () => {
      looking.unsubscribe();
    };
  });
  afterEach(() => {
    stop();
    sinon.restore();
  });

  /** Looks in the next so many milliseconds. */
  async function looksIn(milliseconds: number): Promise<number> {
    looks = 0;
    await clock.tickAsync(milliseconds);
    return looks;
  }

  function show(visible: boolean): void {
    isVisible = visible;
    visibility$.next();
  }

  it('is each period at first, and eight or nine times a minute when nothing has happened for one', async () => {
    expect(await looksIn(MINUTE)).to.equal(20);
    await looksIn(10 * SECOND);
    expect(await looksIn(MINUTE)).to.be.within(8, 9);
  });

  const STIRS = {
    'staff do something': acted$,
    'a change came': came$,
    'one is to be expected': expected$,
  };
  for (const [what, source$] of Object.entries(STIRS)) {
    it(`is each period again for a minute when ${what}`, async () => {
      await looksIn(2 * MINUTE);
      source$.next();
      expect(await looksIn(3 * SECOND), 'not only after the pause in hand').to.be.within(1, 2);
      expect(await looksIn(54 * SECOND)).to.equal(18);
      await looksIn(20 * SECOND);
      expect(await looksIn(MINUTE)).to.be.within(8, 9);
    });
  }

  it('is once a minute while nobody sees the page, also when changes come', async () => {
    await looksIn(2 * MINUTE);
    show(false);
    expect(await looksIn(10 * MINUTE)).to.equal(10);
    came$.next();
    expect(await looksIn(10 * MINUTE)).to.equal(10);
  });

  it('is once a minute while the server tells of changes, and as usual when it does no longer', async () => {
    await looksIn(2 * MINUTE);
    told$.next({ isNews: false, isReliable: true });
    expect(await looksIn(10 * MINUTE)).to.equal(10);
    told$.next({ isNews: false, isReliable: false });
    expect(await looksIn(12 * SECOND), 'at once').to.be.within(2, 3);
  });

  it('is not quickened by what is to be expected while the server tells of changes', async () => {
    await looksIn(2 * MINUTE);
    told$.next({ isNews: false, isReliable: true });
    expected$.next();
    expect(await looksIn(10 * MINUTE)).to.equal(10);
  });

  it('is each period for a minute when the server tells of a change: searches may see it later', async () => {
    await looksIn(2 * MINUTE);
    told$.next({ isNews: true, isReliable: true });
    expect(await looksIn(57 * SECOND)).to.be.within(19, 20);
    await looksIn(20 * SECOND);
    expect(await looksIn(10 * MINUTE)).to.equal(10);
  });

  it('is each period when somebody sees the page again', async () => {
    await looksIn(2 * MINUTE);
    show(false);
    await looksIn(10 * MINUTE);
    show(true);
    expect(await looksIn(30 * SECOND)).to.be.within(10, 11);
  });

  it('is each period while somebody works in another tab', async () => {
    await looksIn(2 * MINUTE);
    show(false);
    await looksIn(10 * MINUTE);
    acted$.next();
    expect(await looksIn(30 * SECOND)).to.be.within(10, 11);
  });

  it('sets its timer anew each time it is told that another tab is still seen', async () => {
    await looksIn(2 * MINUTE);
    const set = sinon.spy(globalThis, 'setTimeout');
    seenElsewhere$.next();
    expect(set.callCount).to.equal(1);
    expect(clock.countTimers()).to.equal(1);
    expect(await looksIn(MINUTE), 'but looks no more often for that').to.be.within(8, 9);
  });

  it('follows the setting, and is never less than each period or once a minute, whichever is longer', async () => {
    period$.next(40 * SECOND);
    await looksIn(2 * MINUTE);
    expect(await looksIn(10 * MINUTE)).to.equal(10);
    period$.next(300 * SECOND);
    expect(await looksIn(30 * MINUTE)).to.equal(6);
    show(false);
    expect(await looksIn(30 * MINUTE)).to.equal(6);
  });

  it('is spread, so that workstations do not look all at once', async () => {
    jitter = 1;
    await looksIn(2 * MINUTE);
    expect(await looksIn(80 * SECOND)).to.equal(10);
  });

  it('ends with whoever listens', () => {
    stop();
    expect(clock.countTimers()).to.equal(0);
    const sources = [visibility$, seenElsewhere$, acted$, came$, expected$, told$];
    expect(sources.map(({ observed }) => observed)).not.to.include(true);
  });
});
