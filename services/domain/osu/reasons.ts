/** Why an application is not matched by itself, and what stands against a match. */
export type MatchReason =
  /** Nobody here has these details, all of them. */
  | { readonly code: 'applicant-not-found' }
  /** Several fit, or share name and birth date. */
  | { readonly code: 'applicant-ambiguous' }
  | { readonly code: 'applicant-has-account' }
  | { readonly code: 'applicant-restricted' }
  /** Whose view counts is for a person to find out. */
  | { readonly code: 'applicant-under-16' }
  /** The patient is no patient of the practice, or has no number that counts. */
  | { readonly code: 'applicant-not-eligible' }
  /** The host cannot be asked who fits. */
  | { readonly code: 'applicants-not-searched' };

/** Why something about an application, or about a basic account, was not done. */
export type OsuReason =
  | MatchReason
  /** Somebody else has dealt with it. */
  | { readonly code: 'application-dealt-with' }
  /** What the shared record said of it. */
  | { readonly code: 'applications-unreachable'; readonly why: string }
  /** The candidate is not there any more, or not open. */
  | { readonly code: 'candidate-gone' }
  | { readonly code: 'username-not-typed' }
  /** Somebody else may have made the account. */
  | { readonly code: 'username-differs' };

/** Why something cannot be done to a basic account, or only to one. */
export type BasicAccountReason =
  /** There is no letter and no codes: it is to be upgraded first. */
  | { readonly code: 'basic-account' }
  | { readonly code: 'not-basic' }
  | { readonly code: 'basic-account-disabled' }
  /** Who asks for a full account of somebody under 16 is asked and kept where one is created. */
  | { readonly code: 'basic-account-of-child' };
