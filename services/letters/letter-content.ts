import { groupAccountId, groupCode } from '../domain/codes/code-groups.ts';
import { groupDigits } from '../domain/patient/patient-identifier.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import type { Text } from '../words/formatted-text.ts';
import type { LetterWords } from '../words/letter-words.ts';
import { maskEmail } from './masked-email.ts';

/** One code of a set: what it is called here, what it may be called elsewhere, and itself in groups. */
export interface CodeRow {
  readonly label: string;
  readonly note?: string;
  readonly value: string;
}

/** One set of codes, for one way to register. */
export interface CodeSet {
  readonly heading: string;
  readonly rows: readonly CodeRow[];
}

/** A heading with a list, paragraphs, or both. */
export interface Section {
  readonly heading: string;
  readonly list: readonly Text[];
  readonly paragraphs: readonly Text[];
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
  readonly facts: readonly Text[];
  /** Beside the window, beneath the facts. */
  readonly notices: readonly Text[];
  readonly heading: string;
  readonly opening: readonly Text[];
  readonly codeSets: readonly [CodeSet, CodeSet];
  readonly aboutCodes: Text;
  readonly steps: { readonly heading: string; readonly items: readonly Text[] };
  readonly site: { readonly url: string; readonly alternative: string; readonly caption: string };
  readonly afterSteps: readonly Text[];
  readonly safety: Section;
  readonly services: Section;
  /** Head of a second page. */
  readonly continued: string;
  readonly pageNumber: (page: number, pages: number) => string;
}

/** Puts a letter into the words of a language. */
export function letterContent(letter: RegistrationLetter, words: LetterWords): LetterContent {
  const { practice, patient, siteUrl } = letter;
  const { phone } = practice;
  const about = { forChild: patient.addressee === 'guardian' };
  const email = words.email[emailKnown(patient)];
  return {
    language: words.language,
    title: words.title,
    sender: {
      name: practice.name,
      lines: [...practice.address, ...(phone === undefined ? [] : [words.phone(phone)])],
    },
    recipient: [
      ...(about.forChild ? words.guardianOf(patient.name) : [patient.name]),
      ...printedAddress(patient),
    ],
    facts: [words.date(letter.date), words.letterNumber(letter.letterNumber)],
    notices: [
      ...(letter.copy === 0 ? [] : [words.copyNotice(letter)]),
      ...(isGivenByHand(patient) ? [plain(words.givenByHand)] : []),
    ],
    heading: words.heading(about),
    opening: [words.greeting(patient.name, about), words.opening(letter.expiresOn)],
    codeSets: codeSets(letter, words.codes),
    aboutCodes: plain(words.codes.about),
    steps: steps(letter, words.steps),
    site: {
      url: siteUrl,
      alternative: words.qrCode(siteUrl),
      caption: siteUrl.replace(/^https:\/\//, '').replace(/\/$/, ''),
    },
    afterSteps: [words.steps.withApp({ ...about, surname: patient.surname }), plain(email)],
    safety: safety(letter, words.safety),
    services: services(letter, words.services),
    continued: words.continued(letter.letterNumber),
    pageNumber: words.pageNumber,
  };
}

/** The lines of the address that are printed: none on a letter that is given by hand. */
export function printedAddress(patient: RegistrationLetter['patient']): readonly string[] {
  return isGivenByHand(patient) ? [] : patient.address;
}

function isGivenByHand({ isRestricted, addressAskedFor }: RegistrationLetter['patient']): boolean {
  return isRestricted === true && addressAskedFor !== true;
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
          note: words.patientNumber[patient.patientIdScheme],
          value: groupDigits(patient.patientIdScheme, patient.patientId),
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
  };
}

function safety({ practice, patient }: RegistrationLetter, words: LetterWords['safety']): Section {
  const { email, emailIsShared, addressee } = patient;
  return {
    heading: words.heading,
    list: [
      plain(words.secret),
      plain(words.mailbox),
      // That a parent reads along is as it should be for a child.
      ...(email !== undefined && emailIsShared && addressee !== 'child'
        ? [plain(words.shared)]
        : []),
      ...(addressee === 'young-person' ? [plain(words.youngPerson)] : []),
      ...(addressee === 'child' ? [plain(words.child)] : []),
      plain(words.pressure),
      words.help(practice.phone),
    ],
    paragraphs: [],
  };
}

function services({ services }: RegistrationLetter, words: LetterWords['services']): Section {
  const none = services.length === 0 ? [plain(words.none)] : [];
  return {
    heading: words.heading,
    list: services.map((name) => plain(words.names[name])),
    paragraphs: [...none, plain(words.terms)],
  };
}

/** An address that is held is not denied. */
function emailKnown({
  email,
  noEmailBecause,
}: RegistrationLetter['patient']): keyof LetterWords['email'] {
  if (email !== undefined) return 'known';
  return noEmailBecause === 'none-held' ? 'noneHeld' : 'none';
}
