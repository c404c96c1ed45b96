import type { IdentityVouching } from '../practice/shared-settings.ts';
import type { CalendarDate, IdentityMethod } from '../records.ts';
import type { DocumentNumber } from './document-number.ts';

/** Why nobody knows for certain who the patient is. */
export type IdentityUnknownReason =
  | { readonly code: 'identity-not-checked' }
  /** It was checked, and every check has since been marked as entered in error. */
  | { readonly code: 'identity-withdrawn' };

/** What can be missing of what the practice asks for. */
export type MissingProof = 'photo' | 'address' | 'document';

/** The checks that stand are not what the practice asks for: what is missing, and whose vouching would do instead. */
export interface IdentityIncomplete<Code extends string = 'identity-incomplete'> {
  readonly code: Code;
  readonly missing: readonly MissingProof[];
  readonly vouching: IdentityVouching;
}

/** Why the checks that stand are not enough for what is asked. */
export type IdentityRuleReason =
  | IdentityIncomplete
  /** Of the checks of the day, on which an account is reset. */
  | IdentityIncomplete<'identity-incomplete-today'>;

/** What is wrong with an identity check, or with marking one as entered in error. */
export type IdentityReason =
  | { readonly code: 'check-date-missing' }
  | { readonly code: 'check-date-not-read' }
  | { readonly code: 'check-in-future' }
  | { readonly code: 'check-before-birth'; readonly birthDate: CalendarDate }
  | { readonly code: 'check-before-1900' }
  | { readonly code: 'check-before-registration'; readonly registeredOn: CalendarDate }
  | { readonly code: 'check-method-missing' }
  | { readonly code: 'check-staff-unknown' }
  | { readonly code: 'freetext-missing'; readonly method: IdentityMethod }
  | { readonly code: 'freetext-document-number'; readonly looksLike: DocumentNumber }
  /** The practice takes nobody's word for who a patient is. */
  | { readonly code: 'vouching-not-taken' }
  | { readonly code: 'vouching-by-managers' }
  | { readonly code: 'check-struck-already' }
  | { readonly code: 'strike-reason-missing' };
