/** Why the patient needs no new codes. */
export type CodesRuleReason =
  { readonly code: 'can-still-activate' } | { readonly code: 'codes-used' };

/** Why no codes were issued or opened. */
export type CodesReason =
  | CodesRuleReason
  | { readonly code: 'no-practice-key' }
  | { readonly code: 'sealing-not-loaded' }
  | { readonly code: 'codes-cannot-be-opened' };
