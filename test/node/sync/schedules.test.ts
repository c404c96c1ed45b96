import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSchedule } from '../../services/sync/schedules/run-schedule.ts';

/** `npm run schedules` runs as many as are wanted. */
const SCHEDULES = 200;

test('whatever the order and the delays: one account, one set of codes, nothing lost, doubled or left half', async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= SCHEDULES; seed += 1) {
    const outcome = await runSchedule(seed);
    broken.push(...outcome.broken.map((promise) => `seed ${seed}: ${promise}`));
  }
  assert.deepEqual(broken, []);
});

/** As many as find each of the ways in which disabling could lose. */
const SWITCHING = 100;

test('whatever the order and the delays: what somebody switched off is off until who has seen it switches it on', async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= SWITCHING; seed += 1) {
    const outcome = await runSchedule(seed, 'switching');
    broken.push(...outcome.broken.map((promise) => `seed ${seed}: ${promise}`));
  }
  assert.deepEqual(broken, []);
});

test('a seed replays a schedule exactly', async () => {
  const [once, again] = [await runSchedule(7), await runSchedule(7)];
  assert.deepEqual(again, once);
  assert.ok(once.trace.length > 10);
});
