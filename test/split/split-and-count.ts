/** A practice made up, split in real browsers that are killed, and counted on the server by a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../demo/start.ts';
import { practiceKey } from './demo-access.ts';
import type { CountRequest } from './run-count.ts';
import { type SideOutcome, splitPractice } from './split-practice.ts';
import { madeUpPractice } from './two-practices.ts';

export interface SplitRunOptions {
  readonly patients: number;
  /** How often the browser is killed on each side. */
  readonly kills: number;
  /** Of the moments. */
  readonly seed: number;
  /** Build first. */
  readonly build: boolean;
  readonly tell: (line: string) => void;
  /** Folder for a picture of each side at its end. */
  readonly pictures?: string;
}

export interface SplitRun {
  readonly sides: readonly SideOutcome[];
  /** What the count said, and whether everything was as it has to be. */
  readonly counted: { readonly isRight: boolean; readonly text: string };
  /** What the screens said that they should not have. */
  readonly wrong: readonly string[];
}

const FROM = 'A99968';
const TO = 'A99969';
/** They have one time stamp, and a workstation reads a thousand of one at most. */
const SEEDED_AT_ONCE = 500;
const COUNT = fileURLToPath(new URL('run-count.ts', import.meta.url));

export async function splitAndCount(options: SplitRunOptions): Promise<SplitRun> {
  const { patients, build } = options;
  const folder = await mkdtemp(join(tmpdir(), 'online-services-split-'));
  const demo = await startDemo({ port: 0, build });
  try {
    const { url, serviceToken: token, fhirServer } = demo;
    const key = await practiceKey(url, FROM);
    const { people, resources } = await madeUpPractice(patients, { from: FROM, to: TO, key });
    for (let from = 0; from < resources.length; from += SEEDED_AT_ONCE) {
      await fhirServer?.seed(resources.slice(from, from + SEEDED_AT_ONCE));
    }
    const { sides, wrong } = await splitPractice({
      ...options,
      ...{ url, from: FROM, to: TO, people, folder },
    });
    const file = join(folder, 'people.json');
    const request: CountRequest = { url, token, from: FROM, to: TO, people };
    await writeFile(file, JSON.stringify(request));
    return { sides, wrong, counted: await count(file) };
  } finally {
    await demo.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** As somebody who was not there would; this process serves meanwhile. */
async function count(file: string): Promise<SplitRun['counted']> {
  const counting = spawn(process.execPath, ['--import', 'tsx', COUNT, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  counting.stdout.on('data', (some: Buffer) => {
    text += some.toString();
  });
  await once(counting, 'close');
  return { isRight: counting.exitCode === 0, text: text.trimEnd() };
}
