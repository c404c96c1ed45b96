import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { Report } from '../ports/letter-renderer.ts';
import { letterWords } from '../words/letter-words.ts';
import { drawLetter, startDocument } from './jspdf-letter.ts';
import type { LetterFonts } from './letter-fonts.ts';
import { charactersOfText, tidy } from './printable-letter.ts';
import { layOutReport } from './report-layout.ts';

/**
 * Makes a report where it is called, as {@link import('./render-letter.ts')} does letters. A character without a glyph
 * is printed as its number: a report that is refused for a name would tell less.
 */
export async function renderReport(
  report: Report,
  fonts: LetterFonts,
): Promise<Result<ArrayBuffer>> {
  const words = letterWords(report.language);
  if (words === undefined) {
    const { language } = report;
    return refuse(FailureKind.letterImpossible, { code: 'no-letter-in-language', language });
  }
  const { doc, measure } = await startDocument(fonts);
  const printable = withPrintableText(report, charactersOfText(fonts));
  return ok(drawLetter(layOutReport(printable, words.pageNumber, measure), doc));
}

function withPrintableText(report: Report, covered: ReadonlySet<number>): Report {
  const print = (text: string): string =>
    Array.from(tidy(text), (character) => {
      const code = character.codePointAt(0) ?? 0;
      return covered.has(code) ? character : `[U+${code.toString(16).toUpperCase()}]`;
    }).join('');
  return {
    ...report,
    sender: print(report.sender),
    facts: report.facts.map(({ label, text }) => ({ label, text: print(text) })),
    warnings: report.warnings.map(print),
    groups: report.groups.map(({ heading, entries }) => ({
      heading,
      entries: entries.map(({ lead, lines }) => ({ lead: print(lead), lines: lines.map(print) })),
    })),
  };
}
