import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { gap, heightOf, type LocalMark, type Piece } from './flow.ts';
import type { Measure } from './laid-out-letter.ts';
import type { LetterContent } from './letter-content.ts';
import { ADDRESS, BODY, SENDER } from './letter-styles.ts';
import {
  addPart,
  headingPieces,
  lineHeight,
  marksOf,
  textPieces,
  type OpenPart,
} from './text-pieces.ts';

/**
 * What shows in the left window of a DL envelope wherever the paper has slid to: name and address, and nothing else.
 * Millimetres from the top left of the page.
 */
const WINDOW = { left: 24.6, top: 39.5, right: 120, bottom: 66.3 };
/** Accents of the first line and tails of the last reach beyond their lines. */
const ACCENTS = 0.28;
const ADDRESS_LINES = Math.floor((WINDOW.bottom - WINDOW.top) / lineHeight(ADDRESS));

/** The sender's column, beside the window. */
const SIDE = 125;
const TOP = 12;

/** The head of the first page: its shapes, and how far down it reaches. */
export interface LetterHead {
  readonly marks: readonly LocalMark[];
  readonly end: number;
}

/**
 * Sender, date and number in their column, name and address in the window. A name and address that do not fit there are
 * refused: printed smaller the post could not read them, and spilt they would show no longer.
 */
export function letterHead(
  content: LetterContent,
  { right, bottom }: { readonly right: number; readonly bottom: number },
  document: OpenPart,
  measure: Measure,
): Result<LetterHead> {
  const side = sidePieces(content, right - SIDE, document, measure);
  const end = TOP + heightOf(side);
  if (end > bottom) {
    return refuse(FailureKind.letterImpossible, { code: 'sender-beyond-page' }, 'practice.address');
  }
  const address = content.recipient.flatMap((line) =>
    textPieces(
      [{ text: line }],
      ADDRESS,
      WINDOW.right - WINDOW.left,
      addPart(document, 'P'),
      measure,
    ),
  );
  if (address.length > ADDRESS_LINES) {
    return refuse(
      FailureKind.letterImpossible,
      { code: 'address-beyond-window', lines: address.length, fits: ADDRESS_LINES },
      'patient.address',
    );
  }
  return ok({
    marks: [...marksOf(side, SIDE, TOP), ...marksOf(address, WINDOW.left, WINDOW.top + ACCENTS)],
    end,
  });
}

function sidePieces(
  { sender, facts, notices }: LetterContent,
  width: number,
  document: OpenPart,
  measure: Measure,
): Piece[] {
  return [
    ...headingPieces(sender.name, SENDER, width, addPart(document, 'P'), measure),
    ...sender.lines.flatMap((line) =>
      textPieces([{ text: line }], BODY, width, addPart(document, 'P'), measure),
    ),
    gap(3),
    ...facts.flatMap((fact) => textPieces(fact, BODY, width, addPart(document, 'P'), measure)),
    ...notices.flatMap((notice) => [
      gap(2),
      ...textPieces(notice, BODY, width, addPart(document, 'P'), measure),
    ]),
  ];
}
