import type { PatientEnding } from './patient-ending.ts';

type Scheme = 'nhs' | 'chi' | 'hc';

/** Questions before codes are made for somebody, answered by a person at the desk. */
export type PatientQuestion =
  /** Somebody may look for this patient who must not find them. */
  | { readonly code: 'restricted-record' }
  /** Old enough to ask for it themselves, if they understand what it means. */
  | { readonly code: 'patient-under-16' }
  /** Somebody with parental responsibility asks, and the letter is theirs. */
  | { readonly code: 'patient-under-11' };

/** Why a patient cannot have an account. Numbers are as they were found, for somebody to correct them. */
export type PatientReason =
  | { readonly code: PatientEnding }
  | { readonly code: 'name-missing' }
  | { readonly code: 'birth-date-missing' }
  | { readonly code: 'no-patient-number'; readonly scheme: Scheme }
  | { readonly code: 'old-style-number'; readonly number: string }
  | { readonly code: 'not-ten-digits'; readonly scheme: Scheme; readonly number: string }
  | { readonly code: 'number-mistyped'; readonly scheme: Scheme; readonly number: string }
  /** The scheme's own rule beyond the check digit: a date of birth or a range. */
  | { readonly code: 'number-out-of-range'; readonly scheme: Scheme; readonly number: string }
  | { readonly code: 'number-ended'; readonly scheme: Scheme; readonly number: string }
  | { readonly code: 'number-unverified'; readonly scheme: Scheme; readonly number: string };

/** Why nothing is known of patients who are not open: the host does not tell, or what it told makes no sense. */
export interface DirectoryReason {
  readonly code: 'patients-not-told';
}
