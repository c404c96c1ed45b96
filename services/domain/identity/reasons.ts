import type { CalendarDate, IdentityMethod } from '../records.ts';

/** Why nobody knows for certain who the patient is. */
export type IdentityUnknownReason =
  | { readonly code: 'identity-not-checked' }
  /** It was checked, and every check has since been marked as entered in error. */
  | { readonly code: 'identity-withdrawn' };

/** What is wrong with an identity check, or with marking one as entered in error. */
export type IdentityReason =
  | { readonly code: 'check-date-missing' }
  | { readonly code: 'check-date-not-read' }
  | { readonly code: 'check-in-future' }
  | { readonly code: 'check-before-birth'; readonly birthDate: CalendarDate }
  | { readonly code: 'check-before-1900' }
  | { readonly code: 'check-method-missing' }
  | { readonly code: 'check-staff-unknown' }
  | { readonly code: 'freetext-missing'; readonly method: IdentityMethod }
  | { readonly code: 'check-struck-already' }
  | { readonly code: 'strike-reason-missing' };
