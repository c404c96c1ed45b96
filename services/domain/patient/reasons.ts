type Scheme = 'nhs' | 'chi' | 'hc';

/** Why a patient cannot have an account. Numbers are as they were found, for somebody to correct them. */
export type PatientReason =
  | { readonly code: 'deceased' }
  | { readonly code: 'departed' }
  | { readonly code: 'no-patient-number'; readonly scheme: Scheme }
  | { readonly code: 'old-style-number'; readonly number: string }
  | { readonly code: 'not-ten-digits'; readonly scheme: Scheme; readonly number: string }
  | { readonly code: 'number-mistyped'; readonly scheme: Scheme; readonly number: string }
  /** The scheme's own rule beyond the check digit: a date of birth or a range. */
  | { readonly code: 'number-out-of-range'; readonly scheme: Scheme; readonly number: string };
