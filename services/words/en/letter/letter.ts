import type { IdentifierScheme } from '../../../domain/patient/patient-identifier.ts';
import type { CalendarDate, ServiceName } from '../../../domain/records.ts';
import type { Run, Text } from '../../formatted-text.ts';
import { dates } from '../dates.ts';

// Short, plain British English for a reading age of about eleven. The letter may be opened by somebody else: it never
// says why a service is off or why it is given by hand, and what it says about pressure it says to everybody.

/** A child's letter goes to a parent or guardian and speaks of the child. */
interface About {
  readonly forChild: boolean;
}

const SERVICES: Readonly<Record<ServiceName, string>> = {
  appointments: 'Book appointments',
  repeats: 'Order repeat medicines',
  acutes: 'Ask for other medicines',
  messaging: 'Message the practice',
  'summary-data': 'See a health summary',
  'detailed-coded-record': 'See a detailed record',
  'pharmacy-nomination-view': 'See chosen pharmacy',
  'pharmacy-nomination-update': 'Change pharmacy',
};

const NUMBERS: Readonly<Record<IdentifierScheme, string>> = {
  nhs: 'NHS number',
  chi: 'CHI number',
  hc: 'H&C number',
};

const REGISTER: Text = [
  { text: 'Choose ' },
  { text: 'Register', strong: true },
  { text: '. Type the three codes from the first box.' },
];

/** The registration letter, printed for the patient. */
export const letter = {
  /** BCP 47. */
  language: 'en-GB',
  title: 'Registration letter for online services',
  phone: (phone: string): string => `Phone ${phone}`,
  date: (date: CalendarDate): Text => [{ text: 'Date ' }, bold(dates.longDate(date))],
  letterNumber: (number: string): Text => [{ text: 'Letter number ' }, bold(number)],
  copyNotice: (copy: {
    readonly copy: number;
    readonly issuedOn: CalendarDate;
    readonly expiresOn: CalendarDate;
  }): Text => [
    bold(`Copy ${copy.copy}`),
    {
      text: ` – same codes, first issued ${dates.longDate(copy.issuedOn)}, still valid until ${dates.longDate(copy.expiresOn)}.`,
    },
  ],
  guardianOf: (name: string): readonly string[] => ['Parent or guardian of', name],
  heading: ({ forChild }: About): string =>
    forChild ? 'Set up a child’s online account' : 'Set up your online account',
  greeting: (name: string, { forChild }: About): Text => [
    { text: forChild ? `Dear parent or guardian of ${name},` : `Dear ${name},` },
  ],
  opening: (expiresOn: CalendarDate): Text => [
    { text: 'Use these codes by ' },
    bold(dates.longDate(expiresOn)),
    { text: '. Then they stop working: ask us for a new letter.' },
  ],
  /** Never says why. */
  givenByHand: 'We are giving you this letter in person. It has no address on it.',
  codes: {
    website: 'Patient Services website',
    apps: 'Apps and NHS login',
    practiceId: 'Practice ID',
    organisationCode: 'ODS or Organisation code',
    patientId: 'Patient ID',
    patientNumber: NUMBERS,
    token: 'Registration Token',
    accountId: 'Account ID',
    linkageKey: 'Linkage Key',
    passphrase: 'Passphrase',
    about:
      'The last code in each box has no letter O or I and no 0 or 1. You can leave out dashes.',
  },
  steps: {
    heading: 'How to set it up',
    visit: (siteUrl: string): Text => [
      { text: 'Go to ' },
      bold(siteUrl),
      { text: ' or scan the code.' },
    ],
    register: REGISTER,
    choosePassword: 'Choose a username and a password. Agree to the terms.',
    activate: (facts: {
      readonly maskedEmail: string | undefined;
      readonly days: number;
    }): Text => [
      ...(facts.maskedEmail === undefined
        ? [{ text: 'Open the email that we send you. ' }]
        : [{ text: 'Open our email to ' }, bold(facts.maskedEmail), { text: '. ' }]),
      { text: 'Follow its link within ' },
      bold(facts.days === 1 ? '1 day' : `${facts.days} days`),
      { text: '.' },
    ],
    signIn: 'Sign in. You will not need the codes again.',
    /** The date of birth itself is never printed. */
    withApp: ({ forChild, surname }: About & { readonly surname: string | undefined }): Text => {
      const whose = forChild ? 'the child’s' : 'your';
      return [
        bold('Using an app or NHS login?'),
        { text: ` Type the three codes from the second box. It also asks for ${whose} surname, ` },
        ...(surname === undefined
          ? [{ text: 'as printed here,' }]
          : [bold(surname), { text: ',' }]),
        { text: ` and ${whose} date of birth, which we do not print.` },
      ];
    },
  },
  qrCode: (siteUrl: string): string => `QR code with the address of the website: ${siteUrl}`,
  email: {
    known: 'Is the email address in step 4 wrong? Tell us before you start: you need it to finish.',
    noneHeld:
      'We have no email address for you. Please give us one before you start: you need it to finish.',
    none: 'We have no email address for you that has been checked. Please give us one, or check yours with us, before you start: you need it to finish.',
  },
  services: {
    heading: 'What you can do online',
    none: 'No services are switched on yet. Ask us which ones you can have.',
    names: SERVICES,
    terms: 'We may switch services on or off, and end online access that is misused.',
  },
  safety: {
    heading: 'Keep it safe and private',
    secret: 'Keep the codes and your password secret. We will never ask for your password.',
    mailbox: 'Never share your mailbox: whoever reads it can read about your account.',
    shared: 'Other people use the email address we have for you. Use one of your own if you can.',
    youngPerson: 'This account is yours. Use an email address that only you read.',
    child: 'Read this letter with a grown-up you trust. Ask us if anything is not clear.',
    pressure: 'Nobody may press you to share any of this. You can talk to us in private.',
    help: (phone: string | undefined): Text => [
      ...(phone === undefined
        ? [{ text: 'Ask at the practice' }]
        : [{ text: 'Phone ' }, bold(phone)]),
      { text: ' if you lose this letter or it is not meant for you.' },
    ],
  },
  continued: (letterNumber: string): string => `Registration letter ${letterNumber}, continued`,
  pageNumber: (page: number, pages: number): string => `Page ${page} of ${pages}`,
};

function bold(text: string): Run {
  return { text, strong: true };
}
