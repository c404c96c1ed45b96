import type { ServerFinding } from '../../../domain/practice/server-findings.ts';
import { sentence, type Sentences } from '../../sentences.ts';

const list = (names: readonly string[]): string => names.join(', ');

const LOST_CHANGE = 'A change could be lost under another without anybody noticing.';
const MISSED_CHANGE = 'Changes of other computers and of patients could be missed.';

/** What is missing, and what staff and patients lose by it. */
const findings: Sentences<ServerFinding> = {
  'not-r4': ({ fhirVersion }) =>
    `It speaks FHIR ${fhirVersion}. Online Services speaks FHIR R4 and will not work.`,
  'types-not-offered': ({ types }) =>
    `It says that it does not keep ${list(types)}. What is recorded in these cannot be sent.`,
  'conditional-create-not-offered': ({ types }) =>
    `It says that it does not create ${list(types)} under a condition. Two computers could make two accounts of one patient.`,
  'versions-not-kept': ({ types }) =>
    `It says that it keeps no versions of ${list(types)}. ${LOST_CHANGE}`,
  'no-transaction':
    'It says that it does no transactions. Patients cannot register on the patient website; the practice’s own work is as always.',
  'headers-refused': ({ headers }) =>
    `It does not let this page send ${list(headers)} (CORS). Records can be seen here and not changed.`,
  'last-updated-ignored':
    'It gives older records than were asked for. Of a practice with many records only the first are ever seen.',
  'sort-ignored': `It does not give records in the order of their changes. ${MISSED_CHANGE}`,
  'count-ignored':
    'It gives more records at a time than were asked for. Looking for changes fetches more than it needs.',
  'page-cut-unsaid': ({ given }) =>
    `It gives ${given} records at a time and does not say that there are more. ${MISSED_CHANGE}`,
  'elements-refused':
    'It does not give parts of records. One record that cannot be read keeps others beside it from being read.',
  'no-history': ({ status }) =>
    `It does not tell how a record was changed before (${status}). A change whose answer was lost may be shown as a conflict, for staff to decide.`,
  'history-cut':
    'It does not tell all that a record was before. A change whose answer was lost may be shown as a conflict, for staff to decide.',
  'next-elsewhere':
    'It calls itself by another address than this computer does. Long histories are read to their first page only.',
  'no-batch':
    'It does not answer several questions in one request. Looking for changes takes five requests instead of one.',
  'no-date':
    'It does not tell this page what time it is (CORS: Date). A computer that only looks goes by its own clock.',
  'clock-differs': ({ seconds }) =>
    `Its clock is ${apart(seconds)} this computer’s: one of them is wrong. Dates of letters and the expiry of codes go by the server’s.`,
};

function apart(seconds: number): string {
  const off = Math.abs(seconds);
  const time = off < 120 ? `${off} seconds` : `${Math.round(off / 60)} minutes`;
  return `${time} ${seconds > 0 ? 'behind' : 'ahead of'}`;
}

export const server = {
  /** What it is called is its own affair. */
  grave: (software: string): string =>
    `Online Services will not work with this server${named(software)}.`,
  lesser: (software: string): string =>
    `Online Services works with this server${named(software)}, but not fully.`,
  finding: (finding: ServerFinding): string => sentence(findings, finding),
  whom: 'Pass this on to who runs the server. It is shown once on each computer, and is in the log for engineers.',
  acknowledge: 'I have read this',
  acknowledged: 'It is not shown again on this computer, unless something else is found.',
};

function named(software: string): string {
  return software === '' ? '' : ` (${software})`;
}
