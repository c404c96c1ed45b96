import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Figure, Part } from '../figure.ts';
import { manyLetters } from '../letters/many-letters.ts';
import { median } from '../median.ts';
import { openStage, type Stage } from '../stage.ts';
import { witnessed } from '../witness.ts';

/** A practice with which a large one is compared. */
const SMALL = 500;
/** A tenth of the large one: what a page holds is not to grow with it. */
const MIDDLING = 0.1;
const ROUNDS = 7;
const CHANGES = 1000;
const WORKED_ON = 500;

/** The page of all accounts of the practice. */
export const practice: Part = {
  name: 'practice',
  about:
    'the page of all accounts of a practice, stored: opening, order, scrolling, changes, a job, uptake, memory; letters of many',
  sizes: { listed: 50_000, printed: 1000 },
  async measure({ listed = 50_000, printed = 1000 }) {
    const profile = await mkdtemp(join(tmpdir(), 'practice-bench-'));
    const stage = await openStage({
      scripts: ['bench/practice/practice-page.ts'],
      profile,
      flags: ['--js-flags=--expose-gc'],
    });
    try {
      return [...(await figures(stage, listed)), ...(await manyLetters(printed))];
    } finally {
      await stage.close();
      await rm(profile, { recursive: true, force: true });
    }
  },
};

async function figures(stage: Stage, listed: number): Promise<readonly Figure[]> {
  const middling = Math.max(SMALL, Math.round(listed * MIDDLING));
  const filling = await pageOf(stage);
  for (const accounts of new Set([SMALL, middling, listed])) {
    await filling.evaluate((count) => globalThis.practicePage.fill(count), accounts);
  }
  await filling.close();
  const [small, large, witness] = [await pageOf(stage), await pageOf(stage), await pageOf(stage)];
  const opening = await openFigure(small, large, listed);
  await small.close();
  return [
    opening,
    await answerFigure(large, 'sort', `another order, ${listed} accounts`),
    await answerFigure(large, 'find', `filter by Account ID, ${listed} accounts`),
    ...(await blocks(large, witness, listed)),
    await memoryFigure(stage, middling, listed),
  ];
}

async function pageOf(stage: Stage): Promise<Page> {
  const page = await stage.open();
  await page.waitForFunction(() => 'practicePage' in globalThis);
  return page;
}

/** By turns in both, so that whatever else the machine does falls on both. The large one is left open. */
async function openFigure(small: Page, large: Page, listed: number): Promise<Figure> {
  const [few, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await large.evaluate(() => {
      globalThis.practicePage.close();
    });
    await small.bringToFront();
    few.push(await small.evaluate((count) => globalThis.practicePage.open(count), SMALL));
    await small.evaluate(() => {
      globalThis.practicePage.close();
    });
    await large.bringToFront();
    many.push(await large.evaluate((count) => globalThis.practicePage.open(count), listed));
  }
  return {
    name: `page open with its first rows, ${listed} accounts`,
    figure: median(many),
    unit: 'ms',
    baseline: { name: `with ${SMALL} accounts`, figure: median(few) },
    goal: { of: 'ratio', atMost: 1.5 },
  };
}

async function answerFigure(page: Page, what: 'sort' | 'find', name: string): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Found already, there would be nothing to wait for.
    if (what === 'find') await page.evaluate(() => globalThis.practicePage.sort());
    times.push(await page.evaluate((asked) => globalThis.practicePage[asked](), what));
  }
  return { name, figure: median(times), unit: 'ms', goal: { of: 'figure', atMost: 100 } };
}

async function blocks(page: Page, witness: Page, listed: number): Promise<readonly Figure[]> {
  const scrolling = await witnessed(witness, 'scrolling through them', () =>
    page.evaluate(() => globalThis.practicePage.scroll()),
  );
  const changing = await witnessed(witness, `${CHANGES} changes arriving`, () =>
    page.evaluate(([accounts, changes]) => globalThis.practicePage.change(accounts, changes), [
      listed,
      CHANGES,
    ] as const),
  );
  const working = await witnessed(witness, `a job on ${WORKED_ON} of them`, () =>
    page.evaluate(([accounts, patients]) => globalThis.practicePage.work(accounts, patients), [
      listed,
      WORKED_ON,
    ] as const),
  );
  const counting = await witnessed(witness, `counting uptake over ${listed} accounts`, () =>
    page.evaluate((accounts) => globalThis.practicePage.countUptake(accounts), listed),
  );
  return [
    ...scrolling.blocks,
    ...changing.blocks,
    {
      name: `a job on ${WORKED_ON} of them: each`,
      figure: working.measured.took / WORKED_ON,
      unit: 'ms',
    },
    ...working.blocks,
    { name: `uptake counted over ${listed} accounts`, figure: counting.measured.took, unit: 'ms' },
    ...counting.blocks,
  ];
}

async function memoryFigure(stage: Stage, middling: number, listed: number): Promise<Figure> {
  const heapWith = async (accounts: number): Promise<number> => {
    const page = await pageOf(stage);
    await page.bringToFront();
    await page.evaluate((count) => globalThis.practicePage.open(count), accounts);
    await page.evaluate(() => globalThis.practicePage.scroll());
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await page.close();
    return usedSize / 1_000_000;
  };
  const baseline = { name: `with ${middling} accounts`, figure: await heapWith(middling) };
  return {
    name: `memory of the page, ${listed} accounts`,
    figure: await heapWith(listed),
    unit: 'MB',
    baseline,
    goal: { of: 'ratio', atMost: 1.5 },
  };
}
