import type { Mark, Part, Shape } from './laid-out-letter.ts';

/** A shape measured from the top left of its piece. */
export interface LocalMark {
  readonly shape: Shape;
  readonly part?: Part;
}

/** The smallest thing that is never split between pages: a line of text, a box, a figure, or a gap. */
export interface Piece {
  /** Millimetres. */
  readonly height: number;
  readonly marks: readonly LocalMark[];
  /** A heading stays with what follows it. */
  readonly keepWithNext?: boolean;
}

/** Pieces one below the other, from `x`. */
export interface Column {
  readonly x: number;
  readonly pieces: readonly Piece[];
}

/** Where text may be on a page, in millimetres from its top. */
export interface PageFrame {
  readonly top: number;
  readonly bottom: number;
}

/** Fills pages from top to bottom; whatever does not fit goes on, nothing is clipped. */
export class Flow {
  readonly marks: Mark[] = [];
  private currentPage = 1;
  private y: number;

  /** @param frame of every page; the first starts at `firstTop`. */
  constructor(
    private readonly frame: PageFrame,
    firstTop: number,
  ) {
    this.y = firstTop;
  }

  /** Pages so far. */
  get pages(): number {
    return this.currentPage;
  }

  /** Puts shapes at fixed places of the first page. */
  pin(marks: readonly LocalMark[]): void {
    for (const mark of marks) this.marks.push({ ...mark, page: 1 });
  }

  /** Goes on at this height, unless already below it. */
  goTo(y: number): void {
    this.y = Math.max(this.y, y);
  }

  /** Puts pieces one below the other. */
  place({ x, pieces }: Column): void {
    pieces.forEach((piece, index) => {
      const next = piece.keepWithNext === true ? (pieces[index + 1]?.height ?? 0) : 0;
      if (this.y + piece.height + next > this.frame.bottom) this.turnPage();
      this.put(piece, x);
    });
  }

  /** Puts columns side by side, never split between pages; columns longer than a page come one after the other. */
  placeTogether(columns: readonly Column[]): void {
    const height = heightOfColumns(columns);
    if (this.y + height > this.frame.bottom) this.turnPage();
    if (this.y + height > this.frame.bottom) {
      columns.forEach((column) => {
        this.place(column);
      });
      return;
    }
    const top = this.y;
    for (const column of columns) {
      this.y = top;
      this.place(column);
    }
    this.y = top + height;
  }

  private put(piece: Piece, x: number): void {
    // A gap at the top of a page would only push the text down.
    if (piece.marks.length === 0 && this.y === this.frame.top) return;
    for (const { shape, part } of piece.marks) {
      const moved = { ...shape, x: shape.x + x, y: shape.y + this.y };
      this.marks.push({
        page: this.currentPage,
        shape: moved,
        ...(part === undefined ? {} : { part }),
      });
    }
    this.y += piece.height;
  }

  private turnPage(): void {
    if (this.y === this.frame.top) return;
    this.currentPage += 1;
    this.y = this.frame.top;
  }
}

/** Height of pieces one below the other, in millimetres. */
export function heightOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { height }) => sum + height, 0);
}

/** Height of columns side by side, in millimetres. */
export function heightOfColumns(columns: readonly Column[]): number {
  return Math.max(...columns.map(({ pieces }) => heightOf(pieces)));
}

/** White space. */
export function gap(height: number): Piece {
  return { height, marks: [] };
}
