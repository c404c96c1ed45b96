/** What is wrong with an address or number. */
export type ContactReason =
  | { readonly code: 'contact-missing' }
  | { readonly code: 'email-with-spaces' }
  | { readonly code: 'not-an-email' }
  | { readonly code: 'not-a-phone-number' }
  | { readonly code: 'not-a-mobile-number' };
