import { ok, type Result } from '../domain/result.ts';
import type { Text } from '../words/formatted-text.ts';
import { codeBoxes } from './code-box.ts';
import {
  Flow,
  gap,
  heightOf,
  heightOfColumns,
  type Column,
  type LocalMark,
  type PageFrame,
  type Piece,
} from './flow.ts';
import type { LaidOutLetter, LetterPart, Mark, Measure, Role } from './laid-out-letter.ts';
import type { LetterContent } from './letter-content.ts';
import { letterHead } from './letter-head.ts';
import { ACCENT, BODY, HEADING, NOTE, RULE, TITLE } from './letter-styles.ts';
import { qrCode } from './qr.ts';
import {
  addPart,
  baseline,
  headingPieces,
  listPieces,
  marksOf,
  textPieces,
  type ListItem,
  type OpenPart,
} from './text-pieces.ts';

/** Margins of the letter in millimetres; A4 is 210 by 297. */
const LEFT = 15;
const WIDTH = 180;
const FRAME: PageFrame = { top: 30, bottom: 288 };
/** Where the letter itself starts: below what the window of the envelope may show. */
const BODY_TOP = 95.2;
const COLUMN_GAP = 5;
/** Services stand in so many columns. */
const COLUMNS = 3;
const COLUMN_WIDTH = (WIDTH - (COLUMNS - 1) * COLUMN_GAP) / COLUMNS;
const QR_SIDE = 32;
const SITE_WIDTH = 50;
const STEPS_WIDTH = WIDTH - SITE_WIDTH - COLUMN_GAP;
const PARAGRAPH_GAP = 1;
const SECTION_GAP = 2;

/**
 * Heights on the first page, together all of it: a letter whose parts keep to their shares has one page, with every
 * service and a mailbox that others read too.
 */
const SHARES: Readonly<Record<LetterPart, number>> = {
  head: BODY_TOP,
  opening: 21.8,
  codes: 54.5,
  steps: 37.2,
  'after-steps': 19.3,
  safety: 33,
  services: 26.9,
};

/**
 * Puts a letter on A4 paper, in one size of text whatever its length: on one page or, where some part is longer than
 * its share, on more with a repeated head and page numbers. Folded in three, nothing but name and address shows in the
 * left window of a DL envelope. Refused when these do not fit there.
 */
export function layOutLetter(content: LetterContent, measure: Measure): Result<LaidOutLetter> {
  const document: OpenPart = { role: 'Document', children: [] };
  const head = letterHead(
    content,
    { right: LEFT + WIDTH, bottom: FRAME.bottom },
    document,
    measure,
  );
  if (!head.ok) return head;
  const parts = new LetterBody(document, measure).parts(content);
  const top = Math.max(BODY_TOP, head.value.end + SECTION_GAP);
  const flow = new Flow(FRAME, top);
  flow.pin(head.value.marks);
  for (const { columns } of parts) flow.placeTogether(columns);
  const heights = [
    { name: 'head' as const, height: top },
    ...parts.map(({ name, columns }) => ({ name, height: heightOfColumns(columns) })),
  ];
  const long = heights.filter(({ name, height }) => height > SHARES[name]);
  return ok({
    language: content.language,
    title: content.title,
    pages: flow.pages,
    spilledBy: flow.pages === 1 ? [] : long.map(({ name }) => name),
    marks: [...flow.marks, ...pageFurniture(content, flow.pages, measure)],
    document,
  });
}

interface BodyPart {
  readonly name: Exclude<LetterPart, 'head'>;
  readonly columns: readonly Column[];
}

/** Turns the parts of a letter into columns, and notes their structure in the order they are made. */
class LetterBody {
  constructor(
    private readonly document: OpenPart,
    private readonly measure: Measure,
  ) {}

  /** In the order of reading. */
  parts(content: LetterContent): readonly BodyPart[] {
    return [
      { name: 'opening', columns: this.opening(content) },
      { name: 'codes', columns: this.codes(content) },
      { name: 'steps', columns: this.steps(content) },
      { name: 'after-steps', columns: this.afterSteps(content) },
      { name: 'safety', columns: this.safety(content) },
      { name: 'services', columns: this.services(content) },
    ];
  }

  private opening({ heading, opening }: LetterContent): Column[] {
    const title = headingPieces(heading, TITLE, WIDTH, this.part('H1'), this.measure);
    return wide([...title, gap(PARAGRAPH_GAP), ...this.paragraphs(opening), gap(SECTION_GAP)]);
  }

  private codes({ codeSets, aboutCodes }: LetterContent): Column[] {
    return wide([
      codeBoxes(codeSets, { width: WIDTH, between: COLUMN_GAP }, this.document, this.measure),
      gap(PARAGRAPH_GAP),
      ...textPieces(aboutCodes, NOTE, WIDTH, this.part('P'), this.measure),
      gap(SECTION_GAP),
    ]);
  }

