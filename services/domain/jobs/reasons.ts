/** Why a job leaves a patient out, where the command itself has no reason for it. */
export type LeftOutReason =
  /** Only a person decides about a record that is not for everybody's eyes. */
  | { readonly code: 'restricted-left-out' }
  | { readonly code: 'child-left-out' }
  | { readonly code: 'patient-not-told' }
  | { readonly code: 'disabled-already' }
  | { readonly code: 'reminded-lately'; readonly days: number }
  /** Of somebody whose account is to be created. */
  | { readonly code: 'email-left-out' }
  /** With the codes that wait. */
  | { readonly code: 'letter-made-already' }
  | { readonly code: 'letter-never-made' }
  /** What is wrong with it is shown with the patient: jobs keep no numbers. */
  | { readonly code: 'number-left-out' }
  /** Name or address cannot be printed; what it is of them is kept nowhere. */
  | { readonly code: 'letter-left-out' };

/** What is not known of a letter. */
export type LetterDoubt =
  | { readonly code: 'perhaps-printed'; readonly batch: number }
  /** The host took it, and that could not be noted for the patient. */
  | { readonly code: 'printed-not-noted' };

/** Why a job waits for a person. */
export type HeldReason =
  | { readonly code: 'no-network' }
  /** So many in a row that it is not about the patients any more. */
  | { readonly code: 'many-failed'; readonly count: number }
  /** Cancelled at the host. */
  | { readonly code: 'batch-cancelled'; readonly batch: number }
  | { readonly code: 'batch-refused'; readonly batch: number }
  | { readonly code: 'batch-in-doubt'; readonly batch: number };

/** Why nothing is begun, or goes on. */
export type JobReason =
  | LeftOutReason
  | LetterDoubt
  | HeldReason
  /** The host's own words are kept nowhere: they may be about the patient. */
  | { readonly code: 'host-refused-one' }
  | { readonly code: 'letters-not-printed' }
  | { readonly code: 'looked-too-long-ago' }
  | { readonly code: 'nobody-to-do' }
  | { readonly code: 'job-in-hand' }
  | { readonly code: 'job-of-another'; readonly by: string }
  | { readonly code: 'job-over' }
  | { readonly code: 'file-of-nobody' };
