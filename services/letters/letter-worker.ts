/** Web Worker (module) that makes letters. Speaks the messages of letter-worker-messages.ts. */
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { loadPdfMaker } from './jspdf-letter.ts';
import { loadLetterFonts, type LetterFonts } from './letter-fonts.ts';
import type { LetterReply, LetterRequest, TaskOfMany } from './letter-worker-messages.ts';
import { LettersInOne } from './letters-in-one.ts';
import { renderLetter } from './render-letter.ts';
import { renderReport } from './render-report.ts';

/** Those that are in the making. */
const inTheMaking = new Map<number, Promise<LettersInOne>>();

addEventListener('message', ({ data }: MessageEvent<LetterRequest>) => {
  // The one boundary for bugs: reported as an uncaught error, which the page sees as a crash.
  answer(data).catch(reportError);
});

async function answer(request: LetterRequest): Promise<void> {
  const result = await made(request);
  const reply: LetterReply = { id: request.id, result };
  postMessage(reply, { transfer: result.ok && result.value !== undefined ? [result.value] : [] });
}

function made({ letter, report, many }: LetterRequest): Promise<Result<ArrayBuffer | undefined>> {
  if (letter !== undefined) return withFonts((fonts) => renderLetter(letter, fonts));
  if (report !== undefined) return withFonts((fonts) => renderReport(report, fonts));
  if (many !== undefined) return withFonts((fonts) => step(many, fonts));
  return fetchParts();
}

async function step(
  { of, behind, letter, cover, sides = 'one' }: TaskOfMany,
  fonts: LetterFonts,
): Promise<Result<ArrayBuffer | undefined>> {
  if (letter === undefined && cover === undefined) {
    inTheMaking.delete(of);
    return ok(undefined);
  }
  const begun = inTheMaking.get(of) ?? LettersInOne.begin(fonts);
  inTheMaking.set(of, begun);
  const letters = await begun;
  if (letters.count !== behind) {
    return refuse(FailureKind.letterImpossible, { code: 'letter-maker-stopped' });
  }
  if (cover !== undefined) {
    inTheMaking.delete(of);
    return letters.finish(cover, sides);
  }
  const added = letter === undefined ? ok() : letters.add(letter);
  return added.ok ? ok(undefined) : added;
}

async function fetchParts(): Promise<Result<undefined>> {
  const [fonts, maker] = await Promise.all([
    loadLetterFonts(),
    loadPdfMaker().catch(() => undefined),
  ]);
  if (!fonts.ok) return fonts;
  return maker === undefined
    ? refuse(FailureKind.letterImpossible, { code: 'letter-maker-not-loaded' })
    : ok(undefined);
}

async function withFonts<T>(make: (fonts: LetterFonts) => Promise<Result<T>>): Promise<Result<T>> {
  const fonts = await loadLetterFonts();
  return fonts.ok ? make(fonts.value) : fonts;
}
