import type { Figure, Part } from '../figure.ts';
import { median } from '../median.ts';
import { openStage, type Stage } from '../stage.ts';
import type { LetterMeasurement } from './letter-page.ts';

/** Milliseconds a letter may keep the page from answering; longer counts as a long task in every browser. */
const LONGEST_BLOCK = 50;

interface Run {
  readonly first: LetterMeasurement;
  readonly later: readonly LetterMeasurement[];
}

/** The same letter made in the Web Worker and on the page, a first time and then warm, in new pages. */
export const letters: Part = {
  name: 'letters',
  about: 'the registration letter, made in its Web Worker and on the page',
  sizes: { pages: 7, letters: 6 },
  async measure({ pages = 7, letters: each = 6 }) {
    const stage = await openStage({
      scripts: ['bench/letters/letter-page.ts', 'services/letters/letter-worker.ts'],
    });
    try {
      const inWorker = await runs(stage, 'worker', pages, each);
      const onPage = await runs(stage, 'page', pages, each);
      return [
        ...figuresOf('first', first(inWorker), first(onPage)),
        ...figuresOf('later', later(inWorker), later(onPage)),
      ];
    } finally {
      await stage.close();
    }
  },
};

async function runs(
  stage: Stage,
  where: 'worker' | 'page',
  pages: number,
  each: number,
): Promise<readonly Run[]> {
  const found: Run[] = [];
  while (found.length < pages) {
    const page = await stage.open();
    const measure = (): Promise<LetterMeasurement> =>
      page.evaluate((place) => globalThis.letterPage.measure(place), where);
    const made = await measure();
    const more: LetterMeasurement[] = [];
    while (more.length < each - 1) more.push(await measure());
    found.push({ first: made, later: more });
    await page.close();
  }
  return found;
}

function first(found: readonly Run[]): readonly LetterMeasurement[] {
  return found.map((run) => run.first);
}

function later(found: readonly Run[]): readonly LetterMeasurement[] {
  return found.flatMap((run) => run.later);
}

/** Medians: one pause of the machine itself says nothing about letters. */
function figuresOf(
  which: string,
  inWorker: readonly LetterMeasurement[],
  onPage: readonly LetterMeasurement[],
): readonly Figure[] {
  const row = (what: string, of: (letter: LetterMeasurement) => number): Figure => ({
    name: `${which} letter: ${what}, median of ${inWorker.length}`,
    figure: median(inWorker.map(of)),
    unit: 'ms',
    baseline: { name: 'made on the page', figure: median(onPage.map(of)) },
  });
  return [
    {
      ...row('longest block of the page', ({ longestBlock }) => longestBlock),
      goal: { of: 'figure', atMost: LONGEST_BLOCK },
    },
    row('ready', ({ total }) => total),
  ];
}
