import { Flow, gap, heightOf, type LocalMark, type PageFrame, type Piece } from './flow.ts';
import type { LaidOutLetter, Mark, Measure } from './laid-out-letter.ts';
import type { Report } from '../ports/letter-renderer.ts';
import { BODY, HEADING, NOTE, RULE, TITLE } from './letter-styles.ts';
import {
  addPart,
  baseline,
  headingPieces,
  marksOf,
  textPieces,
  type OpenPart,
  type TextStyle,
} from './text-pieces.ts';

/** Margins in millimetres; A4 is 210 by 297. */
const LEFT = 15;
/** Between the margins. */
export const WIDTH = 180;
const TOP = 20;
const FRAME: PageFrame = { top: 26, bottom: 282 };
const FOOT = 289;
const HEAD = 17;
/** Smaller than a letter: it is for the practice's files, and may be long. */
export const TEXT: TextStyle = { ...BODY, size: 10 };
const SMALL: TextStyle = { ...NOTE, size: 9 };
const SUBHEADING: TextStyle = { ...HEADING, size: 11 };
export const ENTRY_GAP = 1.6;
export const SECTION_GAP = 3;

/** How a language numbers pages. */
export type PageNumber = (page: number, pages: number) => string;

/** Puts a report on A4 paper: title, facts, warnings, then its groups, on as many pages as it takes. */
export function layOutReport(
  report: Report,
  pageNumber: PageNumber,
  measure: Measure,
): LaidOutLetter {
  return layOutPaper(report, pageNumber, measure, (document) =>
    report.groups.flatMap(({ heading, entries }) => {
      const part = addPart(document, 'H2');
      return [
        gap(SECTION_GAP),
        ...headingPieces(heading, SUBHEADING, WIDTH, part, measure),
        ...entries.map((entry) => entryPiece(entry, document, measure)),
      ];
    }),
  );
}

/** A paper of the practice's own: title, facts and warnings, and below them what it is about. */
export function layOutPaper(
  paper: Omit<Report, 'groups'>,
  pageNumber: PageNumber,
  measure: Measure,
  below: (document: OpenPart) => readonly Piece[],
): LaidOutLetter {
  const document: OpenPart = { role: 'Document', children: [] };
  const flow = new Flow(FRAME, TOP);
  const place = (pieces: readonly Piece[]): void => {
    flow.place({ x: LEFT, pieces });
  };
  place(headingPieces(paper.title, TITLE, WIDTH, addPart(document, 'H1'), measure));
  place([gap(SECTION_GAP)]);
  for (const { label, text } of paper.facts) {
    const runs = [{ text: `${label}: `, strong: true }, { text }];
    place(textPieces(runs, TEXT, WIDTH, addPart(document, 'P'), measure));
  }
  for (const warning of paper.warnings) {
    const runs = [{ text: warning, strong: true }];
    place([gap(ENTRY_GAP), ...textPieces(runs, TEXT, WIDTH, addPart(document, 'P'), measure)]);
  }
  place(below(document));
  return {
    language: paper.language,
    title: paper.title,
    pages: flow.pages,
    spilledBy: [],
    marks: [...flow.marks, ...furniture(paper, flow.pages, pageNumber, measure)],
    document,
  };
}

/** An entry whole: never split between pages. */
function entryPiece(
  { lead, lines }: Report['groups'][number]['entries'][number],
  document: OpenPart,
  measure: Measure,
): Piece {
  const paragraph = (text: string, style: TextStyle): Piece[] =>
    textPieces([{ text }], style, WIDTH, addPart(document, 'P'), measure);
  const pieces = [
    ...paragraph(lead, SMALL),
    ...lines.flatMap((line) => paragraph(line, TEXT)),
    gap(ENTRY_GAP),
  ];
  return { height: heightOf(pieces), marks: marksOf(pieces, 0, 0) };
}

/** What is on the page but not in the report: a screen reader leaves it out. */
function furniture(
  { sender, title }: Omit<Report, 'groups'>,
  pages: number,
  pageNumber: PageNumber,
  measure: Measure,
): Mark[] {
  return Array.from({ length: pages }, (_, index) => index + 1).flatMap((page) => {
    const foot = endingAt(LEFT + WIDTH, FOOT, pageNumber(page, pages), measure);
    if (page === 1) return [{ ...foot, page }];
    const rule: LocalMark = {
      shape: {
        kind: 'box',
        x: LEFT,
        y: HEAD + 2,
        width: WIDTH,
        height: 0.25,
        fill: RULE,
        radius: 0,
      },
    };
    const words = textPieces(
      [{ text: `${title}, ${sender}` }],
      SMALL,
      WIDTH,
      { role: 'P', children: [] },
      measure,
    );
    const head = marksOf(words.slice(0, 1), LEFT, HEAD - baseline(SMALL));
    return [...head, rule, foot].map(({ shape }) => ({ shape, page }));
  });
}

function endingAt(right: number, y: number, text: string, measure: Measure): LocalMark {
  const { size, colour } = SMALL;
  const x = right - measure(text, 'regular', size);
  return { shape: { kind: 'text', text, face: 'regular', x, y, size, colour } };
}
