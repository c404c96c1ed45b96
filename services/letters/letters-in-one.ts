import type { jsPDF } from 'jspdf';
import { ok, type Result } from '../domain/result.ts';
import type { CoverList, Sides } from '../ports/letter-batches.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import { layOutCover } from './cover-layout.ts';
import { describe, drawPages, Pen, startDocument } from './jspdf-letter.ts';
import type { LaidOutLetter, Measure, Part } from './laid-out-letter.ts';
import type { LetterFonts } from './letter-fonts.ts';
import { PdfTagger } from './pdf-tagger.ts';
import { charactersOf, type CoveredCharacters } from './printable-letter.ts';
import { layOut } from './render-letter.ts';
import { printableText, reportWords } from './render-report.ts';

/**
 * Letters of many in one PDF. Each is laid out as it comes, so that one that cannot be printed is refused at once; drawn are they
 * at the end, one by one behind the list of those that were taken.
 */
export class LettersInOne {
  private readonly letters: LaidOutLetter[] = [];

  private constructor(
    private readonly doc: jsPDF,
    private readonly measure: Measure,
    private readonly covered: CoveredCharacters,
  ) {}

  static async begin(fonts: LetterFonts): Promise<LettersInOne> {
    const { doc, measure } = await startDocument(fonts);
    return new LettersInOne(doc, measure, charactersOf(fonts));
  }

  get count(): number {
    return this.letters.length;
  }

  add(letter: RegistrationLetter): Result<void> {
    const laidOut = layOut(letter, this.covered, this.measure);
    if (!laidOut.ok) return laidOut;
    this.letters.push(laidOut.value);
    return ok();
  }

  finish(cover: CoverList, sides: Sides): Result<ArrayBuffer> {
    const { doc, letters } = this;
    const words = reportWords(cover.language);
    if (!words.ok) return words;
    const printable = withPrintableText(cover, printableText(this.covered));
    const front = layOutCover(printable, words.value.pageNumber, this.measure);
    const all = [front, ...letters];
    const document: Part = { role: 'Document', children: all.map(partOf) };
    const { title } = cover;
    const { language } = words.value;
    describe({ title, language }, doc);
    // What a printer does unless somebody tells it otherwise.
    doc.viewerPreferences({
      DisplayDocTitle: true,
      Duplex: sides === 'one' ? 'Simplex' : 'DuplexFlipLongEdge',
    });
    const tagger = new PdfTagger(doc, document, language);
    const pen = new Pen(doc);
    let behind = 0;
    for (const each of all) {
      drawPages(each, pen, tagger, behind);
      behind += each.pages;
      // The back of somebody's letter is nobody else's.
      if (sides === 'both' && behind % 2 === 1) behind += 1;
    }
    return ok(doc.output('arraybuffer'));
  }
}

function partOf({ document }: LaidOutLetter): Part {
  return { ...document, role: 'Part' };
}

function withPrintableText(cover: CoverList, print: (text: string) => string): CoverList {
  return {
    ...cover,
    sender: print(cover.sender),
    facts: cover.facts.map(({ label, text }) => ({ label, text: print(text) })),
    warnings: cover.warnings.map(print),
    rows: cover.rows.map((row) => row.map(print)),
  };
}