  private steps({ steps, site }: LetterContent): Column[] {
    const numbered = steps.items.map((text, index) => ({ label: `${index + 1}.`, text }));
    return [
      {
        x: LEFT,
        pieces: [
          ...this.heading(steps.heading),
          ...this.list(numbered, STEPS_WIDTH, this.part('L', { numbering: 'Decimal' })),
        ],
      },
      { x: LEFT + STEPS_WIDTH + COLUMN_GAP, pieces: this.site(site) },
    ];
  }

  private afterSteps({ afterSteps }: LetterContent): Column[] {
    return wide([gap(PARAGRAPH_GAP), ...this.paragraphs(afterSteps), gap(SECTION_GAP)]);
  }

  private safety({ safety }: LetterContent): Column[] {
    return wide([
      ...this.heading(safety.heading),
      ...this.list(bulleted(safety.list), WIDTH, this.part('L', { numbering: 'Disc' })),
      gap(SECTION_GAP),
    ]);
  }

  /** Its list in columns, each read before the next. */
  private services({ services }: LetterContent): Column[] {
    const heading = this.heading(services.heading);
    const list = services.list.length === 0 ? [] : [this.listInColumns(services.list)];
    return wide([...heading, ...list, gap(PARAGRAPH_GAP), ...this.paragraphs(services.paragraphs)]);
  }

  private listInColumns(texts: readonly Text[]): Piece {
    const list = this.part('L', { numbering: 'Disc' });
    const rows = Math.ceil(texts.length / COLUMNS);
    const columns = Array.from({ length: COLUMNS }, (_, column) =>
      this.list(bulleted(texts.slice(column * rows, (column + 1) * rows)), COLUMN_WIDTH, list),
    );
    return {
      height: Math.max(...columns.map(heightOf)),
      marks: columns.flatMap((pieces, column) =>
        marksOf(pieces, column * (COLUMN_WIDTH + COLUMN_GAP), 0),
      ),
    };
  }

  /** The square code with the address it holds beneath: the two belong to each other. */
  private site({ url, alternative, caption }: LetterContent['site']): Piece[] {
    const { size, runs } = qrCode(url);
    const code: Piece = {
      height: QR_SIDE,
      keepWithNext: true,
      marks: [
        {
          part: this.part('Figure', { alternative }),
          shape: {
            kind: 'squares',
            x: (SITE_WIDTH - QR_SIDE) / 2,
            y: 0,
            module: QR_SIDE / size,
            runs,
          },
        },
      ],
    };
    return [
      code,
      ...textPieces([{ text: caption }], NOTE, SITE_WIDTH, this.part('P'), this.measure),
    ];
  }

  private heading(text: string): Piece[] {
    return headingPieces(text, HEADING, WIDTH, this.part('H2'), this.measure);
  }

  private paragraphs(texts: readonly Text[]): Piece[] {
    return texts.flatMap((text, index) => [
      ...(index === 0 ? [] : [gap(PARAGRAPH_GAP)]),
      ...textPieces(text, BODY, WIDTH, this.part('P'), this.measure),
    ]);
  }

  private list(items: readonly ListItem[], width: number, list: OpenPart): Piece[] {
    return listPieces(items, LIST, width, list, this.measure);
  }

  private part(role: Role, more?: Parameters<typeof addPart>[2]): OpenPart {
    return addPart(this.document, role, more);
  }
}

const LIST = { style: BODY, labelColour: ACCENT, between: 0 };

function wide(pieces: readonly Piece[]): Column[] {
  return [{ x: LEFT, pieces }];
}

function bulleted(texts: readonly Text[]): ListItem[] {
  return texts.map((text) => ({ label: '•', text }));
}

/** What is on the page but not in the letter: a screen reader leaves it out. */
function pageFurniture(
  { sender, continued, pageNumber }: LetterContent,
  pages: number,
  measure: Measure,
): Mark[] {
  if (pages === 1) return [];
  const right = LEFT + WIDTH;
  return Array.from({ length: pages }, (_, index) => index + 1).flatMap((page) => {
    const foot = noteEndingAt(right, 290.8, pageNumber(page, pages), measure);
    if (page === 1) return [{ ...foot, page }];
    const rule: LocalMark = {
      shape: { kind: 'box', x: LEFT, y: 23, width: WIDTH, height: 0.25, fill: RULE, radius: 0 },
    };
    const name = [{ text: sender.name, strong: true }];
    const [line] = textPieces(name, NOTE, WIDTH / 2, { role: 'P', children: [] }, measure);
    const head = marksOf(line === undefined ? [] : [line], LEFT, 20 - baseline(NOTE));
    return [...head, noteEndingAt(right, 20, continued, measure), rule, foot].map(({ shape }) => ({
      shape,
      page,
    }));
  });
}

function noteEndingAt(right: number, y: number, text: string, measure: Measure): LocalMark {
  const { size, colour } = NOTE;
  const x = right - measure(text, 'regular', size);
  return { shape: { kind: 'text', text, face: 'regular', x, y, size, colour } };
}
