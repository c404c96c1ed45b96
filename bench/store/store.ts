import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Figure, Part } from '../figure.ts';
import { median } from '../median.ts';
import { openStage } from '../stage.ts';
import { witnessed } from '../witness.ts';
import { CannedServer } from './canned-server.ts';

const SMALL = 10;
const OPENED = 60;
const ROUNDS = 7;
const CREATED = 25;

/** The store of a whole practice: the first pull, opening a patient, creating an account, size and memory. */
export const store: Part = {
  name: 'store',
  about: 'the store of a practice: first pull, opening a patient, creating an account',
  sizes: { accounts: 10_000, patients: 1000 },
  async measure({ accounts = 10_000, patients = 1000 }) {
    return onStage((small) =>
      onStage(async (page) => [
        ...(await pullFigures(page, small, accounts)),
        await openFigure(page, small, accounts),
        ...(await createFigures(page)),
        await heapFigure(page, patients),
      ]),
    );
  },
};

async function onStage<T>(measure: (page: Page) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'store-bench-'));
  const stage = await openStage({
    scripts: ['bench/store/store-page.ts'],
    answer: new CannedServer().answer,
    profile,
    flags: ['--js-flags=--expose-gc'],
  });
  try {
    const page = await stage.open();
    await page.waitForFunction(() => 'storePage' in globalThis);
    return await measure(page);
  } finally {
    await stage.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** By turns in both, so that whatever else the machine does falls on both. */
async function openFigure(page: Page, small: Page, accounts: number): Promise<Figure> {
  await small.evaluate((count) => globalThis.storePage.fill(count), SMALL);
  await small.evaluate(() => globalThis.storePage.pull());
  const [few, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    few.push(await small.evaluate((count) => globalThis.storePage.open(count), OPENED));
    many.push(await page.evaluate((count) => globalThis.storePage.open(count), OPENED));
  }
  return {
    name: `opening a stored patient, ${accounts} accounts`,
    figure: median(many),
    unit: 'ms',
    baseline: { name: `with ${SMALL} accounts`, figure: median(few) },
    goal: { of: 'ratio', atMost: 1.1 },
  };
}

async function pullFigures(
  page: Page,
  witness: Page,
  accounts: number,
): Promise<readonly Figure[]> {
  await page.evaluate((count) => globalThis.storePage.fill(count), accounts);
  const { measured: pulled, blocks } = await witnessed(witness, 'first pull', () =>
    page.evaluate(() => globalThis.storePage.pull()),
  );
  const raw = await page.evaluate(() => globalThis.storePage.rawPuts(true));
  const bare = await page.evaluate(() => globalThis.storePage.rawPuts(false));
  return [
    {
      name: `first pull, ${accounts} accounts`,
      figure: pulled.time,
      unit: 'ms',
      baseline: { name: 'the same rows put into IndexedDB, same indexes', figure: raw },
      goal: { of: 'ratio', atMost: 1.5 },
    },
    {
      name: 'the same',
      figure: pulled.time,
      unit: 'ms',
      baseline: { name: 'the same rows put into IndexedDB, no index', figure: bare },
    },
    ...blocks,
    {
      name: 'on disk, an account with its four records',
      figure: pulled.bytes / accounts / 1000,
      unit: 'kB',
      goal: { of: 'figure', atMost: 2.5 },
    },
  ];
}

async function createFigures(page: Page): Promise<readonly Figure[]> {
  const raw = await page.evaluate((times) => globalThis.storePage.rawCreate(times), CREATED);
  const baseline = { name: 'a strict write to three stores and a frame', figure: raw };
  const still = await page.evaluate((times) => globalThis.storePage.create(times, false), CREATED);
  const busy = await page.evaluate((times) => globalThis.storePage.create(times, true), CREATED);
  const goal = { of: 'ratio', atMost: 1.5 } as const;
  return [
    { name: 'Create to status, still', figure: still, unit: 'ms', baseline, goal },
    { name: 'Create to status, while work goes out', figure: busy, unit: 'ms', baseline, goal },
  ];
}

async function heapFigure(page: Page, patients: number): Promise<Figure> {
  const session = await page.context().newCDPSession(page);
  const heap = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const openMany = (from: number, count: number): Promise<void> =>
    page.evaluate(([first, many]) => globalThis.storePage.openMany(first, many), [
      from,
      count,
    ] as const);
  await openMany(0, 100);
  const before = await heap();
  await openMany(100, patients);
  return {
    name: `heap grown by ${patients} patients opened`,
    figure: ((await heap()) / before - 1) * 100,
    unit: '%',
    goal: { of: 'figure', atMost: 5 },
  };
}
