import type { LetterFonts } from '../../../services/letters/letter-fonts.ts';
import { loadLetterFonts } from '../../../services/letters/letter-fonts.ts';
import { renderLetter } from '../../../services/letters/render-letter.ts';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import { sentenceOf } from '../../words-at-hand.ts';

/** A letter to an invented patient. */
export const SAMPLE_LETTER: RegistrationLetter = {
  practice: {
    id: 'A99901',
    name: 'Meadow Lane Surgery',
    address: ['12 Meadow Lane', 'Little Wickham', 'ZZ99 3WZ'],
    phone: '01632 960 001',
  },
  patient: {
    name: 'Siân Ó Dónaill',
    address: ['Flat 3, Heron House', '27 Riverside Walk', 'Little Wickham', 'ZZ99 3VZ'],
    patientId: '9990000018',
    patientIdScheme: 'nhs',
    email: 'sian@mail.example',
    emailIsShared: false,
  },
  date: '2026-03-01',
  letterNumber: 'L-7Q4M-2',
  copy: 0,
  issuedOn: '2026-03-01',
  expiresOn: '2026-03-15',
  token: 'CDFHJKMNPQRTWXY2',
  accountId: '049912345671',
  linkageKey: '9876QRTWXY42CDFH',
  activationDays: 10,
  siteUrl: 'https://patient-services.example',
  services: ['appointments', 'repeats', 'messaging'],
  language: 'en',
};

/** The sample with other patient details. */
export function letterTo(patient: Partial<RegistrationLetter['patient']>): RegistrationLetter {
  return { ...SAMPLE_LETTER, patient: { ...SAMPLE_LETTER.patient, ...patient } };
}

export const EVERY_SERVICE: RegistrationLetter['services'] = [
  ...(['appointments', 'repeats', 'acutes', 'messaging', 'summary-data'] as const),
  ...(['detailed-coded-record', 'pharmacy-nomination-view', 'pharmacy-nomination-update'] as const),
];

/** A word of 90 characters. */
export const LONG_WORD = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'
  .repeat(2)
  .slice(0, 90);

/** A letter of two pages: whatever may be long is. */
export const LONG_LETTER: RegistrationLetter = {
  ...letterTo({
    name: `${LONG_WORD} ${LONG_WORD}`,
    address: ['Long Lane '.repeat(10).trim(), 'ZZ99 3VZ'],
    emailIsShared: true,
    addressee: 'young-person',
  }),
  practice: {
    ...SAMPLE_LETTER.practice,
    name: 'The Meadow Lane and Little Wickham Partnership of General Practitioners '.repeat(3),
    address: Array.from({ length: 9 }, (_, line) => `Line ${line} of a practice that writes a lot`),
  },
  siteUrl: `https://patient-services.example/${'registration/'.repeat(6)}`,
  services: EVERY_SERVICE,
  copy: 3,
};

/** The letter's own fonts. */
export async function letterFonts(): Promise<LetterFonts> {
  const fonts = await loadLetterFonts();
  if (!fonts.ok) throw new Error(sentenceOf(fonts.failure.reason));
  return fonts.value;
}

/** The PDF of a letter, made on this page. */
export async function pdfOf(letter: RegistrationLetter): Promise<ArrayBuffer> {
  const made = await renderLetter(letter, await letterFonts());
  if (!made.ok) throw new Error(sentenceOf(made.failure.reason));
  return made.value;
}
