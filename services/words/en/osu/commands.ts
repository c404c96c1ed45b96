import type { Detail } from '../../../domain/osu/matching.ts';
import type { OsuReason } from '../../../domain/osu/reasons.ts';
import type { RejectionReason } from '../../../domain/osu/reject-reasons.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';
import { afterAsking } from '../patient/commands.ts';

export const osuReasons: Sentences<OsuReason> = {
  'applicant-not-found': 'Nobody at this practice has exactly these details.',
  'applicant-ambiguous': 'More than one patient may be meant. Compare them with care.',
  'applicant-has-account': 'This patient has an online account already.',
  'applicant-restricted': 'The record of the patient who fits is restricted.',
  'applicant-under-16': 'The patient who fits is under 16.',
  'applicant-not-eligible': 'The patient who fits cannot have an online account.',
  'applicants-not-searched':
    'Your clinical system does not say who may be meant. Open the registration of the patient, then come back to this list.',
  'application-dealt-with': 'Somebody else has dealt with this application meanwhile.',
  'applications-unreachable': ({ why }) => `The applications cannot be read or changed now. ${why}`,
  'candidate-gone':
    'This patient cannot be offered for this application any more. Look at the list again.',
  'username-not-typed': 'Type the username that the patient tells you.',
  'username-differs':
    'This is not the username of this account. If the patient is sure of it, somebody else made the account: do not upgrade it, but reject it.',
};

const REJECTED_BECAUSE: Readonly<Record<RejectionReason, string>> = {
  'not-found-here': 'not found here',
  'has-one-already': 'has an account already',
  'details-do-not-agree': 'details do not agree',
  'suspected-misuse': 'suspected misuse',
  other: 'another reason',
};

/** What commands say of basic accounts and of those made elsewhere. */
export const osu = {
  opened: 'List of online applications opened',
  matched: 'Application for a basic account matched to this patient by staff',
  matchedByItself: 'Application for a basic account matched to this patient: all details agree',
  rejected: (why: RejectionReason): string =>
    `Application for a basic account rejected (${REJECTED_BECAUSE[why]})`,
  ended: (days: number): string =>
    `Application for a basic account ended: nobody had dealt with it in ${days} days`,
  upgrade: 'Upgrade OSU account',
  upgraded: (answered: readonly QuestionCode[]): string =>
    afterAsking('Basic account upgraded to a full one; the patient keeps the username', answered),
  rejectBasic: 'Reject OSU account',
  rejectedBasic: (why: RejectionReason): string =>
    `Basic account rejected (${REJECTED_BECAUSE[why]}): whoever made it is unlinked, account disabled`,
  noteFirstSeen: 'Note an account made elsewhere',
  firstSeen: 'Account made by another system seen here for the first time',
  details: {
    number: 'Patient number',
    given: 'Given names',
    family: 'Surname',
    birthDate: 'Date of birth',
    postcode: 'Postcode',
  } satisfies Record<Detail, string>,
  day: dates.date,
  inFull: (name: string, held: Pick<Record<Detail, string>, 'birthDate' | 'number'>): string =>
    `${name} (date of birth: ${held.birthDate}; patient number: ${held.number})`,
  nothing: 'Not given',
  notShown: 'Not shown: the record is restricted',
};
