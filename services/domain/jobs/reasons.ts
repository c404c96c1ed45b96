/** Why a job leaves a patient out, where the command itself has no reason for it. */
export type LeftOutReason =
  /** Only a person decides about a record that is not for everybody's eyes. */
  | { readonly code: 'restricted-left-out' }
  | { readonly code: 'child-left-out' }
  | { readonly code: 'patient-not-told' }
  | { readonly code: 'disabled-already' }
  | { readonly code: 'reminded-lately'; readonly days: number };

/** Why a job waits for a person. */
export type HeldReason =
  | { readonly code: 'no-network' }
  /** So many in a row that it is not about the patients any more. */
  | { readonly code: 'many-failed'; readonly count: number };

/** Why nothing is begun, or goes on. */
export type JobReason =
  | LeftOutReason
  | HeldReason
  /** The host's own words are kept nowhere: they may be about the patient. */
  | { readonly code: 'host-refused-one' }
  | { readonly code: 'looked-too-long-ago' }
  | { readonly code: 'nobody-to-do' }
  | { readonly code: 'job-in-hand' }
  | { readonly code: 'job-of-another'; readonly by: string }
  | { readonly code: 'job-over' }
  | { readonly code: 'file-of-nobody' };
