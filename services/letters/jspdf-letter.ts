import type * as jspdf from 'jspdf';
import type { jsPDF } from 'jspdf';
import type { FontFace, LaidOutLetter, Mark, Measure, Shape } from './laid-out-letter.ts';
import type { LetterFonts } from './letter-fonts.ts';
import { PdfTagger } from './pdf-tagger.ts';

const FAMILY = 'Letter';
const A4_HEIGHT = 297;
const POINTS_PER_MM = 72 / 25.4;

/** Fetches jsPDF, once. */
export function loadPdfMaker(): Promise<typeof jspdf> {
  return import('jspdf');
}

/** An empty A4 document that has the letter's fonts, with a ruler for them. */
export async function startDocument(
  fonts: LetterFonts,
): Promise<{ readonly doc: jsPDF; readonly measure: Measure }> {
  const { jsPDF } = await loadPdfMaker();
  const doc = new jsPDF({ unit: 'mm', format: 'a4', putOnlyUsedFonts: true, compress: true });
  for (const face of ['regular', 'bold', 'mono'] as const) {
    const file = `letter-${face}.ttf`;
    doc.addFileToVFS(file, binaryString(fonts[face]));
    // The name goes into the PDF as the font's, so it has no blank.
    doc.addFont(file, `${FAMILY}-${face}`, 'normal');
  }
  const widths = new Map<string, number>();
  const measure: Measure = (text, face, size) => {
    const key = `${face} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * size;
    setFace(doc, face, 1);
    const width = doc.getTextWidth(text);
    widths.set(key, width);
    return width * size;
  };
  return { doc, measure };
}

/** Draws a letter into a document that {@link startDocument} made, and gives the PDF. */
export function drawLetter(letter: LaidOutLetter, doc: jsPDF): ArrayBuffer {
  describe(letter, doc);
  const tagger = new PdfTagger(doc, letter.document, letter.language);
  drawPages(letter, new Pen(doc), tagger, 0);
  return doc.output('arraybuffer');
}

/**
 * Draws shapes, and remembers what each came to: most of a letter stands on the next one too, and looking it up takes a fraction
 * of drawing it. What a shape comes to does not depend on what was drawn before.
 */
export class Pen {
  private readonly known = new Map<string, string>();

  constructor(readonly doc: jsPDF) {}

  draw(shape: Shape): void {
    const key = keyOf(shape);
    const known = this.known.get(key);
    // Pages are counted from 1, and each is the operators that draw it.
    const page = this.doc.internal.pages[
      this.doc.getCurrentPageInfo().pageNumber
    ] as unknown as string[];
    if (known !== undefined) {
      page.push(known);
      return;
    }
    const before = page.length;
    draw(shape, this.doc);
    this.known.set(key, page.slice(before).join('\n'));
  }
}

/** Two shapes with one key look the same at the same place. */
function keyOf(shape: Shape): string {
  const { kind, x, y } = shape;
  switch (kind) {
    case 'text':
      return `${x} ${y} ${shape.face} ${shape.size} ${shape.colour} ${shape.text}`;
    case 'box':
      return `${x} ${y} ${shape.width} ${shape.height} ${shape.fill} ${shape.radius}`;
    case 'squares':
      return `${x} ${y} ${shape.module} ${shape.runs.map((run) => `${run.x},${run.y},${run.length}`).join(' ')}`;
  }
}

/** Draws all pages of a letter behind so many of others. */
export function drawPages(
  { marks, pages }: Pick<LaidOutLetter, 'marks' | 'pages'>,
  pen: Pen,
  tagger: PdfTagger,
  behind: number,
): void {
  const { doc } = pen;
  while (doc.getNumberOfPages() < behind + pages) doc.addPage();
  for (const sequence of sequences(marks)) {
    const [{ part, page: own }] = sequence;
    const page = behind + own;
    doc.setPage(page);
    tagger.mark(part, page, () => {
      for (const { shape } of sequence) pen.draw(shape);
    });
    for (const { shape } of sequence) {
      if (part?.role === 'Figure' && shape.kind === 'squares') tagger.place(part, boxOf(shape));
    }
  }
}

/** What the document says of itself. */
export function describe(
  { title, language }: Pick<LaidOutLetter, 'title' | 'language'>,
  doc: jsPDF,
): void {
  doc.setProperties({ title });
  doc.viewerPreferences({ DisplayDocTitle: true });
  doc.addMetadata(xmp(title, language), true);
}

/**
 * XMP, which readers of newer PDFs prefer to the old information dictionary; it says that the letter keeps PDF/UA-1.
 * Source: ISO 14289-1, 5.
 */
function xmp(title: string, language: string): string {
  const safe = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${safe}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

/** Neighbouring marks of one part on one page, which are marked as one. */
function sequences(marks: readonly Mark[]): [Mark, ...Mark[]][] {
  const found: [Mark, ...Mark[]][] = [];
  for (const mark of marks) {
    const last = found.at(-1);
    if (last?.[0].part === mark.part && last?.[0].page === mark.page) last.push(mark);
    else found.push([mark]);
  }
  return found;
}

function draw(shape: Shape, doc: jsPDF): void {
  switch (shape.kind) {
    case 'text':
      setFace(doc, shape.face, shape.size);
      doc.setTextColor(shape.colour);
      doc.text(shape.text, shape.x, shape.y);
      break;
    case 'box':
      doc.setFillColor(shape.fill);
      if (shape.radius === 0) doc.rect(shape.x, shape.y, shape.width, shape.height, 'F');
      else {
        const { x, y, width, height, radius } = shape;
        doc.roundedRect(x, y, width, height, radius, radius, 'F');
      }
      break;
    case 'squares':
      doc.setFillColor('#000000');
      for (const { x, y, length } of shape.runs) {
        const { module } = shape;
        doc.rect(shape.x + x * module, shape.y + y * module, length * module, module, null);
      }
      doc.fill();
      break;
  }
}

function boxOf({
  x,
  y,
  module,
  runs,
}: Extract<Shape, { kind: 'squares' }>): readonly [number, number, number, number] {
  const right = Math.max(...runs.map((run) => run.x + run.length)) * module;
  const bottom = Math.max(...runs.map((run) => run.y + 1)) * module;
  const left = Math.min(...runs.map((run) => run.x)) * module;
  const top = Math.min(...runs.map((run) => run.y)) * module;
  return [
    (x + left) * POINTS_PER_MM,
    (A4_HEIGHT - y - bottom) * POINTS_PER_MM,
    (x + right) * POINTS_PER_MM,
    (A4_HEIGHT - y - top) * POINTS_PER_MM,
  ];
}

function setFace(doc: jsPDF, face: FontFace, size: number): void {
  doc.setFont(`${FAMILY}-${face}`, 'normal');
  doc.setFontSize(size);
}

/** One character a byte, as jsPDF wants files; in slices, because arguments of a call are limited. */
function binaryString(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
