import { gap, type LocalMark, type Piece } from './flow.ts';
import type { Colour, Measure, Part, Role } from './laid-out-letter.ts';
import type { Text } from '../words/formatted-text.ts';
import { breakLines } from './text-lines.ts';

/** How text looks. */
export interface TextStyle {
  /** Points. */
  readonly size: number;
  /** Line height, as a multiple of the size. */
  readonly leading: number;
  readonly colour: Colour;
}

/** A part while its children are being added. */
export interface OpenPart extends Part {
  readonly children: OpenPart[];
}

const MM_PER_POINT = 25.4 / 72;
/** Baseline below the top of a line, as a multiple of the size: ascent of the typeface, half the leading. */
const ASCENT = 0.9;
const INDENT = 6;

/** Adds a part to its parent. */
export function addPart(
  parent: OpenPart,
  role: Role,
  more: Pick<Part, 'alternative' | 'numbering' | 'scope'> = {},
): OpenPart {
  const part: OpenPart = { role, children: [], ...more };
  parent.children.push(part);
  return part;
}

/** Height of one line in millimetres. */
export function lineHeight({ size, leading }: TextStyle): number {
  return size * leading * MM_PER_POINT;
}

/** Distance from the top of a line to its baseline in millimetres. */
export function baseline({ size, leading }: TextStyle): number {
  return size * (ASCENT + (leading - 1) / 2) * MM_PER_POINT;
}

/** Lines of one paragraph, each a piece. */
export function textPieces(
  text: Text,
  style: TextStyle,
  width: number,
  part: Part,
  measure: Measure,
): Piece[] {
  return breakLines(text, style.size, width, measure).map((fragments) => ({
    height: lineHeight(style),
    marks: fragments.map(({ text: words, face, x }) => ({
      part,
      shape: {
        kind: 'text',
        text: words,
        face,
        x,
        y: baseline(style),
        size: style.size,
        colour: style.colour,
      },
    })),
  }));
}

/** A heading's lines, kept together with what follows. */
export function headingPieces(
  heading: string,
  style: TextStyle,
  width: number,
  part: Part,
  measure: Measure,
): Piece[] {
  return textPieces([{ text: heading, strong: true }], style, width, part, measure).map(
    (piece) => ({ ...piece, keepWithNext: true }),
  );
}

/** A list item with its label, "1." or "•". */
export interface ListItem {
  readonly label: string;
  readonly text: Text;
}

/** List items with their labels hanging in front; `between` is the gap in millimetres. */
export function listPieces(
  items: readonly ListItem[],
  look: { readonly style: TextStyle; readonly labelColour: Colour; readonly between: number },
  width: number,
  list: OpenPart,
  measure: Measure,
): Piece[] {
  return items.flatMap(({ label, text }, index) => {
    const item = addPart(list, 'LI');
    const labelMark: LocalMark = {
      part: addPart(item, 'Lbl'),
      shape: {
        kind: 'text',
        text: `${label} `,
        face: 'bold',
        x: 0,
        y: baseline(look.style),
        size: look.style.size,
        colour: look.labelColour,
      },
    };
    const body = addPart(item, 'LBody');
    const lines = textPieces(text, look.style, width - INDENT, body, measure).map(indented);
    const [first, ...rest] = lines;
    if (first === undefined) return [];
    const pieces = [{ ...first, marks: [labelMark, ...first.marks] }, ...rest];
    return index === 0 ? pieces : [gap(look.between), ...pieces];
  });
}

function indented(piece: Piece): Piece {
  return { ...piece, marks: piece.marks.map((mark) => shifted(mark, INDENT, 0)) };
}

/** A mark moved within its piece. */
export function shifted(mark: LocalMark, dx: number, dy: number): LocalMark {
  return { ...mark, shape: { ...mark.shape, x: mark.shape.x + dx, y: mark.shape.y + dy } };
}

/** Pieces as one that is never split, `dx` and `dy` in from its corner. */
export function marksOf(pieces: readonly Piece[], dx: number, dy: number): LocalMark[] {
  let y = dy;
  return pieces.flatMap(({ height, marks }) => {
    const moved = marks.map((mark) => shifted(mark, dx, y));
    y += height;
    return moved;
  });
}
