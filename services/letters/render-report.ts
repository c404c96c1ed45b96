import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { Report } from '../ports/letter-renderer.ts';
import { letterWords, type LetterWords } from '../words/letter-words.ts';
import { drawLetter, startDocument } from './jspdf-letter.ts';
import type { LetterFonts } from './letter-fonts.ts';
import { charactersOf, tidy, type CoveredCharacters } from './printable-letter.ts';
import { layOutReport } from './report-layout.ts';

/**
 * Makes a report where it is called, as {@link import('./render-letter.ts')} does letters. A character without a glyph
 * is printed as its number: a report that is refused for a name would tell less.
 */
export async function renderReport(
  report: Report,
  fonts: LetterFonts,
): Promise<Result<ArrayBuffer>> {
  const words = reportWords(report.language);
  if (!words.ok) return words;
  const { doc, measure } = await startDocument(fonts);
  const printable = withPrintableText(report, printableText(charactersOf(fonts)));
  return ok(drawLetter(layOutReport(printable, words.value.pageNumber, measure), doc));
}

/** What documents of the practice's own say by themselves. */
export function reportWords(language: string): Result<LetterWords> {
  const words = letterWords(language);
  return words === undefined
    ? refuse(FailureKind.letterImpossible, { code: 'no-letter-in-language', language })
    : ok(words);
}

/** Makes a text printable, whatever is in it. */
export function printableText({
  text: covered,
}: Pick<CoveredCharacters, 'text'>): (text: string) => string {
  return (text) =>
    Array.from(tidy(text), (character) => {
      const code = character.codePointAt(0) ?? 0;
      return covered.has(code) ? character : `[U+${code.toString(16).toUpperCase()}]`;
    }).join('');
}

function withPrintableText(report: Report, print: (text: string) => string): Report {
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
