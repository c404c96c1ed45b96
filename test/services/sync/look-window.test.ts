import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { DEFAULT_SYNC_TIMING } from '../../../services/sync/sync-timing.ts';
import { LateServer, Looker } from './changes-that-come-late.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const OVERLAP = DEFAULT_SYNC_TIMING.overlapMs;

describe('How far back a look asks', () => {
  let server: LateServer;
  let desk: Looker;

  beforeEach(() => {
    server = new LateServer();
    desk = new Looker(server);
  });

  /** So many accounts at once, after somebody has been looking for a while. */
  async function burst(count: number): Promise<void> {
    await desk.lookFor(MINUTE);
    for (let made = 0; made < count; made += 1) server.add();
    server.given = 0;
  }

  it('fetches what came at once five times at most, however long somebody looks', async () => {
    await burst(100);
    await desk.lookFor(2 * HOUR);
    expect(server.given).to.be.within(100, 500);
  });

  it('fetches next to nothing between two wide looks, one of which comes in each overlap', async () => {
    await burst(100);
    await desk.lookFor(30 * SECOND);
    server.given = 0;
    await desk.lookFor(OVERLAP - 30 * SECOND);
    expect(server.given).to.equal(0);
    await desk.lookFor(30 * SECOND);
    expect(server.given, 'a wide look').to.equal(100);
  });

  it('finds what is new at the next look, once the window has closed', async () => {
    await burst(10);
    await desk.lookFor(10 * MINUTE);
    for (let times = 0; times < 5; times += 1) {
      const account = server.add();
      await desk.lookFor(3 * SECOND);
      expect(await desk.holds(account)).to.equal(true);
      await desk.lookFor(times * MINUTE);
    }
  });

  it('opens for what came late when something new comes', async () => {
    await burst(10);
    const late = server.add(40 * SECOND);
    await desk.lookFor(45 * SECOND);
    expect(await desk.holds(late), 'stamped before the window closed').to.equal(false);
    server.add();
    await desk.lookFor(6 * SECOND);
    expect(await desk.holds(late)).to.equal(true);
  });

  it('misses nothing, whatever is stamped when, and seen how late', async () => {
    const change = fc.record({
      at: fc.integer({ min: 0, max: 15 * MINUTE }),
      lateBy: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: OVERLAP })),
    });
    const story = fc.record({
      changes: fc.array(change, { minLength: 1, maxLength: 12 }),
      everyMs: fc.array(fc.integer({ min: SECOND, max: MINUTE }), { minLength: 1, maxLength: 5 }),
      stampsAhead: fc.integer({ min: -7 * MINUTE, max: MINUTE }),
      restartAt: fc.integer({ min: 0, max: 15 * MINUTE }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ changes, everyMs, stampsAhead, restartAt }) => {
        const late = new LateServer();
        late.stampsAhead = stampsAhead;
        const looker = new Looker(late);
        const waiting = changes.toSorted((one, other) => one.at - other.at);
        const made: { account: Parameters<Looker['holds']>[0]; seenFrom: number }[] = [];
        let longest = 0;
        let isRestarted = false;
        for (let turn = 0; late.elapsed < 25 * MINUTE; turn += 1) {
          const pause = everyMs[turn % everyMs.length] ?? SECOND;
          longest = Math.max(longest, pause);
          const next = late.elapsed + pause;
          while ((waiting[0]?.at ?? Infinity) <= next) {
            const { at, lateBy } = waiting.shift() ?? { at: 0, lateBy: 0 };
            late.elapsed = Math.max(late.elapsed, at);
            made.push({ account: late.add(lateBy), seenFrom: late.elapsed + lateBy });
          }
          late.elapsed = next;
          if (!isRestarted && next > restartAt) {
            isRestarted = true;
            await looker.start();
          }
          await looker.look();
          for (const { account, seenFrom } of made) {
            if (late.elapsed < seenFrom + OVERLAP + 2 * longest) continue;
            expect(await looker.holds(account), `seen from ${seenFrom}`).to.equal(true);
          }
        }
      }),
      { numRuns: 60, seed: 20, endOnFailure: true },
    );
  });

  it('starts from the saved place after a restart, which has come near by then', async () => {
    await burst(100);
    await desk.lookFor(10 * MINUTE);
    const saved = (await desk.storage.journal.cursor('account')) ?? '';
    expect(Date.parse(server.now()) - Date.parse(saved)).to.be.within(2 * OVERLAP, 4 * OVERLAP);
    server.given = 0;
    await desk.start();
    await desk.lookFor(3 * SECOND);
    expect(server.asked.at(-1)).to.equal(saved);
    expect(server.given).to.equal(0);
  });

  it('leaves the saved place where it is while it looks from near', async () => {
    await burst(10);
    const early = server.add(OVERLAP - SECOND);
    await desk.lookFor(30 * SECOND);
    const saved = await desk.storage.journal.cursor('account');
    await desk.lookFor(OVERLAP / 2);
    server.add();
    await desk.look();
    expect(await desk.storage.journal.cursor('account')).to.equal(saved);
    await desk.lookFor(OVERLAP + 10 * SECOND);
    expect(await desk.holds(early)).to.equal(true);
  });

  it('stays wide while the server’s time is not known', async () => {
    desk.isTimeTrusted = false;
    await burst(10);
    await desk.lookFor(2 * MINUTE);
    const cursor = await desk.storage.journal.cursor('account');
    expect(new Set(server.asked.slice(-5))).to.deep.equal(new Set([cursor]));
    expect(server.given).to.be.greaterThan(300);
  });

  it('is wide again at once when the server’s clock has gone back', async () => {
    await burst(10);
    await desk.lookFor(20 * SECOND);
    server.ahead = -MINUTE;
    const account = server.add();
    await desk.lookFor(3 * SECOND);
    expect(await desk.holds(account)).to.equal(true);
  });

  it('compares everything when that clock has gone back further than a wide look reaches', async () => {
    await burst(10);
    await desk.lookFor(HOUR);
    server.ahead = -10 * MINUTE;
    await desk.lookFor(3 * SECOND);
    expect(desk.comparisons).to.be.greaterThan(0);
    const account = server.add();
    await desk.lookFor(3 * SECOND);
    expect(await desk.holds(account)).to.equal(true);
  });

  it('is not led astray by answers whose date is minutes ahead of the clock that stamps', async () => {
    server.stampsAhead = -7 * MINUTE;
    await burst(100);
    await desk.lookFor(HOUR);
    expect(server.given).to.be.within(100, 500);
    const account = server.add();
    await desk.lookFor(3 * SECOND);
    expect(await desk.holds(account)).to.equal(true);
  });

  it('is not moved by a stamp of the year 2999', async () => {
    await burst(10);
    server.add(0, '2999-12-31T23:59:59.000Z');
    await desk.lookFor(10 * MINUTE);
    const account = server.add();
    await desk.lookFor(3 * SECOND);
    expect(await desk.holds(account)).to.equal(true);
  });

  it('expects changes while somebody opens patients, and stays closed until they come', async () => {
    await burst(10);
    await desk.lookFor(30 * SECOND);
    server.given = desk.foreseen = 0;
    await desk.lookFor(9 * SECOND);
    expect(desk.foreseen).to.equal(0);

    server.openedAt = server.elapsed + SECOND;
    await desk.lookFor(3 * SECOND);
    expect(desk.foreseen).to.equal(1);
    await desk.lookFor(9 * SECOND);
    expect(desk.foreseen, 'not for ever').to.be.within(1, 2);
    expect(server.given).to.equal(0);
  });

  it('does not close by looks that failed', async () => {
    await burst(10);
    await desk.lookFor(3 * SECOND);
    server.isUnreachable = true;
    await desk.lookFor(MINUTE);
    server.isUnreachable = false;
    const saved = await desk.storage.journal.cursor('account');
    await desk.lookFor(3 * SECOND);
    expect(server.asked.at(-1)).to.equal(saved);
  });
});
