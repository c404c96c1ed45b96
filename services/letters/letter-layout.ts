import { Flow, gap, heightOf, type LocalMark, type PageFrame, type Piece } from './flow.ts';
import type { LaidOutLetter, Mark, Measure } from './laid-out-letter.ts';
import { codeBoxes } from './code-box.ts';
import { letterHead, RECIPIENT_END } from './letter-head.ts';
import type { Text } from '../words/formatted-text.ts';
import type { LetterContent, Section } from './letter-content.ts';
import { ACCENT, RULE, SMALL_PRINT, letterStyles, type LetterStyles } from './letter-styles.ts';
import { qrCode } from './qr.ts';
import {
  addPart,
  baseline,
  headingPieces,
  listPieces,
  marksOf,
  textPieces,
  type OpenPart,
} from './text-pieces.ts';

/** Margins of the letter in millimetres; A4 is 210 by 297. */
const LEFT = 22;
const WIDTH = 168;
const FRAME: PageFrame = { top: 30, bottom: 287 };
const COLUMN_GAP = 6;
const HALF = (WIDTH - COLUMN_GAP) / 2;
const QR_SIDE = 36;
const SITE_WIDTH = 42;
const STEPS_WIDTH = WIDTH - SITE_WIDTH - COLUMN_GAP;
const PARAGRAPH_GAP = 1.5;
const SECTION_GAP = 3.1;

/** Tried from the largest; body text of 10.5 to 9.5 points. */
const SCALES = [1, 0.97, 0.94, 0.91];

/**
 * Puts a letter on A4 paper: on one page with the largest text that fits; failing that, on more in full size, with a
 * repeated head and page numbers. Folded in three, nothing but name and address shows in the left window of a DL
 * envelope (BS 4264).
 */
export function layOutLetter(content: LetterContent, measure: Measure): LaidOutLetter {
  for (const scale of SCALES) {
    const letter = layOutInScale(content, scale, measure);
    if (letter.pages === 1) return letter;
  }
  return layOutInScale(content, 1, measure);
}

function layOutInScale(content: LetterContent, scale: number, measure: Measure): LaidOutLetter {
  const document: OpenPart = { role: 'Document', children: [] };
  const head = letterHead(content, { x: LEFT, width: WIDTH }, document, measure);
  const flow = new Flow(FRAME, 0);
  flow.pin(head.marks);
  flow.goTo(Math.max(RECIPIENT_END, head.end));
  const letter = new LetterBody(document, measure, letterStyles(scale));
  flow.place({ x: LEFT, pieces: letter.introduction(content) });
  flow.place({ x: LEFT, pieces: letter.codes(content) });
  flow.placeBeside([
    { x: LEFT, pieces: letter.steps(content.steps) },
    { x: LEFT + STEPS_WIDTH + COLUMN_GAP, pieces: letter.site(content.site) },
  ]);
  flow.place({ x: LEFT, pieces: letter.wideSection(content.email) });
  flow.placeBeside([
    { x: LEFT, pieces: letter.sections([content.services]) },
    { x: LEFT + HALF + COLUMN_GAP, pieces: letter.closing(content) },
  ]);
  return {
    language: content.language,
    title: content.title,
    pages: flow.pages,
    marks: [...flow.marks, ...pageFurniture(content, flow.pages, measure)],
    document,
  };
}

/** Turns the parts of a letter into pieces, and notes their structure in the order they are made. */
class LetterBody {
  constructor(
    private readonly document: OpenPart,
    private readonly measure: Measure,
    private readonly styles: LetterStyles,
  ) {}

  introduction({ heading, opening }: LetterContent): Piece[] {
    return [
      ...headingPieces(
        heading,
        this.styles.title,
        WIDTH,
        addPart(this.document, 'H1'),
        this.measure,
      ),
      this.gap(2),
      ...opening.flatMap((text) => [...this.paragraph(text, WIDTH), this.gap(PARAGRAPH_GAP)]),
      this.gap(1.6),
    ];
  }

  codes({ codeSets, aboutCodes }: LetterContent): Piece[] {
    return [
      codeBoxes(
        codeSets,
        { width: WIDTH, between: COLUMN_GAP },
        this.document,
        this.measure,
        this.styles,
      ),
      this.gap(1.8),
      ...textPieces(
        aboutCodes,
        this.styles.small,
        WIDTH,
        addPart(this.document, 'P'),
        this.measure,
      ),
      this.gap(SECTION_GAP),
    ];
  }

