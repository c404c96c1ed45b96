import type { Figure } from '../figure.ts';
import { openStage, type Stage } from '../stage.ts';
import { witnessed } from '../witness.ts';

const ROUNDS = 3;

/** Many letters, in our worker and by jsPDF alone in one, by turns: the best of each counts, for a machine is only ever slowed down. */
export async function manyLetters(letters: number): Promise<readonly Figure[]> {
  const stage = await openStage({
    scripts: [
      'bench/letters/many-letters-page.ts',
      'services/letters/letter-worker.ts',
      'bench/letters/plain-letters-page.ts',
    ],
  });
  try {
    return await figures(stage, letters);
  } finally {
    await stage.close();
  }
}

async function figures(stage: Stage, letters: number): Promise<readonly Figure[]> {
  const [page, witness] = [await stage.open(), await stage.open()];
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let round = 1; round < ROUNDS; round += 1) {
    ours.push(
      (await page.evaluate((count) => globalThis.manyLettersPage.ours(count), letters)).took,
    );
    plain.push(
      (await page.evaluate((count) => globalThis.manyLettersPage.plain(count), letters)).took,
    );
  }
  const last = await witnessed(witness, `${letters} letters being made`, () =>
    page.evaluate((count) => globalThis.manyLettersPage.ours(count), letters),
  );
  ours.push(last.measured.took);
  plain.push(
    (await page.evaluate((count) => globalThis.manyLettersPage.plain(count), letters)).took,
  );
  const written = new Intl.NumberFormat('en-GB').format(letters);
  return [
    {
      name: `${written} letters: ours against jsPDF alone in a worker`,
      figure: Math.min(...ours) / 1000,
      unit: 's',
      baseline: { name: 'jsPDF alone', figure: Math.min(...plain) / 1000 },
      goal: { of: 'ratio', atMost: 1.3 },
    },
    ...last.blocks,
  ];
}
