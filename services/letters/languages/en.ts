import {
  IDENTIFIER_LABEL,
  IdentifierScheme,
  groupDigits,
} from '../../domain/patient/patient-identifier.ts';
import { groupAccountId, groupCode } from '../../domain/codes/registration-code.ts';
import type { CalendarDate, ServiceName } from '../../domain/records.ts';
import type { RegistrationLetter } from '../../ports/letter-renderer.ts';
import type { CodeSet, LetterContent, Section, Text } from '../letter-content.ts';
import { maskEmail } from '../masked-email.ts';

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

/** The registration letter in English. */
export function englishLetter(letter: RegistrationLetter): LetterContent {
  const { practice, patient } = letter;
  return {
    language: 'en',
    title: 'Registration letter for online services',
    sender: {
      name: practice.name,
      lines: [
        ...practice.address,
        ...(practice.phone === undefined ? [] : [`Phone ${practice.phone}`]),
      ],
    },
    recipient: [patient.name, ...patient.address],
    facts: [
      { label: 'Date', value: longDate(letter.date) },
      { label: 'Letter number', value: letter.letterNumber },
    ],
    ...copyNotice(letter),
    heading: 'Set up your online account',
    opening: opening(letter),
    codeSets: codeSets(letter),
    aboutCodes: [
      {
        text: 'The last code in each box has no letter O or I and no number 0 or 1. You can leave out dashes and spaces.',
      },
    ],
    steps: steps(letter),
    site: {
      url: letter.siteUrl,
      alternative: `QR code with the address of the website: ${letter.siteUrl}`,
      caption: letter.siteUrl.replace(/^https:\/\//, '').replace(/\/$/, ''),
    },
    email: email(letter),
    services: services(letter.services),
    safety: safety(),
    help: help(practice.phone),
    terms: [
      {
        text: 'When you register, you agree to the terms shown on the website. We may switch services on or off, and we may end online access that is misused.',
      },
    ],
    continued: `Registration letter ${letter.letterNumber}, continued`,
    pageNumber: (page, pages) => `Page ${page} of ${pages}`,
  };
}

function copyNotice(letter: RegistrationLetter): { copyNotice?: Text } {
  if (letter.copy === 0) return {};
  return {
    copyNotice: [
      { text: `Copy ${letter.copy}`, strong: true },
      {
        text: ` – same codes, first issued ${longDate(letter.issuedOn)}, still valid until ${longDate(letter.expiresOn)}.`,
      },
    ],
  };
}

function opening(letter: RegistrationLetter): readonly Text[] {
  return [
    [{ text: `Dear ${letter.patient.name},` }],
    [
      {
        text: 'We have made an online account for you. Use the codes in this letter to set it up. You only do this once. Please do it by ',
      },
      { text: longDate(letter.expiresOn), strong: true },
      { text: '. After that day the codes stop working: ask us for a new letter.' },
    ],
  ];
}

function codeSets(letter: RegistrationLetter): readonly [CodeSet, CodeSet] {
  const { practice, patient } = letter;
  return [
    {
      heading: 'Patient Services website',
      rows: [
        { label: 'Practice ID', value: practice.id },
        {
          label: 'Patient ID',
          note: `your ${patient.patientIdLabel}`,
          value: patientId(patient),
        },
        { label: 'Registration Token', value: groupCode(letter.token) },
      ],
    },
    {
      heading: 'Apps and NHS login',
      rows: [
        {
          label: 'Practice ID',
          note: 'ODS code, Organisation code',
          value: practice.id,
        },
        { label: 'Account ID', value: groupAccountId(letter.accountId) },
        {
          label: 'Linkage Key',
          note: 'Passphrase',
          value: groupCode(letter.linkageKey),
        },
      ],
    },
  ];
}

function patientId({ patientId, patientIdLabel }: RegistrationLetter['patient']): string {
  const isChi = patientIdLabel === IDENTIFIER_LABEL.chi;
  return groupDigits(isChi ? IdentifierScheme.chi : IdentifierScheme.nhs, patientId);
}

function steps(letter: RegistrationLetter): LetterContent['steps'] {
  const { email } = letter.patient;
  const days = letter.activationDays === 1 ? '1 day' : `${letter.activationDays} days`;
  return {
    heading: 'How to set it up',
    items: [
      [
        { text: 'Go to ' },
        { text: letter.siteUrl, strong: true },
        { text: ' or scan the square code.' },
      ],
      [
        { text: 'Choose ' },
        { text: 'Register', strong: true },
        {
          text: ' and type the three codes from the first box.',
        },
      ],
      [{ text: 'Choose a username and a password. Agree to the terms.' }],
      [
        {
          text:
            email === undefined
              ? 'Open the email that we send you. Follow its link within '
              : `Open our email to ${maskEmail(email)}. Follow its link within `,
        },
        { text: days, strong: true },
        { text: '.' },
      ],
      [{ text: 'Sign in. You will not need the codes again.' }],
    ],
    after: [
      { text: 'Using an app or NHS login instead?', strong: true },
      { text: ' Type the three codes from the second box when it asks for your details.' },
    ],
  };
}

function email({ patient }: RegistrationLetter): Section {
  const heading = 'Your email address';
  if (patient.email === undefined) {
    return {
      heading,
      paragraphs: [
        [
          {
            text: 'We do not have an email address for you. Please give us one before you start: you need it to finish.',
          },
        ],
      ],
    };
  }
  const shared =
    'Other people use this address too. Anyone who reads that mailbox can see messages about your account. Use an address of your own if you can.';
  return {
    heading,
    paragraphs: [
      [
        { text: 'The address we have for you is ' },
        { text: maskEmail(patient.email), strong: true },
        { text: '. Is it wrong? Tell us before you start: you need it to finish.' },
      ],
      ...(patient.emailIsShared ? [[{ text: shared }]] : []),
    ],
  };
}

function services(names: readonly ServiceName[]): Section {
  const heading = 'What you can do online';
  if (names.length === 0) {
    return {
      heading,
      paragraphs: [[{ text: 'No services are switched on yet. Ask us which ones you can have.' }]],
    };
  }
  return {
    heading,
    paragraphs: [],
    list: names.map((name) => SERVICES[name]),
  };
}

function safety(): Section {
  return {
    heading: 'Keep this letter safe',
    paragraphs: [
      [
        {
          text: 'The codes work once. Do not share them, or your password, with anyone. We will never ask for your password.',
        },
      ],
    ],
  };
}

function help(phone: string | undefined): Section {
  return {
    heading: 'Talk to us',
    paragraphs: [
      [
        ...(phone === undefined
          ? [{ text: 'Ask at the practice' }]
          : [{ text: 'Phone ' }, { text: phone, strong: true }]),
        {
          text: ' if you lose this letter or it is not meant for you. You can also talk to us in private about who can see your account.',
        },
      ],
    ],
  };
}

/** "1 March 2026". The date is a calendar date, so no time zone may move it. */
function longDate(date: CalendarDate): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
