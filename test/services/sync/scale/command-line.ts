/**
 * Many workstations at once, with the product's own engine and FHIR adapter, on one server: `npm run scale`. Exit code 1
 * where something was lost or doubled, or a workstation does not hold what the server has; 2 for words that make no
 * sense.
 */
import { parseArgs } from 'node:util';
import {
  readServer,
  SIGN_IN_OPTIONS,
  SIGN_IN_USAGE,
  type OutsideServer,
} from '../../../../fhir-servers/access/server-options.ts';
import { reportText } from './report-text.ts';
import type { ScaleSize } from './scale-report.ts';
import { ScaleRun } from './scale-run.ts';

/** A practice has about so many workstations. */
const WORKSTATIONS_OF_A_PRACTICE = 20;

const USAGE = `npm run scale -- [options]
  --workstations <n>           default 20
  --practices <n>              default one for every ${WORKSTATIONS_OF_A_PRACTICE} workstations
  --minutes <m>                how long the day is, default 2
  --rate <n>                   what is done at each workstation a minute, default 0.5: a busy hour
  --poll <s>                   the setting pollIntervalSeconds, default 3
  --away <s>                   the server is away so long, in the middle of the work; default 0
  --requests <n>               ends as failed after more than these, default 100000
  --seed <n>                   who does what when, default 1
  --fhir <base>                a FHIR server of your own instead of the embedded one; what the run makes there stays,
                               tagged with practices named scale-<run>-<n>
${SIGN_IN_USAGE}  --json                       the report for machines
`;

const { values } = parseArgs({
  options: {
    workstations: { type: 'string', default: '20' },
    practices: { type: 'string' },
    minutes: { type: 'string', default: '2' },
    rate: { type: 'string', default: '0.5' },
    poll: { type: 'string', default: '3' },
    away: { type: 'string', default: '0' },
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    fhir: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    ...SIGN_IN_OPTIONS,
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const size = readSize();
  const outside =
    values.fhir === undefined ? undefined : readServer(values.fhir, values, process.env);
  const wrong = [size, outside].find((each) => typeof each === 'string');
  if (typeof wrong === 'string') {
    process.stderr.write(`${wrong}\n\n${USAGE}`);
    return 2;
  }
  return run(size as ScaleSize, outside as OutsideServer | undefined);
}

async function run(size: ScaleSize, outside: OutsideServer | undefined): Promise<number> {
  const tell = (progress: string): void => void process.stderr.write(`${progress} …\n`);
  const scale = await ScaleRun.open(size, outside, tell);
  try {
    await scale.day();
    const report = await scale.count();
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    return report.broken.length === 0 ? 0 : 1;
  } finally {
    await scale.close();
  }
}

/** The sentence saying what is wrong, where something is. */
function readSize(): ScaleSize | string {
  const workstations = Number(values.workstations);
  const practices = Number(
    values.practices ?? Math.ceil(workstations / WORKSTATIONS_OF_A_PRACTICE),
  );
  const size: ScaleSize = {
    workstations,
    practices,
    seconds: Number(values.minutes) * 60,
    rate: Number(values.rate),
    pollSeconds: Number(values.poll),
    awaySeconds: Number(values.away),
    mostRequests: Number(values.requests),
    seed: Number(values.seed),
  };
  const whole = [workstations, practices, size.mostRequests, size.seed];
  if (!whole.every((each) => Number.isSafeInteger(each) && each > 0)) {
    return 'Workstations, practices, requests and seed are whole numbers above 0.';
  }
  if (practices > workstations) return 'Every practice has a workstation.';
  const above = [size.seconds, size.rate, size.pollSeconds];
  return above.every((each) => each > 0) && size.awaySeconds >= 0
    ? size
    : 'Minutes, rate and poll are numbers above 0, away is one of 0 or above.';
}
