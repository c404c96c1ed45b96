import type {
  ExchangeReason,
  RecordField,
  RefusedFor,
  WorkReason,
} from '../../../domain/unsent-work/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const workReasons: Sentences<WorkReason> = {
  'changed-elsewhere':
    'This has been changed elsewhere since you opened it. Nothing was saved: look at the new details, then try again.',
  'account-made-elsewhere':
    'This patient has an online account already, made a moment ago elsewhere. No second one was created.',
  'work-settled': 'This change has been settled meanwhile. Nothing was changed.',
  'work-dealt-with': 'This work has been dealt with already.',
  'work-not-to-be-retried':
    'This work cannot be sent again as it is: choose a version or acknowledge it first.',
  'work-stays-on-record': 'What was done here stays on record: it will be sent.',
  'work-partly-shared':
    'Part of this change is on the shared record already, so the rest of it cannot be given up. Try again; if the shared ' +
    'record goes on refusing it, tell your system administrator.',
  'work-built-upon':
    'Later work for this patient builds on this change. Decide about that first, then about this one.',
  'nothing-to-choose': 'There is nothing to choose any more: the two versions agree now.',
};

const FIELDS: Readonly<Record<RecordField, string>> = {
  accountId: 'Account ID',
  accountKey: 'account key',
  activationDays: 'activation days',
  author: 'author',
  checkId: 'check id',
  checkerId: 'checker id',
  checkerName: 'checker name',
  copy: 'copy number',
  createdAt: 'creation time',
  date: 'date',
  dates: 'dates',
  enabled: 'enabled mark',
  enteredInError: 'entered-in-error mark',
  expiresOn: 'expiry date',
  issuedAt: 'issue time',
  letterId: 'letter id',
  medium: 'medium',
  method: 'method',
  notes: 'notes',
  patient: 'patient',
  practice: 'practice',
  recordedAt: 'recording time',
  registrationId: 'registration id',
  sealedCodes: 'sealed codes',
  services: 'services',
  servicesId: 'services id',
  status: 'status',
  verifiers: 'verifiers',
};

function refusedFor({ issue = 'no reason given', paths }: RefusedFor): string {
  return [issue, ...paths].join(' ');
}

export const exchangeReasons: Sentences<ExchangeReason> = {
  'record-unreachable': 'The shared record cannot be reached.',
  'something-else-answered': 'Something else answered in place of the shared record.',
  'sign-in-not-renewed': 'The sign-in to the shared record cannot be renewed just now.',
  'record-busy': ({ status }) => `The shared record is busy or has a fault (${status}).`,
  'changed-on-record': 'Somebody else changed this on the shared record.',
  'record-keeps-changing': 'The shared record keeps changing while this is being sent.',
  'record-refused': ({ status, issues }) =>
    `The shared record refused it (${[status, ...issues.map(refusedFor)].join(', ')}).`,
  'only-sent': 'Audit entries are only sent to the shared record.',
  'version-not-told': 'The shared record did not say which version it stored.',
  'something-else-held': 'The shared record holds something else in its place.',
  'version-unreadable': ({ fields }) =>
    `The shared record's version makes no sense. It has no readable ${fields.map((field) => FIELDS[field]).join(', ')}.`,
  'search-not-answered': 'The shared record answered a search with something else.',
  'history-not-told': 'The shared record does not tell the history of an entry.',
  'too-many-to-answer':
    'The shared record holds more changes of one moment than it gives in one answer.',
  'too-many-to-ask-for':
    'The shared record holds more changes of one moment than can be asked for at once, so some may not be shown here.',
  'tried-in-vain':
    'Some work has been tried many times and the shared record still does not take it.',
  'exchange-fault':
    'A fault on this workstation stopped the exchange with the shared record. It is tried again.',
  'as-written': ({ text }) => text,
};

const FATES = {
  retried: 'sent again',
  'given-up': 'given up',
  ours: 'conflict decided for the change made here',
  theirs: 'conflict decided for the change made elsewhere',
};

export const unsentWork = {
  decided: (work: {
    readonly description: string;
    readonly authorName: string;
    readonly fate: keyof typeof FATES;
  }): string => `Unsent change "${work.description}" of ${work.authorName}: ${FATES[work.fate]}`,
};
