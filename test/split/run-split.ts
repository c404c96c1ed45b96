/**
 * `npm run split -- --patients 10000`: a practice is split in two on the reference host, in a real browser that is killed at random
 * moments on either side and started again; then a process of its own counts on the server.
 */
import { parseArgs } from 'node:util';
import { splitAndCount } from './split-and-count.ts';
import type { SideOutcome } from './split-practice.ts';

const USAGE = `Usage: npm run split -- [options]

  --patients <n>  how many move (default 10000)
  --kills <n>     how often the browser is killed on each side (default 20)
  --seed <n>      of the moments (default: another each time, and told)
  --show          a picture of each side at its end, in test-results/split
`;
/** Goals: milliseconds that the page may be away, and the share of the server's own rate of writes. */
const LONGEST_BLOCK_MS = 50;
const SHARE_OF_BARE_RATE = 0.6;

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    show: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [patients, kills, seed] = [values.patients, values.kills, values.seed].map(Number);
if (values.help || !(Number(patients) > 0) || !(Number(kills) >= 0) || Number.isNaN(seed)) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const options = {
  patients: Number(patients),
  kills: Number(kills),
  seed: Number(seed),
  build: true,
};
tell(`${options.patients} patients, ${options.kills} kills a side, seed ${options.seed}.`);
const run = await splitAndCount({
  ...options,
  tell,
  ...(values.show && { pictures: 'test-results/split' }),
});
tell(run.counted.text);
run.wrong.forEach(tell);
const meets = run.sides.map(report);
process.exitCode =
  run.counted.isRight && run.wrong.length === 0 && meets.every((goal) => goal) ? 0 : 1;

/** @returns whether it meets its goals */
function report(side: SideOutcome): boolean {
  const share = (side.writes * side.bareWrite) / side.working;
  const isQuick = share >= SHARE_OF_BARE_RATE;
  const isFree = side.longest <= LONGEST_BLOCK_MS;
  const [percent, goal] = [share, SHARE_OF_BARE_RATE].map((part) => Math.round(100 * part));
  tell(
    [
      `${side.name}: ${(side.working / 1000).toFixed(1)} s at work, ${side.kills} kills`,
      `peak ${Math.round(side.peak / 2 ** 20)} MB`,
      `longest block ${Math.round(side.longest)} ms of ${LONGEST_BLOCK_MS}${isFree ? '' : ': missed'}`,
      `${side.writes} writes at ${percent} % of the server’s bare rate for such writes (${side.bareWrite.toFixed(1)} ms each) of ${goal} %${isQuick ? '' : ': missed'}`,
    ].join(', '),
  );
  return isQuick && isFree;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
