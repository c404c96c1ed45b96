/** Web Worker of the benchmark: the same letters by jsPDF alone, without layout, tags or a list; each is drawn as it lies. */
import { jsPDF } from 'jspdf';
import type { FontFace, Mark, Shape } from '../../services/letters/laid-out-letter.ts';
import type { LetterFonts } from '../../services/letters/letter-fonts.ts';

/** A PDF with so many letters of one page, each of which looks like this. */
export interface PlainRequest {
  readonly fonts: LetterFonts;
  readonly marks: readonly Mark[];
  readonly letters: number;
}

const FACES = ['regular', 'bold', 'mono'] as const satisfies readonly FontFace[];

addEventListener('message', ({ data }: MessageEvent<PlainRequest>) => {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', putOnlyUsedFonts: true, compress: true });
  for (const face of FACES) {
    doc.addFileToVFS(`${face}.ttf`, binary(data.fonts[face]));
    doc.addFont(`${face}.ttf`, face, 'normal');
  }
  for (let letter = 0; letter < data.letters; letter += 1) {
    if (letter > 0) doc.addPage();
    for (const { shape } of data.marks) draw(shape, doc);
  }
  const pdf = doc.output('arraybuffer');
  postMessage(pdf, { transfer: [pdf] });
});

function draw(shape: Shape, doc: jsPDF): void {
  if (shape.kind === 'text') {
    doc.setFont(shape.face, 'normal').setFontSize(shape.size).setTextColor(shape.colour);
    doc.text(shape.text, shape.x, shape.y);
  } else if (shape.kind === 'box') {
    const { x, y, width, height, radius } = shape;
    doc.setFillColor(shape.fill).roundedRect(x, y, width, height, radius, radius, 'F');
  } else {
    const { x, y, module } = shape;
    doc.setFillColor('#000000');
    for (const run of shape.runs) {
      doc.rect(x + run.x * module, y + run.y * module, run.length * module, module, null);
    }
    doc.fill();
  }
}

function binary(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
