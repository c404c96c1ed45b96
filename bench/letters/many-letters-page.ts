/** The page of the benchmark of many letters: ours, and by jsPDF alone, each in a worker, in PDFs of a batch. */
import { startDocument } from '../../services/letters/jspdf-letter.ts';
import { loadLetterFonts } from '../../services/letters/letter-fonts.ts';
import { charactersOf } from '../../services/letters/printable-letter.ts';
import { layOut } from '../../services/letters/render-letter.ts';
import { WorkerLetterBatches } from '../../services/letters/worker-letter-batches.ts';
import type { CoverList } from '../../services/ports/letter-batches.ts';
import { watchPauses, type Pause } from '../pauses.ts';
import type { PlainRequest } from './plain-letters-page.ts';
import { LETTER } from './sample-letter-page.ts';
import '../witness-page.ts';

/** Letters of many, in milliseconds. */
export interface ManyMeasured {
  readonly took: number;
  readonly pauses: readonly Pause[];
}

/** What the benchmark asks of its page. */
export interface ManyLettersPage {
  ours(letters: number): Promise<ManyMeasured>;
  plain(letters: number): Promise<ManyMeasured>;
}

declare global {
  var manyLettersPage: ManyLettersPage;
}

const BATCH = 100;

const batches = new WorkerLetterBatches(new URL('/letter-worker.js', location.href), {
  write: () => undefined,
});
let worker: Worker | undefined;

globalThis.manyLettersPage = {
  ours: (letters) =>
    timed(letters, async (count) => {
      const making = batches.begin();
      const rows: (readonly string[])[] = [];
      for (let number = 1; number <= count; number += 1) {
        const added = await making.add(LETTER);
        if (!added.ok) throw new Error(added.failure.reason.code);
        rows.push([String(number), 'PRICE, Ann', '1 January 1980', '999 000 0018']);
      }
      const made = await making.finish(coverOf(rows), 'one');
      if (!made.ok) throw new Error(made.failure.reason.code);
    }),
  async plain(letters) {
    const request = await plainRequest();
    worker ??= new Worker('/plain-letters-page.js', { type: 'module' });
    const asked = worker;
    return timed(letters, (count) => {
      asked.postMessage({ ...request, letters: count } satisfies PlainRequest);
      return new Promise((resolve, reject) => {
        asked.onmessage = resolve;
        asked.onerror = reject;
      });
    });
  },
};

async function timed(
  letters: number,
  make: (count: number) => Promise<unknown>,
): Promise<ManyMeasured> {
  // The first takes what all others find there.
  await make(1);
  const watched = watchPauses();
  await watched.settled;
  const start = performance.now();
  for (let from = 0; from < letters; from += BATCH) await make(Math.min(BATCH, letters - from));
  const took = performance.now() - start;
  return { took, pauses: await watched.stop() };
}

async function plainRequest(): Promise<Omit<PlainRequest, 'letters'>> {
  const fonts = await loadLetterFonts();
  if (!fonts.ok) throw new Error(fonts.failure.reason.code);
  const { measure } = await startDocument(fonts.value);
  const laidOut = layOut(LETTER, charactersOf(fonts.value), measure);
  if (!laidOut.ok || laidOut.value.pages !== 1) throw new Error('The letter has no one page.');
  return { fonts: fonts.value, marks: laidOut.value.marks };
}

function coverOf(rows: CoverList['rows']): CoverList {
  return {
    title: 'Registration letters',
    sender: 'Meadow Lane Surgery',
    facts: [{ label: 'Letters', text: String(rows.length) }],
    warnings: [],
    columns: ['No.', 'Name', 'Born', 'NHS number'],
    rows,
    language: 'en',
  };
}
