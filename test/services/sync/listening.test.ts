import { expect } from '@open-wc/testing';
import { Subject, type Subscription } from 'rxjs';
import sinon from 'sinon';
import { listening } from '../../../services/sync/listening.ts';
import type { Told } from '../../../services/sync/told.ts';
import { FakeChangeHints } from '../../fakes/fake-change-hints.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('Listening to a server that tells of changes', () => {
  let clock: sinon.SinonFakeTimers;
  let hints: FakeChangeHints;
  let chance: number;
  let log: string[];
  let told: Told[];
  let isOver: boolean;
  let listener: Subscription;
  const came$ = new Subject<void>();

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    hints = new FakeChangeHints();
    chance = 0;
    log = [];
    told = [];
    isOver = false;
  });
  afterEach(() => {
    listener.unsubscribe();
    sinon.restore();
  });

  /** Listens, and is past the first look of the connection. */
  async function listen(): Promise<void> {
    const ports = {
      hints,
      log: { write: (level: string, message: string) => log.push(`${level}: ${message}`) },
      elapsed: () => clock.now,
      random: () => chance,
    };
    listener = listening(ports, came$).subscribe({
      next: (each) => told.push(each),
      complete: () => {
        isOver = true;
      },
    });
    await clock.tickAsync(MINUTE);
  }

  /** Looks in the next so many milliseconds. */
  async function looksIn(milliseconds: number): Promise<number> {
    told = [];
    await clock.tickAsync(milliseconds);
    return told.filter(({ isNews }) => isNews).length;
  }

  const isReliable = (): boolean => told.at(-1)?.isReliable ?? false;

  /** The server tells, and the look brings it. */
  async function toldChange(): Promise<void> {
    hints.tell();
    await clock.tickAsync(SECOND);
    came$.next();
  }

  it('is a look when the connection is open: what changed before was not told', async () => {
    await listen();
    expect(told).to.deep.equal([{ isNews: true, isReliable: false }]);
  });

  it('is one look for all hints of a moment, within a second of the first', async () => {
    await listen();
    chance = 0.99;
    hints.tell();
    hints.tell();
    await clock.tickAsync(200);
    hints.tell();
    expect(await looksIn(SECOND - 200)).to.equal(1);
    expect(await looksIn(MINUTE)).to.equal(0);
  });

  it('is spread, so that workstations that hear the same do not look all at once', async () => {
    await listen();
    chance = 0.9;
    hints.tell();
    expect(await looksIn(200)).to.equal(0);
    expect(await looksIn(100)).to.equal(1);
  });

  it('is a look a second at most while hints bring news, and one in four while they bring nothing', async () => {
    await listen();
    const everyMoment = setInterval(() => {
      hints.tell();
    }, 100);
    const news = setInterval(() => {
      came$.next();
    }, SECOND / 2);
    expect(await looksIn(20 * SECOND)).to.be.within(18, 21);
    clearInterval(news);
    await clock.tickAsync(20 * SECOND);
    expect(await looksIn(20 * SECOND)).to.be.within(4, 6);
    clearInterval(everyMoment);
  });

  it('is relied on once a change that a look brought was told, and not before', async () => {
    await listen();
    expect(isReliable()).to.equal(false);
    hints.tell();
    await clock.tickAsync(MINUTE);
    expect(isReliable(), 'a hint alone shows nothing').to.equal(false);
    await toldChange();
    expect(told.at(-1)).to.deep.equal({ isNews: false, isReliable: true });
  });

  it('is relied on when the look was quicker than the hint', async () => {
    await listen();
    came$.next();
    await clock.tickAsync(SECOND);
    hints.tell();
    expect(isReliable()).to.equal(true);
    await clock.tickAsync(MINUTE);
    expect(isReliable()).to.equal(true);
  });

  it('is not relied on for the rest of a connection when a look brings what is told late or not at all', async () => {
    await listen();
    await toldChange();
    await clock.tickAsync(MINUTE);
    came$.next();
    await clock.tickAsync(1.9 * SECOND);
    expect(isReliable(), 'it may still come').to.equal(true);
    await clock.tickAsync(0.2 * SECOND);
    expect(isReliable()).to.equal(false);
    hints.tell();
    await toldChange();
    expect(isReliable(), 'it has been late before').to.equal(false);

    hints.end();
    await clock.tickAsync(MINUTE);
    await toldChange();
    expect(isReliable(), 'another connection').to.equal(true);
  });

  it('is not shown to be reliable, nor the opposite, by what came before the connection', async () => {
    await listen();
    await toldChange();
    hints.end();
    await clock.tickAsync(2 * SECOND);
    expect(hints.listeners).to.equal(1);
    expect(isReliable(), 'another connection has shown nothing yet').to.equal(false);
    came$.next();
    await clock.tickAsync(MINUTE);
    expect(isReliable()).to.equal(false);
  });

  it('is not relied on as soon as the connection is lost, and looks when there is one again', async () => {
    await listen();
    await toldChange();
    hints.isAway = true;
    hints.end();
    expect(told.at(-1)).to.deep.equal({ isNews: false, isReliable: false });
    hints.isAway = false;
    expect(await looksIn(10 * SECOND)).to.equal(1);
  });

  it('tries again after pauses that grow, up to ten minutes, and at once after one that stood', async () => {
    chance = 1;
    hints.isAway = true;
    await listen();
    await clock.tickAsync(60 * MINUTE);
    expect(log, 'said once').to.deep.equal(['info: The server is not heard; it is asked again.']);
    hints.made = 0;
    await clock.tickAsync(60 * MINUTE);
    expect(hints.made).to.equal(6);

    hints.isAway = false;
    await clock.tickAsync(20 * MINUTE);
    expect(hints.listeners).to.equal(1);
    hints.end();
    await clock.tickAsync(SECOND);
    expect(hints.listeners).to.equal(1);
  });

  it('does not take a server that opens and closes again for one that is there', async () => {
    chance = 1;
    await listen();
    for (let times = 0; times < 20; times += 1) {
      hints.end();
      await clock.tickAsync(SECOND);
    }
    expect(hints.made).to.be.lessThan(7);
  });

  for (const because of ['unknown', 'refused', 'address'] as const) {
    it(`asks once, and says so in the log, where the server tells nothing (${because})`, async () => {
      hints.refuses = because;
      await listen();
      expect(isOver).to.equal(true);
      await clock.tickAsync(24 * 60 * MINUTE);
      expect(hints.made).to.equal(1);
      expect(log).to.deep.equal(['info: The server does not tell of changes.']);
    });
  }

  it('ends with whoever listens', async () => {
    await listen();
    hints.tell();
    came$.next();
    listener.unsubscribe();
    expect(hints.listeners).to.equal(0);
    expect(came$.observed).to.equal(false);
    expect(clock.countTimers()).to.equal(0);

    hints.isAway = true;
    await listen();
    listener.unsubscribe();
    expect(clock.countTimers(), 'between two connections').to.equal(0);
  });
});
