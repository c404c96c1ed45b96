import type {
  ExchangeReason,
  RecordField,
  RefusedFor,
} from '../../../domain/unsent-work/reasons.ts';
import type { Sentences } from '../../sentences.ts';

const FIELDS: Readonly<Record<RecordField, string>> = {
  accountId: 'Account ID',
  accountKey: 'account key',
  activationDays: 'activation days',
  author: 'author',
  changedAt: 'time of change',
  checkId: 'check id',
  checkerId: 'checker id',
  checkerName: 'checker name',
  content: 'content',
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
  origin: 'origin',
  patient: 'patient',
  practice: 'practice',
  recordedAt: 'recording time',
  registrationId: 'registration id',
  reset: 'reset',
  sealedCodes: 'sealed codes',
  serverId: 'id',
  services: 'services',
  servicesId: 'services id',
  status: 'status',
  verifiers: 'verifiers',
  version: 'version',
};

function refusedFor({ issue = 'no reason given', paths }: RefusedFor): string {
  return [issue, ...paths].join(' ');
}

interface Refusal {
  readonly status: number;
  readonly issues: readonly RefusedFor[];
}

function refused({ status, issues }: Refusal): string {
  return [status, ...issues.map(refusedFor)].join(', ');
}

export const exchangeReasons: Sentences<ExchangeReason> = {
  'record-unreachable': 'The shared record cannot be reached.',
  'something-else-answered': 'Something else answered in place of the shared record.',
  'sign-in-not-renewed': 'The sign-in to the shared record cannot be renewed just now.',
  'record-busy': ({ status }) =>
    status === 429
      ? 'The shared record has a limit on requests, and it is reached (429).'
      : `The shared record is busy or has a fault (${status}).`,
  'page-not-let-write':
    'The shared record can be read here and not changed: its server has to allow POST, PUT, If-Match and If-None-Exist (CORS).',
  'part-not-loaded':
    'A part of Online Services that sends and collects changes could not be loaded. If this stays, reload the page.',
  'changed-on-record': 'Somebody else changed this on the shared record.',
  'record-keeps-changing': 'The shared record keeps changing while this is being sent.',
  'moved-to-another-patient': 'The shared record has filed this under another patient.',
  'record-refused': (refusal) => `The shared record refused it (${refused(refusal)}).`,
  'refused-without-patient': (refusal) =>
    `The shared record refused it (${refused(refusal)}), and does not know this patient.`,
  'only-sent': 'Audit entries are only sent to the shared record.',
  'version-not-told': 'The shared record did not confirm what it stored.',
  'something-else-held': 'The shared record holds something else in its place.',
  'version-unreadable': ({ fields }) =>
    `What the shared record holds makes no sense. This cannot be read: ${fields.map((field) => FIELDS[field]).join(', ')}.`,
  'search-not-answered': 'The shared record gave an answer that makes no sense.',
  'patients-mixed':
    'The shared record gave entries of another patient when it was asked for this one’s, so nothing of its answer is shown. Tell your system administrator.',
  'practices-mixed':
    'The shared record gives other practices’ records: it does not heed the practice filter. Nothing was kept.',
  'history-not-told': 'The shared record does not tell how an entry was changed before.',
  'arrival-not-told':
    'Somebody else changed this on the shared record, which does not tell whether it has had this change. Look there, then ' +
    'try again or discard.',
  'too-many-to-answer':
    'The shared record holds more changes of one moment than it gives in one answer.',
  'too-many-to-ask-for':
    'The shared record holds more changes of one moment than can be asked for at once, so some may not be shown here.',
  'answer-without-end': 'The shared record’s answer is too long to read.',
  'tried-in-vain':
    'Some changes have been sent many times, and the shared record still does not take them.',
  'exchange-fault':
    'A fault on this computer keeps it from sending and collecting changes. It is tried again.',
  'no-key-for-exchange':
    'What is kept on this computer cannot be opened just now, so nothing is sent or collected. It is tried again.',
  'text-cannot-be-opened':
    'A note or free text in it can no longer be read on this computer, since what protected it has been replaced. ' +
    'Look at the patient’s record, enter the change again if it is still needed, then discard this one.',
  'as-written': ({ text }) => text,
};
