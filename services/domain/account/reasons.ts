import type { IdentityUnknownReason } from '../identity/reasons.ts';

/** Why there is nothing to do to an account. */
export type AccountRuleReason =
  | IdentityUnknownReason
  | { readonly code: 'no-account' }
  | { readonly code: 'has-account' }
  | { readonly code: 'not-locked' }
  | { readonly code: 'access-withdrawn' };

/** Why something about an account was not done. */
export type AccountReason =
  | AccountRuleReason
  /** A question: the patient could not complete the registration without one. */
  | { readonly code: 'no-preferred-email' }
  | { readonly code: 'no-free-account-id' };
