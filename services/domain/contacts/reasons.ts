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
  | { readonly code: 'email-not-verified' }
  /** A question: a patient who has registered would be left without an email for messages. */
  | { readonly code: 'email-lost' }
  /** A question: other patients of the practice hold the address that the patient typed at the website. */
  | { readonly code: 'offered-email-shared'; readonly patients: number }
  /** No code waits to be read out: none was sent from here since the page was opened, or it has been used. */
  | { readonly code: 'code-not-sent' }
  | { readonly code: 'code-expired' }
  /** Nothing was typed, or not as many digits as a code has: no try is used up. */
  | { readonly code: 'code-not-whole'; readonly digits: number }
  | { readonly code: 'code-wrong'; readonly left: number }
  | { readonly code: 'code-tried-too-often' };
