/** What is wrong with an address or number, or keeps messages from it. */
export type ContactReason =
  | { readonly code: 'contact-missing' }
  | { readonly code: 'email-with-spaces' }
  | { readonly code: 'email-without-part'; readonly part: 'name' | 'at' | 'domain' }
  /** A sign that no address has; it may be one that cannot be seen. */
  | { readonly code: 'email-with-sign'; readonly sign: string }
  | { readonly code: 'not-an-email' }
  | { readonly code: 'not-a-phone-number' }
  | { readonly code: 'not-a-mobile-number' }
  /** A question: the preferred address gets no messages until it is verified. */
  | { readonly code: 'email-not-verified' };
