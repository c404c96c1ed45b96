import type { IdentityUnknownReason } from '../identity/reasons.ts';
import type { BasicAccountReason } from '../osu/reasons.ts';

/** Why there is nothing to do to an account. */
export type AccountRuleReason =
  | IdentityUnknownReason
  | BasicAccountReason
  | { readonly code: 'no-account' }
  | { readonly code: 'has-account' }
  | { readonly code: 'not-locked' }
  | { readonly code: 'access-withdrawn' }
  /** Nobody has registered with it, so nobody is to be unlinked. */
  | { readonly code: 'nothing-to-reset' }
  /** A setting of the practice asks for a check of the day on which an account is reset. */
  | { readonly code: 'identity-not-checked-today' };

/** Why something about an account was not done. */
export type AccountReason =
  | AccountRuleReason
  /** A question: the patient could not complete the registration without one. */
  | { readonly code: 'no-preferred-email' }
  | { readonly code: 'no-free-account-id' }
  /** Nothing was chosen from the list of reasons, or something that it does not offer now. */
  | { readonly code: 'reason-not-chosen' }
  | { readonly code: 'reason-not-said' };
