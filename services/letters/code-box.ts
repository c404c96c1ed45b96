import { gap, heightOf, type Piece } from './flow.ts';
import type { Measure } from './laid-out-letter.ts';
import type { Text } from '../words/formatted-text.ts';
import type { CodeRow, CodeSet } from './letter-content.ts';
import { ACCENT, CODE, HEADING, NOTE, TINT } from './letter-styles.ts';
import {
  addPart,
  baseline,
  headingPieces,
  lineHeight,
  marksOf,
  textPieces,
  type OpenPart,
} from './text-pieces.ts';

const PADDING = 3;
const ROW_GAP = 0.9;
const EDGE = 1.2;

/** Boxes of the same height side by side, as one piece: a set of codes is never split between pages. */
export function codeBoxes(
  sets: readonly CodeSet[],
  { width, between }: { readonly width: number; readonly between: number },
  parent: OpenPart,
  measure: Measure,
): Piece {
  const boxWidth = (width - between * (sets.length - 1)) / sets.length;
  const contents = sets.map((set) => boxContent(set, boxWidth - 2 * PADDING, parent, measure));
  const height = Math.max(...contents.map(heightOf)) + 2 * PADDING - 1;
  return {
    height,
    marks: contents.flatMap((pieces, index) => {
      const x = index * (boxWidth + between);
      return [
        { shape: { kind: 'box', x, y: 0, width: boxWidth, height, fill: TINT, radius: 1.6 } },
        { shape: { kind: 'box', x, y: 0, width: boxWidth, height: EDGE, fill: ACCENT, radius: 0 } },
        ...marksOf(pieces, x + PADDING, PADDING),
      ] as const;
    }),
  };
}

function boxContent(set: CodeSet, width: number, parent: OpenPart, measure: Measure): Piece[] {
  const heading = headingPieces(set.heading, HEADING, width, addPart(parent, 'H2'), measure);
  const table = addPart(parent, 'Table');
  return [
    ...heading,
    ...set.rows.flatMap((row) => [gap(ROW_GAP), ...rowPieces(row, width, table, measure)]),
  ];
}

/** The label above its code: a code gets the whole width, and a row reads across as one. */
function rowPieces(row: CodeRow, width: number, table: OpenPart, measure: Measure): Piece[] {
  const tableRow = addPart(table, 'TR');
  const label: Text = [
    { text: row.label, strong: true },
    ...(row.note === undefined ? [] : [{ text: ` (${row.note})` }]),
  ];
  return [
    ...textPieces(label, NOTE, width, addPart(tableRow, 'TH'), measure),
    ...codePieces(row.value, width, addPart(tableRow, 'TD'), measure),
  ];
}

/** One line if at all possible; a value wider than the box is cut into lines. */
function codePieces(value: string, width: number, part: OpenPart, measure: Measure): Piece[] {
  const perLine = Math.max(1, Math.floor(width / measure('0', 'mono', CODE.size)));
  const lines = value.match(new RegExp(`.{1,${perLine}}`, 'gs')) ?? [];
  return lines.map((text) => ({
    height: lineHeight(CODE),
    marks: [
      {
        part,
        shape: {
          kind: 'text',
          text,
          face: 'mono',
          x: 0,
          y: baseline(CODE),
          size: CODE.size,
          colour: CODE.colour,
        },
      },
    ],
  }));
}
