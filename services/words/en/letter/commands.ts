import type {
  LetterReason,
  PrintedField,
  LetterRuleReason,
} from '../../../domain/letter/reasons.ts';
import type { Sentences } from '../../sentences.ts';

const PRINTED: Readonly<Record<PrintedField, string>> = {
  'patient.name': 'the patient’s name',
  'patient.address': 'the patient’s address',
  'patient.email': 'the patient’s email address',
  'practice.name': 'the practice’s name',
  'practice.address': 'the practice’s address',
  'practice.phone': 'the practice’s phone number',
  siteUrl: 'the address of the patient website',
  'practice.id': 'the Practice ID',
  'patient.patientId': 'the Patient ID',
  accountId: 'the Account ID',
};

export const letterReasons: Sentences<Exclude<LetterReason, LetterRuleReason>> = {
  'codes-not-here-yet':
    'The codes of this account have not arrived at this computer yet. Try again in a moment.',
  'letter-void':
    'This account had been created elsewhere first. The codes of the letter that has gone out will not work: destroy it, and print it anew.',
  'codes-replaced': 'The codes of this letter have been replaced meanwhile, so it did not go out.',
  'codes-not-shared':
    'The codes of this letter have not reached the shared record yet, so they do not work on the website yet. They will once this computer has sent them.',
  'typefaces-not-loaded':
    'The letter could not be made, because its typefaces could not be loaded. Check the connection, then try again.',
  'no-letter-in-language': ({ language }) =>
    `Letters cannot be made in this language (${language}) yet. Choose English.`,
  'unprintable-characters': ({ field, characters }) =>
    `This letter cannot be printed: ${PRINTED[field]} contains ${characters.join(' ')}, which the letter’s typeface does not have. Write it in Latin, Greek or Cyrillic letters, then try again.`,
  'address-beyond-window': ({ lines, fits }) =>
    `This letter cannot be printed: the patient’s name and address take ${lines} lines, and the window of an envelope shows ${fits}. Shorten the address in the patient’s details, then try again.`,
  'sender-beyond-page':
    'This letter cannot be printed: the practice’s name and address fill the page. Ask your system administrator to shorten them.',
  'letter-maker-not-loaded':
    'The letter could not be made, because the part that makes letters could not be loaded. Check the connection, then try again.',
  'letter-maker-stopped':
    'The letter could not be made: the part that makes letters stopped. Try again; if it stops again, tell your system administrator.',
  'letter-maker-too-slow': 'Making the letter took too long and was stopped. Try again.',
  'letter-maker-closed': 'Online Services was closed before the letter was made.',
};

/** What becomes of a letter, for the audit and for the list of unsent work. */
const WAYS = {
  printed: {
    description: 'Print registration letter',
    begins: 'Registration letter goes to the printer',
    done: 'Registration letter printed',
    cancelled: 'Registration letter not printed: cancelled',
  },
  saved: {
    description: 'Save registration letter',
    begins: 'Registration letter goes to a file',
    done: 'Registration letter saved',
    cancelled: 'Registration letter not saved: cancelled',
  },
};

export const letter = {
  /** Names nobody: it travels to the print queue. */
  title: 'Online services registration letter',
  copyLabel: (copy: number): string => `Copy ${copy}`,
  lookedAt: ({ withAddress }: { readonly withAddress: boolean }): string =>
    addressed('Registration letter looked at', withAddress),
  begins: ({ medium, withAddress }: GoneOut): string => addressed(WAYS[medium].begins, withAddress),
  ways: WAYS,
  recorded: ({ medium, copy, withAddress }: GoneOut & { readonly copy: number }): string =>
    addressed(`${WAYS[medium].done}${copy === 0 ? '' : ` (copy ${copy})`}`, withAddress),
};

interface GoneOut {
  readonly medium: keyof typeof WAYS;
  /** Of a restricted patient, who asked for it. */
  readonly withAddress: boolean;
}

function addressed(summary: string, withAddress: boolean): string {
  return withAddress ? `${summary}, with the address as the patient asked` : summary;
}
