import { gap, heightOf, type LocalMark } from './flow.ts';
import type { Measure } from './laid-out-letter.ts';
import type { LetterContent } from './letter-content.ts';
import { ADDRESS, FACT, SENDER, SMALL_PRINT } from './letter-styles.ts';
import { addPart, headingPieces, marksOf, textPieces, type OpenPart } from './text-pieces.ts';

/** Where the letter itself may start: below the window, wherever the paper has slid to in its envelope. */
export const RECIPIENT_END = 88;

/** Top of the address and its width: inside the window of a DL envelope, wherever the paper has slid to. */
const RECIPIENT = { top: 51, width: 78 };
/** Left edge of what stands beside the window. */
const SIDE = 132;
const TOP = 15;

/** Practice, patient, date and number at their fixed places, and where the tallest of them ends. */
export function letterHead(
  { sender, recipient, facts, copyNotice }: LetterContent,
  { x, width }: { readonly x: number; readonly width: number },
  document: OpenPart,
  measure: Measure,
): { readonly marks: readonly LocalMark[]; readonly end: number } {
  const sideWidth = x + width - SIDE;
  const name = headingPieces(sender.name, SENDER, SIDE - x - 8, addPart(document, 'P'), measure);
  const details = sender.lines.flatMap((line) =>
    textPieces([{ text: line }], SMALL_PRINT, sideWidth, addPart(document, 'P'), measure),
  );
  const address = recipient.flatMap((line) =>
    textPieces([{ text: line }], ADDRESS, RECIPIENT.width, addPart(document, 'P'), measure),
  );
  const about = facts.flatMap(({ label, value }) => {
    const part = addPart(document, 'P');
    return [
      ...textPieces([{ text: `${label} ` }], SMALL_PRINT, sideWidth, part, measure),
      ...textPieces([{ text: value }], FACT, sideWidth, part, measure),
      gap(1.5),
    ];
  });
  const copy =
    copyNotice === undefined
      ? []
      : [gap(1.5), ...textPieces(copyNotice, FACT, sideWidth, addPart(document, 'P'), measure)];
  // A practice with a long name or address pushes the rest down rather than run into it.
  const factsTop = Math.max(RECIPIENT.top, TOP + heightOf(details) + 4);
  const addressTop = Math.max(RECIPIENT.top, TOP + heightOf(name) + 4);
  return {
    marks: [
      ...marksOf(name, x, TOP),
      ...marksOf(details, SIDE, TOP + 0.8),
      ...marksOf(address, x, addressTop),
      ...marksOf([...about, ...copy], SIDE, factsTop),
    ],
    end: Math.max(addressTop + heightOf(address), factsTop + heightOf([...about, ...copy])) + 4,
  };
}
