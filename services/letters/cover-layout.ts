import type { CoverList } from '../ports/letter-batches.ts';
import { gap, heightOf, type LocalMark, type Piece } from './flow.ts';
import type { LaidOutLetter, Measure } from './laid-out-letter.ts';
import { RULE } from './letter-styles.ts';
import {
  ENTRY_GAP,
  layOutPaper,
  SECTION_GAP,
  TEXT,
  WIDTH,
  type PageNumber,
} from './report-layout.ts';
import { addPart, marksOf, textPieces, type OpenPart } from './text-pieces.ts';

/** White between two columns. */
const BETWEEN = 4;
/** What words measured one by one may take more than all of them together. */
const HAIR = 0.1;
const RULE_HEIGHT = 0.2;

/** Puts the list of a pile of letters on A4 paper: what it is, then a row a letter, never split between pages. */
export function layOutCover(
  cover: CoverList,
  pageNumber: PageNumber,
  measure: Measure,
): LaidOutLetter {
  const widths = widthsOf(cover, measure);
  return layOutPaper(cover, pageNumber, measure, (document) => {
    const table = addPart(document, 'Table');
    return [
      gap(SECTION_GAP),
      { ...rowPiece(cover.columns, 'TH', widths, table, measure), keepWithNext: true },
      ...cover.rows.map((row) => rowPiece(row, 'TD', widths, table, measure)),
    ];
  });
}

/** As wide as what is in them; where that is too much, the widest gives way and its text goes on below. */
function widthsOf({ columns, rows }: CoverList, measure: Measure): readonly number[] {
  const widths = columns.map(
    (name, column) =>
      HAIR +
      rows.reduce(
        (widest, row) => Math.max(widest, measure(row[column] ?? '', 'regular', TEXT.size)),
        measure(name, 'bold', TEXT.size),
      ),
  );
  const room = WIDTH - BETWEEN * (columns.length - 1);
  const spare = room - widths.reduce((sum, width) => sum + width, 0);
  if (spare >= 0) return widths;
  const widest = Math.max(...widths);
  const others = widths.filter((width) => width < widest);
  // Two that are as wide as each other share what there is.
  const shared = room - others.reduce((sum, width) => sum + width, 0);
  const each = shared / (widths.length - others.length);
  return each > Math.max(0, ...others)
    ? widths.map((width) => (width === widest ? each : width))
    : widths.map(() => room / widths.length);
}

function rowPiece(
  cells: readonly string[],
  role: 'TH' | 'TD',
  widths: readonly number[],
  table: OpenPart,
  measure: Measure,
): Piece {
  const row = addPart(table, 'TR');
  let x = 0;
  const columns = widths.map((width, column) => {
    const part = addPart(row, role, role === 'TH' ? { scope: 'Column' } : {});
    const text = [{ text: cells[column] ?? '', strong: role === 'TH' }];
    const placed = { x, pieces: textPieces(text, TEXT, width, part, measure) };
    x += width + BETWEEN;
    return placed;
  });
  const height = Math.max(...columns.map(({ pieces }) => heightOf(pieces))) + ENTRY_GAP;
  const rule: LocalMark = {
    shape: {
      kind: 'box',
      x: 0,
      y: height - ENTRY_GAP / 2,
      width: WIDTH,
      height: RULE_HEIGHT,
      fill: RULE,
      radius: 0,
    },
  };
  return { height, marks: [...columns.flatMap((each) => marksOf(each.pieces, each.x, 0)), rule] };
}
