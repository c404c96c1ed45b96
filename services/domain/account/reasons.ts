/** Why something about an account was not done. */
export type AccountReason =
  | { readonly code: 'no-account' }
  | { readonly code: 'has-account' }
  | { readonly code: 'identity-not-checked' }
  | { readonly code: 'not-locked' }
  /** A question: the patient could not complete the registration without one. */
  | { readonly code: 'no-preferred-email' }
  | { readonly code: 'no-free-account-id' };
