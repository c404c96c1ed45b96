/** What is wrong with a setting. */
export type SettingsReason =
  | { readonly code: 'days-out-of-range' }
  | { readonly code: 'seconds-out-of-range' }
  | { readonly code: 'not-a-web-address' };
