/**
 * `npm run split -- --patients 10000`: a practice is split in two on the reference host, in a real browser that is killed at random
 * moments on either side and started again; then a process of its own counts on the server.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../../demo/start.ts';
import { practiceKey } from './demo-access.ts';
import type { CountRequest } from './run-count.ts';
import { splitPractice } from './split-practice.ts';
import { madeUpPractice } from './two-practices.ts';

const USAGE = `Usage: npm run split -- [options]

  --patients <n>  how many move (default 10000)
  --kills <n>     how often the browser is killed on each side (default 20)
  --seed <n>      of the moments (default: told at the start)
  --show          a picture of each side's screen at its end, in test-results/split
`;
const FROM = 'A99968';
const TO = 'A99969';
/** Goals: milliseconds that the page may be away, and the share of the server's bare write rate. */
const LONGEST_BLOCK_MS = 50;
const SHARE_OF_BARE_RATE = 0.6;
/** Below that many, starting and killing is most of the time, and a rate says nothing. */
const ENOUGH_FOR_A_RATE = 1000;

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    show: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [patients, kills, seed] = [
  Number(values.patients),
  Number(values.kills),
  Number(values.seed),
];
if (values.help || !(patients > 0) || !(kills >= 0) || Number.isNaN(seed)) {
  process.stderr.write(USAGE);
  process.exit(2);
}
process.exitCode = (await run()) ? 0 : 1;

async function run(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'online-services-split-'));
  const demo = await startDemo({ port: 0 });
  try {
    tell(`${patients} patients, ${kills} kills a side, seed ${seed}.`);
    const { url, serviceToken: token } = demo;
    const key = await practiceKey(url, FROM);
    const { people, resources } = await madeUpPractice(patients, { from: FROM, to: TO, key });
    await demo.fhirServer?.seed(resources as Parameters<typeof demo.fhirServer.seed>[0]);
    const bare = await bareWriteTime(url, token);
    const options = { url, from: FROM, to: TO, people, kills, seed, folder, tell };
    const outcome = await splitPractice({
      ...options,
      ...(values.show && { pictures: 'test-results/split' }),
    });
    const request: CountRequest = { url, token, from: FROM, to: TO, people };
    const file = join(folder, 'people.json');
    await writeFile(file, JSON.stringify(request));
    const isCounted = await count(file);
    const isQuick = outcome.sides.map((side) => {
      const share = (side.writes * bare) / side.working;
      const goal =
        side.longest <= LONGEST_BLOCK_MS &&
        (patients < ENOUGH_FOR_A_RATE || share >= SHARE_OF_BARE_RATE);
      tell(
        `${side.name}: ${seconds(side.working)} s at work, ${side.kills} kills, peak ${Math.round(side.peak / 2 ** 20)} MB, ` +
          `longest block ${Math.round(side.longest)} ms (goal ${LONGEST_BLOCK_MS}), ` +
          `${side.writes} writes at ${Math.round(100 * share)} % of the server’s bare rate (goal ${100 * SHARE_OF_BARE_RATE} %)` +
          `${goal ? '' : ': missed'}`,
      );
      return goal;
    });
    outcome.wrong.forEach((what) => {
      tell(what);
    });
    return (
      isCounted &&
      outcome.wrong.length === 0 &&
      (patients < ENOUGH_FOR_A_RATE || isQuick.every(Boolean))
    );
  } finally {
    await demo.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, as somebody who was not there would; this one serves meanwhile. */
async function count(file: string): Promise<boolean> {
  const command = ['--import', 'tsx', 'test/split/run-count.ts', file];
  const counting = spawn(process.execPath, command, { stdio: 'inherit' });
  const [code]: unknown[] = await once(counting, 'exit');
  return code === 0;
}

/** Milliseconds that the server takes for one write, one after the other. */
async function bareWriteTime(url: string, token: string): Promise<number> {
  const times = 300;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json' };
  const start = performance.now();
  for (let number = 0; number < times; number += 1) {
    const answer = await fetch(`${url}/fhir/R4/Basic`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ resourceType: 'Basic', code: { text: `Bare write ${number}` } }),
    });
    if (!answer.ok) throw new Error(`Bare write: ${answer.status}`);
    await answer.arrayBuffer();
  }
  return (performance.now() - start) / times;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
