/** Web Worker (module) that makes letters. Speaks the messages of letter-worker-messages.ts. */
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { loadPdfMaker } from './jspdf-letter.ts';
import { loadLetterFonts, type LetterFonts } from './letter-fonts.ts';
import type { LetterReply, LetterRequest } from './letter-worker-messages.ts';
import { renderLetter } from './render-letter.ts';
import { renderReport } from './render-report.ts';

addEventListener('message', ({ data }: MessageEvent<LetterRequest>) => {
  // The one boundary for bugs: reported as an uncaught error, which the page sees as a crash.
  answer(data).catch(reportError);
});

async function answer({ id, letter, report }: LetterRequest): Promise<void> {
  const result =
    letter !== undefined
      ? await withFonts((fonts) => renderLetter(letter, fonts))
      : report !== undefined
        ? await withFonts((fonts) => renderReport(report, fonts))
        : await fetchParts();
  const reply: LetterReply = { id, result };
  postMessage(reply, { transfer: result.ok && result.value !== undefined ? [result.value] : [] });
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

async function withFonts(
  make: (fonts: LetterFonts) => Promise<Result<ArrayBuffer>>,
): Promise<Result<ArrayBuffer>> {
  const fonts = await loadLetterFonts();
  return fonts.ok ? make(fonts.value) : fonts;
}
