/** The page of the letter benchmark: makes letters in the worker or on the page, and watches for pauses. */
import { BehaviorSubject } from 'rxjs';
import { renderLetter } from '../../services/letters/render-letter.ts';
import { loadLetterFonts } from '../../services/letters/letter-fonts.ts';
import { WorkerLetterRenderer } from '../../services/letters/worker-letter-renderer.ts';
import type { Result } from '../../services/domain/result.ts';
import { longestOf, watchPauses } from '../pauses.ts';
import { LETTER } from './sample-letter-page.ts';

/** One letter, in milliseconds. */
export interface LetterMeasurement {
  /** From asking for the letter to having it. */
  readonly total: number;
  /** Longest time in which the page could do nothing else. */
  readonly longestBlock: number;
}

/** What the benchmark asks of its page. */
export interface LetterPage {
  measure(where: 'worker' | 'page'): Promise<LetterMeasurement>;
}

declare global {
  var letterPage: LetterPage;
}

const inWorker = new WorkerLetterRenderer(
  new URL('/letter-worker.js', location.href),
  { write: () => undefined },
  new BehaviorSubject(false),
);

async function onPage(): Promise<Result<ArrayBuffer>> {
  const fonts = await loadLetterFonts();
  return fonts.ok ? renderLetter(LETTER, fonts.value) : fonts;
}

globalThis.letterPage = {
  async measure(where) {
    const pauses = watchPauses();
    await pauses.settled;
    const start = performance.now();
    const made = where === 'worker' ? await inWorker.render(LETTER) : await onPage();
    const total = performance.now() - start;
    const longestBlock = longestOf(await pauses.stop());
    if (!made.ok) throw new Error(made.failure.reason.code);
    return { total, longestBlock };
  },
};
