/**
 * Random orders and delays of whole practices, on the product's own code: `npm run schedules -- --count 10000`, or one
 * again with all that happened in it: `npm run schedules -- --seed 42`.
 */
import { parseArgs } from 'node:util';
import { PLAYS, runSchedule } from './run-schedule.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
  },
});

const begun = performance.now();
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.count) : 1;
let failures = 0;
let calls = 0;
for (let seed = first; seed < first + count; seed += 1) {
  for (const play of PLAYS) {
    const outcome = await runSchedule(seed, play);
    calls += outcome.calls;
    if (values.seed !== undefined) process.stdout.write(`${play}:\n${outcome.trace.join('\n')}\n`);
    if (outcome.broken.length === 0) continue;
    failures += 1;
    process.stdout.write(`Seed ${seed}, ${play}:\n  ${outcome.broken.join('\n  ')}\n`);
  }
}
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
process.stdout.write(
  `${count} schedules of work and as many of switching, ${calls} exchanges, ${failures} with broken promises, ${seconds} s.\n`,
);
process.exit(failures === 0 ? 0 : 1);
