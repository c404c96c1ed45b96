/** Web Worker (module) that makes letters. Speaks the messages of letter-worker-messages.ts. */
import { loadLetterFonts } from './letter-fonts.ts';
import type { LetterReply, LetterRequest } from './letter-worker-messages.ts';
import { renderLetter } from './render-letter.ts';

addEventListener('message', ({ data }: MessageEvent<LetterRequest>) => {
  // The one boundary for bugs: reported as an uncaught error, which the page sees as a crash.
  makeLetter(data).catch(reportError);
});

async function makeLetter({ id, letter }: LetterRequest): Promise<void> {
  const fonts = await loadLetterFonts();
  const result = fonts.ok ? await renderLetter(letter, fonts.value) : fonts;
  const reply: LetterReply = { id, result };
  postMessage(reply, { transfer: result.ok ? [result.value] : [] });
}
