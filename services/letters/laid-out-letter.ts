/** Typefaces of the letter; `mono` for codes. */
export type FontFace = 'regular' | 'bold' | 'mono';

/** sRGB as six hexadecimal digits with "#". */
export type Colour = `#${string}`;

/** Something drawn. Millimetres from the top left of the page; font sizes in points. */
export type Shape =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly face: FontFace;
      readonly size: number;
      readonly colour: Colour;
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Colour;
      /** Of the corners. */
      readonly radius: number;
    }
  | {
      /** Rectangles filled as one shape, so that no seam shows between them. */
      readonly kind: 'squares';
      readonly x: number;
      readonly y: number;
      /** Side of one module. */
      readonly module: number;
      readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
    };

/** Standard structure types used. Source: ISO 32000-1, 14.8.4. */
export type Role =
  | 'Document'
  /** One letter of many. */
  | 'Part'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

/** A part of the letter as a screen reader meets it. */
export interface Part {
  readonly role: Role;
  /** Said in place of a figure. */
  readonly alternative?: string;
  /** How a list labels its items. Source: ISO 32000-1, table 347. */
  readonly numbering?: 'Decimal' | 'Disc';
  /** What a heading of a table names: the other cells of its row, unless it is said. */
  readonly scope?: 'Column';
  readonly children: readonly Part[];
}

/** A shape on its page; one without a part is decoration that a screen reader leaves out. */
export interface Mark {
  readonly page: number;
  readonly shape: Shape;
  readonly part?: Part;
}

/** What has a share of the first page. */
export type LetterPart =
  'head' | 'opening' | 'codes' | 'steps' | 'after-steps' | 'safety' | 'services';

/** A letter on paper. Marks are in reading order. */
export interface LaidOutLetter {
  readonly language: string;
  readonly title: string;
  readonly pages: number;
  /** Why there is more than one page: the parts that are longer than their share. Empty when one will do. */
  readonly spilledBy: readonly LetterPart[];
  readonly marks: readonly Mark[];
  readonly document: Part;
}

/** Width of a text in millimetres. */
export type Measure = (text: string, face: FontFace, size: number) => number;
