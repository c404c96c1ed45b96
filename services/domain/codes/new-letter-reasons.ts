import { hasLapsed } from '../account/account-state.ts';
import {
  checkReason,
  NEW_LETTER_REASONS,
  type GivenReason,
  type NewLetterReason,
  type ReasonInput,
} from '../account/given-reason.ts';
import type { Instant, PatientRecords } from '../records.ts';
import type { Result } from '../result.ts';
import { hasWorkingCodes } from './codes-rules.ts';

/** What can be the matter with a letter whose codes still work. */
const WHILE_CODES_WORK: readonly NewLetterReason[] = [
  'cannot-be-printed',
  'lost-or-seen',
  'helpdesk-asked',
];

/** How it stands with the letter that the patient has. */
export interface LetterStanding {
  /** They registered with it, and did not activate in time. */
  readonly hasLapsed: boolean;
  readonly codesWork: boolean;
  /** It says something of the patient that the record no longer says. */
  readonly detailsChanged: boolean;
}

/** The cases in which a patient may get a new letter, likeliest first. */
export function newLetterReasons({
  hasLapsed,
  codesWork,
  detailsChanged,
}: LetterStanding): readonly NewLetterReason[] {
  if (hasLapsed) return ['not-activated', 'helpdesk-asked'];
  if (!codesWork) return ['codes-ended', 'helpdesk-asked'];
  return detailsChanged ? ['details-changed', ...WHILE_CODES_WORK] : WHILE_CODES_WORK;
}

/**
 * The reason as it is kept. One that could be given while codes worked stays one: they may have ended since, and a lost
 * letter's have when it is tried again.
 */
export function checkNewLetterReason(
  state: PatientRecords,
  { at, detailsChanged }: { readonly at: Instant; readonly detailsChanged: boolean },
  input: ReasonInput,
): Result<GivenReason<NewLetterReason>> {
  const standing = {
    hasLapsed: state.account !== undefined && hasLapsed(state.account, at),
    codesWork: hasWorkingCodes(state, at),
    detailsChanged,
  };
  const now = new Set([...newLetterReasons(standing), ...WHILE_CODES_WORK]);
  const offered = NEW_LETTER_REASONS.filter(({ code }) => now.has(code));
  return checkReason<NewLetterReason>(offered, input);
}