  steps({ heading, items, after }: LetterContent['steps']): Piece[] {
    const title = this.heading(heading, STEPS_WIDTH);
    const list = addPart(this.document, 'L');
    const numbered = items.map((text, index) => ({ label: `${index + 1}.`, text }));
    const look = { style: this.styles.body, labelColour: ACCENT, between: this.styles.space(1) };
    return [
      ...title,
      ...listPieces(numbered, look, STEPS_WIDTH, list, this.measure),
      this.gap(PARAGRAPH_GAP + 0.6),
      ...this.paragraph(after, STEPS_WIDTH),
    ];
  }

  site({ url, alternative, caption }: LetterContent['site']): Piece[] {
    const { size, runs } = qrCode(url);
    const figure = addPart(this.document, 'Figure', alternative);
    const code: Piece = {
      height: QR_SIDE,
      keepWithNext: true,
      marks: [
        {
          part: figure,
          shape: { kind: 'squares', x: 0, y: 0, module: QR_SIDE / size, runs },
        },
      ],
    };
    const text = addPart(this.document, 'P');
    const address = textPieces(
      [{ text: caption }],
      this.styles.small,
      SITE_WIDTH - 2,
      text,
      this.measure,
    );
    return [code, { height: heightOf(address), marks: marksOf(address, 4, 0) }];
  }

  sections(sections: readonly Section[]): Piece[] {
    return sections.flatMap((section, index) => [
      ...(index === 0 ? [] : [this.gap(SECTION_GAP)]),
      ...this.section(section, HALF),
    ]);
  }

  /** Across the whole width, with white space around. */
  wideSection(section: Section): Piece[] {
    return [this.gap(SECTION_GAP), ...this.section(section, WIDTH), this.gap(SECTION_GAP)];
  }

  closing({ safety, help, terms }: LetterContent): Piece[] {
    return [
      ...this.sections([safety, help]),
      this.gap(2),
      ...textPieces(terms, this.styles.small, HALF, addPart(this.document, 'P'), this.measure),
    ];
  }

  private section({ heading, paragraphs, list = [] }: Section, width: number): Piece[] {
    const bullets = list.map((text) => ({ label: '•', text: [{ text }] }));
    const look = { style: this.styles.body, labelColour: ACCENT, between: 0 };
    return [
      ...this.heading(heading, width),
      ...this.paragraphs(paragraphs, width),
      ...(bullets.length === 0
        ? []
        : listPieces(bullets, look, width, addPart(this.document, 'L'), this.measure)),
    ];
  }

  private heading(text: string, width: number): Piece[] {
    return [
      ...headingPieces(
        text,
        this.styles.heading,
        width,
        addPart(this.document, 'H2'),
        this.measure,
      ),
      { ...gap(0.6), keepWithNext: true },
    ];
  }

  private paragraphs(texts: readonly Text[], width: number): Piece[] {
    return texts.flatMap((text, index) => [
      ...(index === 0 ? [] : [this.gap(PARAGRAPH_GAP)]),
      ...this.paragraph(text, width),
    ]);
  }

  private paragraph(text: Text, width: number): Piece[] {
    return textPieces(text, this.styles.body, width, addPart(this.document, 'P'), this.measure);
  }

  private gap(millimetres: number): Piece {
    return gap(this.styles.space(millimetres));
  }
}

/** What is on the page but not in the letter: a screen reader leaves it out. */
function pageFurniture(
  { sender, continued, pageNumber }: LetterContent,
  pages: number,
  measure: Measure,
): Mark[] {
  if (pages === 1) return [];
  return Array.from({ length: pages }, (_, index) => index + 1).flatMap((page) => {
    const number = pageNumber(page, pages);
    const x = LEFT + WIDTH - measure(number, 'regular', SMALL_PRINT.size);
    const foot = smallText(number, x, 291);
    if (page === 1) return [{ ...foot, page }];
    const rule: LocalMark = {
      shape: { kind: 'box', x: LEFT, y: 23, width: WIDTH, height: 0.25, fill: RULE, radius: 0 },
    };
    const name = [{ text: sender.name, strong: true }];
    const [line] = textPieces(name, SMALL_PRINT, WIDTH / 2, { role: 'P', children: [] }, measure);
    const head = marksOf(line === undefined ? [] : [line], LEFT, 20 - baseline(SMALL_PRINT));
    const what = smallText(
      continued,
      LEFT + WIDTH - measure(continued, 'regular', SMALL_PRINT.size),
      20,
    );
    return [...head, what, rule, foot].map(({ shape }) => ({ shape, page }));
  });
}

function smallText(text: string, x: number, y: number): LocalMark {
  return {
    shape: {
      kind: 'text',
      text,
      face: 'regular',
      x,
      y,
      size: SMALL_PRINT.size,
      colour: SMALL_PRINT.colour,
    },
  };
}
