import type { WritingFacts } from '../findings.ts';
import { fault, LOST_CHANGE, MISSED_CHANGE, note, ok, open, type WordsOf } from './words.ts';

const WHY_NOT_TRIED = {
  'no-writing': 'it must write',
  'no-answer': 'the server gave no answer in the middle of it',
  'not-found': 'the server does not give what was made for it',
  busy: 'the server went on saying that it is too busy (429 or 503)',
  requests: 'all requests of a check were used up',
  time: 'the check was over or stopped by then',
} as const;

const UNKNOWN_COST = 'Whether this works is not known.';
const DOUBLE_ACCOUNT = 'Two workstations could make two accounts of one patient.';
const ONE_BY_ONE = 'Each change takes a request of its own; many at once take longer.';
const NEVER_BATCHED =
  'The host must not say fhir.takesBatchedWrites, for changes would be lost; each takes a request of its own.';
const WEBSITE =
  'Patients cannot register on the patient website; the practice’s own work is as always.';

function notTried({ name, why }: WritingFacts['not-tried']): string {
  return `Not tried: ${name}, because ${WHY_NOT_TRIED[why]}.`;
}

/** What the check says of writing. */
export const WRITING: WordsOf<WritingFacts> = {
  'fhir-version': ok(({ fhirVersion, software }) => `FHIR ${fhirVersion}, ${software}.`),
  'not-r4': fault(({ fhirVersion }) => `It speaks FHIR ${fhirVersion}.`, 'The product speaks R4.'),
  'patient-made': ok('A Patient of the check’s own was made.'),
  'writing-refused': fault(
    ({ status }) => `Creating a Patient to try with is refused (status ${status}).`,
    'Nothing that needs writing could be tried with this sign-in.',
  ),
  'not-tried': note(notTried, UNKNOWN_COST),
  'needed-not-tried': open(
    notTried,
    'The product cannot do without, and whether it works is not known.',
  ),
  'no-answer': fault(
    ({ name }) => `The server gave no answer while this was tried: ${name}.`,
    'A server that does not answer cannot be worked with.',
  ),
  'search-refused': fault(
    ({ name, status }) => `A search was refused (status ${status}) while this was tried: ${name}.`,
    MISSED_CHANGE,
  ),
  'unexpected-answer': fault(
    ({ name, status }) => `What is needed first was refused (status ${status}): ${name}.`,
    'Accounts cannot be created or changed.',
  ),

  'records-kept': ok('Each kind of record comes back as it was sent, tags and extensions too.'),
  'record-refused': fault(
    ({ type, status }) => `Resources of type ${type} are refused (status ${status}).`,
    'Records of this kind stay among the unsent work.',
  ),
  'record-changed': fault(
    ({ type }) => `Resources of type ${type} come back without their tag, identifier or extension.`,
    'Records of this kind cannot be told from others’.',
  ),

  'identifier-once': ok('A create under the condition of an identifier is done once.'),
  'identifier-ignored': fault(
    'A second create under the same identifier made a second resource.',
    DOUBLE_ACCOUNT,
  ),
  'identifier-refused': fault(
    ({ status }) => `A create under the condition of an identifier is refused (status ${status}).`,
    'No account can be created.',
  ),
  'create-race-one': ok(
    ({ atOnce, busy }) =>
      `${atOnce} creates at once made one resource` +
      (busy === 0 ? '.' : `; ${busy} times the answer was "busy" (409) first.`),
  ),
  'create-race-several': fault(
    ({ atOnce, made }) => `${atOnce} creates at once made ${made} resources instead of one.`,
    DOUBLE_ACCOUNT,
  ),
  'create-race-unsettled': note(
    ({ atOnce, open }) =>
      `Of ${atOnce} creates at once ${open} were still refused after several tries.`,
    'Creating an account at two workstations at once can take minutes to show.',
  ),
  'tag-once': ok('A create under the condition of a tag (_tag) is done once.'),
  'tag-doubled': note(
    'A create under the condition of a tag (_tag) is done again each time.',
    'An audit row whose answer was lost is there twice.',
  ),
  'tag-refused': note(
    ({ status }) => `A create under the condition of a tag (_tag) is refused (status ${status}).`,
    'Audit rows are not shared; each stays at its workstation, listed as refused.',
  ),
  'tag-of-another': fault(
    'A create under the condition of a tag (_tag) is answered with something else.',
    'Audit rows would be lost without anybody noticing.',
  ),

  'stale-refused': ok(({ status }) => `An update of an old version is refused (${status}).`),
  'stale-taken': fault('An update of an old version is taken: If-Match is ignored.', LOST_CHANGE),
  'stale-refused-otherwise': note(
    ({ status }) => `An update of an old version is refused with status ${status}, not 409 or 412.`,
    'A change that met another is listed as refused, without both versions side by side.',
  ),
  'current-refused': fault(
    ({ status }) => `An update of the current version is refused (status ${status}).`,
    'Nothing can be changed once it is there.',
  ),
  'update-race-one': ok(({ atOnce }) => `Of ${atOnce} updates of one version at once one won.`),
  'update-race-several': fault(
    ({ atOnce, won }) => `Of ${atOnce} updates of one version at once ${won} were taken.`,
    LOST_CHANGE,
  ),
  'update-race-none': note(
    ({ atOnce }) => `Of ${atOnce} updates of one version at once none was taken.`,
    'Changes made at one moment take another try.',
  ),
  'unguarded-taken': ok('An update without If-Match is taken; the product sends none.'),
  'unguarded-refused': ok(
    ({ status }) => `An update without If-Match is refused (${status}); the product sends none.`,
  ),
  'version-told': ok(
    ({ numeric, etag }) =>
      `Each answer tells its version${numeric ? ', a number' : ', which is no number'}` +
      `${etag ? '' : ', without an ETag'}.`,
  ),
  'version-missing': fault(
    'A write’s answer tells no version, neither in meta.versionId nor as ETag.',
    'Nothing can be changed safely once it is there.',
  ),
  representation: ok('A write is answered with the resource (Prefer: return=representation).'),
  'no-representation': note(
    'A write is not answered with the resource: Prefer is ignored.',
    'Each change takes one more request before it counts as shared.',
  ),

  batch: ok('Five searches in one request (batch) are answered.'),
  'no-batch': note(
    ({ status }) => `Several searches in one request (batch) are refused (status ${status}).`,
    'Looking for changes takes five requests instead of one.',
  ),
  'batch-incomplete': note(
    'Several searches in one request (batch) are answered otherwise than asked for, or in part.',
    'Looking for changes takes five requests instead of one.',
  ),
  'batch-tag-ignored': note(
    'A search in a batch by a practice that nobody has gives records: _tag is ignored there.',
    'Nothing of such an answer is kept, and looking for changes takes five requests more.',
  ),
  'batched-writes': ok(
    'Several changes in one request (batch) are each done under their own condition: the host may say so (fhir.takesBatchedWrites).',
  ),
  'no-batched-writes': note(
    ({ status }) => `Several changes in one request (batch) are refused (status ${status}).`,
    ONE_BY_ONE,
  ),
  'batched-writes-untold': note(
    'Several changes in one request (batch) are answered without what they made, or in another order.',
    ONE_BY_ONE,
  ),
  'batched-stale-taken': note(
    'In a batch an update of an old version is taken: ifMatch is ignored there.',
    NEVER_BATCHED,
  ),
  'batched-create-doubled': note(
    'In a batch a create under a condition is done again each time: ifNoneExist is ignored there.',
    NEVER_BATCHED,
  ),
  'transaction-whole': ok('A transaction is done as a whole or not at all.'),
  'transaction-split': note(
    'A transaction that failed left a part of it behind: it is no transaction.',
    WEBSITE,
  ),
  'transaction-stale-taken': fault(
    'A transaction that updates an old version is taken: ifMatch is ignored.',
    LOST_CHANGE,
  ),
  'no-transaction': note(({ status }) => `Transactions are refused (status ${status}).`, WEBSITE),
  'canary-by-patch-agrees': ok(
    'Patching what is not there tells that, too, without writing anything.',
  ),
  'canary-by-patch-differs': note(
    'Patching what is not there tells something else: it is no sign of true transactions here.',
  ),
  'canary-by-get-agrees': ok('Reading what is not there tells that, too.'),
  'canary-by-get-differs': note(
    'Reading what is not there tells something else: it is no sign of true transactions here.',
  ),
  'transaction-condition': ok('A transaction may hold a create under a condition.'),
  'transaction-condition-refused': note(
    ({ status }) =>
      `A create under a condition is refused in a transaction (status ${status}); none is sent.`,
  ),

  'unknown-patient-taken': ok('A record of a Patient that is not on the server is taken.'),
  'unknown-patient-refused': note(
    ({ status }) =>
      `A record of a Patient that is not on the server is refused (status ${status}).`,
    'Accounts can be created only of patients who are on this server under the host’s patient id.',
  ),
  'own-ids-refused': ok(
    ({ status }) => `Ids chosen by a client are refused (status ${status}); none are sent.`,
  ),
  'own-ids-taken': ok('Ids chosen by a client are taken; the product sends none.'),
};
