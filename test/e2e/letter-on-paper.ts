import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { LinkageKeyDetails, TokenDetails } from './pages/patient-site.ts';

/** What a patient reads off a letter, typed as it is printed. */
export interface LetterOnPaper extends TokenDetails, LinkageKeyDetails {
  /** All text, ends of lines as single spaces. */
  readonly text: string;
}

/**
 * Reads a letter with pdf.js, which knows nothing of how it was made.
 * @throws {Error} naming the code that is not on it.
 */
export async function readLetter(pdf: Uint8Array): Promise<LetterOnPaper> {
  const text = await textOf(pdf);
  return {
    text,
    practiceId: codeIn(text, /Practice ID ([A-Z]\d{5})\b/),
    patientId: codeIn(text, /Patient ID \([^)]*\) (\d{3} \d{3} \d{4})\b/),
    token: codeIn(text, /Registration Token ([A-Z\d]{4}(?:-[A-Z\d]{4}){3})\b/),
    accountId: codeIn(text, /Account ID (\d{4} \d{4} \d{4})\b/),
    linkageKey: codeIn(text, /Linkage Key \([^)]*\) ([A-Z\d]{4}(?:-[A-Z\d]{4}){3})\b/),
  };
}

/** The three details of the first way to register. */
export function tokenDetails({ practiceId, patientId, token }: LetterOnPaper): TokenDetails {
  return { practiceId, patientId, token };
}

/** The three details of the second way to register. */
export function linkageKeyDetails(letter: LetterOnPaper): LinkageKeyDetails {
  const { practiceId, accountId, linkageKey } = letter;
  return { practiceId, accountId, linkageKey };
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join(''),
    );
  }
  await document.destroy();
  return pages.join(' ').replaceAll(/\s+/g, ' ');
}

function codeIn(text: string, pattern: RegExp): string {
  const code = pattern.exec(text)?.[1];
  if (code === undefined) throw new Error(`The letter does not hold ${pattern.source}.`);
  return code;
}
