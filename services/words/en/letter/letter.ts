import type { IdentifierScheme } from '../../../domain/patient/patient-identifier.ts';
import type { CalendarDate, ServiceName } from '../../../domain/records.ts';
import type { Text } from '../../formatted-text.ts';
import { dates } from '../dates.ts';

// Short, plain British English for a reading age of about eleven. The letter may be opened by somebody else: it never
// says why a service is off, and it offers a talk in private without naming a reason for one.

const SERVICES: Readonly<Record<ServiceName, string>> = {
  appointments: 'Book and cancel appointments',
  repeats: 'Order repeat medicines',
  acutes: 'Ask for other medicines',
  messaging: 'Send messages to the practice',
  'summary-data': 'See a summary of your health record',
  'detailed-coded-record': 'See your detailed health record',
  'pharmacy-nomination-view': 'See your chosen pharmacy',
  'pharmacy-nomination-update': 'Change your chosen pharmacy',
};

const NUMBERS: Readonly<Record<IdentifierScheme, string>> = {
  nhs: 'your NHS number',
  chi: 'your CHI number',
  hc: 'your H&C number',
};

const REGISTER: Text = [
  { text: 'Choose ' },
  { text: 'Register', strong: true },
  { text: ' and type the three codes from the first box.' },
];

const WITH_APP: Text = [
  { text: 'Using an app or NHS login instead?', strong: true },
  { text: ' Type the three codes from the second box when it asks for your details.' },
];

/** The registration letter, printed for the patient. */
export const letter = {
  /** BCP 47. */
  language: 'en',
  title: 'Registration letter for online services',
  phone: (phone: string): string => `Phone ${phone}`,
  date: 'Date',
  longDate: dates.longDate,
  letterNumber: 'Letter number',
  copyNotice: (copy: {
    readonly copy: number;
    readonly issuedOn: CalendarDate;
    readonly expiresOn: CalendarDate;
  }): Text => [
    { text: `Copy ${copy.copy}`, strong: true },
    {
      text: ` – same codes, first issued ${dates.longDate(copy.issuedOn)}, still valid until ${dates.longDate(copy.expiresOn)}.`,
    },
  ],
  heading: 'Set up your online account',
  greeting: (name: string): Text => [{ text: `Dear ${name},` }],
  opening: (expiresOn: CalendarDate): Text => [
    {
      text: 'We have made an online account for you. Use the codes in this letter to set it up. You only do this once. Please do it by ',
    },
    { text: dates.longDate(expiresOn), strong: true },
    { text: '. After that day the codes stop working: ask us for a new letter.' },
  ],
  codes: {
    website: 'Patient Services website',
    apps: 'Apps and NHS login',
    practiceId: 'Practice ID',
    organisationCode: 'ODS code, Organisation code',
    patientId: 'Patient ID',
    patientNumber: (scheme: IdentifierScheme): string => NUMBERS[scheme],
    token: 'Registration Token',
    accountId: 'Account ID',
    linkageKey: 'Linkage Key',
    passphrase: 'Passphrase',
    about:
      'The last code in each box has no letter O or I and no number 0 or 1. You can leave out dashes and spaces.',
  },
  steps: {
    heading: 'How to set it up',
    visit: (siteUrl: string): Text => [
      { text: 'Go to ' },
      { text: siteUrl, strong: true },
      { text: ' or scan the square code.' },
    ],
    register: REGISTER,
    choosePassword: 'Choose a username and a password. Agree to the terms.',
    activate: (facts: {
      readonly maskedEmail: string | undefined;
      readonly days: number;
    }): Text => [
      {
        text:
          facts.maskedEmail === undefined
            ? 'Open the email that we send you. Follow its link within '
            : `Open our email to ${facts.maskedEmail}. Follow its link within `,
      },
      { text: facts.days === 1 ? '1 day' : `${facts.days} days`, strong: true },
      { text: '.' },
    ],
    signIn: 'Sign in. You will not need the codes again.',
    withApp: WITH_APP,
  },
  qrCode: (siteUrl: string): string => `QR code with the address of the website: ${siteUrl}`,
  email: {
    heading: 'Your email address',
    none: 'We do not have an email address for you. Please give us one before you start: you need it to finish.',
    ours: (maskedEmail: string): Text => [
      { text: 'The address we have for you is ' },
      { text: maskedEmail, strong: true },
      { text: '. Is it wrong? Tell us before you start: you need it to finish.' },
    ],
    shared:
      'Other people use this address too. Anyone who reads that mailbox can see messages about your account. Use an address of your own if you can.',
  },
  services: {
    heading: 'What you can do online',
    none: 'No services are switched on yet. Ask us which ones you can have.',
    names: SERVICES,
  },
  safety: {
    heading: 'Keep this letter safe',
    text: 'The codes work once. Do not share them, or your password, with anyone. We will never ask for your password.',
  },
  help: {
    heading: 'Talk to us',
    text: (phone: string | undefined): Text => [
      ...(phone === undefined
        ? [{ text: 'Ask at the practice' }]
        : [{ text: 'Phone ' }, { text: phone, strong: true }]),
      {
        text: ' if you lose this letter or it is not meant for you. You can also talk to us in private about who can see your account.',
      },
    ],
  },
  terms:
    'When you register, you agree to the terms shown on the website. We may switch services on or off, and we may end online access that is misused.',
  continued: (letterNumber: string): string => `Registration letter ${letterNumber}, continued`,
  pageNumber: (page: number, pages: number): string => `Page ${page} of ${pages}`,
};
