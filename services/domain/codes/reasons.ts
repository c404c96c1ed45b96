/** Why no codes were issued or opened. */
export type CodesReason =
  | { readonly code: 'can-still-activate' }
  | { readonly code: 'codes-used' }
  /** A question: whether to replace them. */
  | { readonly code: 'codes-still-work' }
  | { readonly code: 'no-practice-key' }
  | { readonly code: 'sealing-not-loaded' }
  | { readonly code: 'codes-cannot-be-opened' };
