import { groupAccountId, groupCode } from '../domain/codes/registration-code.ts';
import { groupDigits } from '../domain/patient/patient-identifier.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import type { Text } from '../words/formatted-text.ts';
import type { LetterWords } from '../words/letter-words.ts';
import { maskEmail } from './masked-email.ts';

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

/** Puts a letter into the words of a language. */
export function letterContent(letter: RegistrationLetter, words: LetterWords): LetterContent {
  const { practice, patient, siteUrl } = letter;
  const { phone } = practice;
  return {
    language: words.language,
    title: words.title,
    sender: {
      name: practice.name,
      lines: [...practice.address, ...(phone === undefined ? [] : [words.phone(phone)])],
    },
    recipient: [patient.name, ...patient.address],
    facts: [
      { label: words.date, value: words.longDate(letter.date) },
      { label: words.letterNumber, value: letter.letterNumber },
    ],
    ...(letter.copy === 0 ? {} : { copyNotice: words.copyNotice(letter) }),
    heading: words.heading,
    opening: [words.greeting(patient.name), words.opening(letter.expiresOn)],
    codeSets: codeSets(letter, words.codes),
    aboutCodes: plain(words.codes.about),
    steps: steps(letter, words.steps),
    site: {
      url: siteUrl,
      alternative: words.qrCode(siteUrl),
      caption: siteUrl.replace(/^https:\/\//, '').replace(/\/$/, ''),
    },
    email: email(letter, words.email),
    services: services(letter, words.services),
    safety: { heading: words.safety.heading, paragraphs: [plain(words.safety.text)] },
    help: { heading: words.help.heading, paragraphs: [words.help.text(phone)] },
    terms: plain(words.terms),
    continued: words.continued(letter.letterNumber),
    pageNumber: words.pageNumber,
  };
}

function plain(text: string): Text {
  return [{ text }];
}

function codeSets(
  letter: RegistrationLetter,
  words: LetterWords['codes'],
): LetterContent['codeSets'] {
  const { practice, patient } = letter;
  return [
    {
      heading: words.website,
      rows: [
        { label: words.practiceId, value: practice.id },
        {
          label: words.patientId,
          note: words.patientNumber(patient.patientIdScheme),
          value: patientId(patient),
        },
        { label: words.token, value: groupCode(letter.token) },
      ],
    },
    {
      heading: words.apps,
      rows: [
        { label: words.practiceId, note: words.organisationCode, value: practice.id },
        { label: words.accountId, value: groupAccountId(letter.accountId) },
        { label: words.linkageKey, note: words.passphrase, value: groupCode(letter.linkageKey) },
      ],
    },
  ];
}

function patientId({ patientId, patientIdScheme }: RegistrationLetter['patient']): string {
  return groupDigits(patientIdScheme, patientId);
}

function steps(
  { siteUrl, patient, activationDays }: RegistrationLetter,
  words: LetterWords['steps'],
): LetterContent['steps'] {
  const maskedEmail = patient.email === undefined ? undefined : maskEmail(patient.email);
  return {
    heading: words.heading,
    items: [
      words.visit(siteUrl),
      words.register,
      plain(words.choosePassword),
      words.activate({ maskedEmail, days: activationDays }),
      plain(words.signIn),
    ],
    after: words.withApp,
  };
}

function email({ patient }: RegistrationLetter, words: LetterWords['email']): Section {
  const { heading } = words;
  if (patient.email === undefined) return { heading, paragraphs: [plain(words.none)] };
  const ours = words.ours(maskEmail(patient.email));
  return { heading, paragraphs: patient.emailIsShared ? [ours, plain(words.shared)] : [ours] };
}

function services({ services }: RegistrationLetter, words: LetterWords['services']): Section {
  const { heading } = words;
  return services.length === 0
    ? { heading, paragraphs: [plain(words.none)] }
    : { heading, paragraphs: [], list: services.map((name) => words.names[name]) };
}
