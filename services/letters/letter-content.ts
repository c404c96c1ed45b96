import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import { englishLetter } from './languages/en.ts';

/** A stretch of text in one weight. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
}

/** Text of one paragraph. */
export type Text = readonly Run[];

/** A label and what it stands for. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One code of a set: what it is called here, what it may be called elsewhere, and itself in groups. */
export interface CodeRow extends Fact {
  readonly note?: string;
}

/** One set of codes, for one way to register. */
export interface CodeSet {
  readonly heading: string;
  readonly rows: readonly CodeRow[];
}

/** A heading with paragraphs and perhaps a list. */
export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly Text[];
  readonly list?: readonly string[];
}

/** A letter in words, before anything is known about paper. */
export interface LetterContent {
  /** BCP 47. */
  readonly language: string;
  /** Title of the document. Without personal data: it is shown in window titles and print queues. */
  readonly title: string;
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  /** Name and address for the window of the envelope. */
  readonly recipient: readonly string[];
  readonly facts: readonly Fact[];
  readonly copyNotice?: Text;
  readonly heading: string;
  readonly opening: readonly Text[];
  readonly codeSets: readonly [CodeSet, CodeSet];
  readonly aboutCodes: Text;
  readonly steps: {
    readonly heading: string;
    readonly items: readonly Text[];
    readonly after: Text;
  };
  readonly site: { readonly url: string; readonly alternative: string; readonly caption: string };
  readonly email: Section;
  readonly services: Section;
  readonly safety: Section;
  readonly help: Section;
  readonly terms: Text;
  /** Head of a second page. */
  readonly continued: string;
  readonly pageNumber: (page: number, pages: number) => string;
}

/** Puts a letter into words. Refused with `letter-impossible` in a language that no letter is written in. */
export function letterContent(letter: RegistrationLetter): Result<LetterContent> {
  const [language] = letter.language.toLowerCase().split('-');
  if (language === 'en') return ok(englishLetter(letter));
  return refuse(
    FailureKind.letterImpossible,
    `Letters cannot be made in this language (${letter.language}) yet. Choose English.`,
  );
}
