import type { Instant } from '../records.ts';
import type { SinceTheLook } from './foreseen.ts';

/** Why an account is not handed over, taken in, or taken back. */
export type SplitReason =
  // Out.
  | { readonly code: 'moved-already'; readonly to: string }
  | { readonly code: 'basic-not-moved' }
  | { readonly code: 'work-not-sent' }
  /** This workstation does not know everybody yet. */
  | { readonly code: 'not-everything-fetched' }
  | { readonly code: 'restricted-not-moved' }
  /** The server was to let nobody have more than one: closing one would leave the other open. */
  | { readonly code: 'two-accounts' }
  /** Something was killed, the new practice took it up, and it has been changed here since. */
  | { readonly code: 'taken-up-as-before' }
  // In.
  | { readonly code: 'no-such-number' }
  | { readonly code: 'two-with-number' }
  | { readonly code: 'birth-date-differs' }
  | { readonly code: 'surname-differs' }
  | { readonly code: 'gone-here' }
  | { readonly code: 'restricted-here' }
  | { readonly code: 'not-eligible-here' }
  | { readonly code: 'patients-not-searched' }
  /** The transferred account is disabled, and the one here is not: only a person says which holds. */
  | { readonly code: 'disabled-there-open-here' }
  /** It is taken in, and a change of the patient's is refused or in conflict. */
  | { readonly code: 'work-needs-a-person' }
  /** Another workstation has made the account, and not what belongs to it. */
  | { readonly code: 'made-in-part'; readonly since: Instant }
  /** Another transfer is of the same patient, and is taken in first. */
  | { readonly code: 'same-patient-twice' }
  /** The account here was closed when the patient went to another practice. */
  | { readonly code: 'moved-away-here' }
  /** The same, and the practice had disabled it. */
  | { readonly code: 'moved-away-disabled-here' }
  // Both.
  /** Done, and it was not what somebody had looked at. */
  | ({ readonly code: 'otherwise-than-looked' } & SinceTheLook)
  | { readonly code: 'not-all-transfers-read' }
  | { readonly code: 'transfer-gone' }
  | { readonly code: 'transfer-claimed' }
  | { readonly code: 'transfer-over' }
  | { readonly code: 'give-back-reason-missing' }
  | { readonly code: 'transfers-unreachable'; readonly why: string }
  // The form.
  | { readonly code: 'practice-code-missing' }
  | { readonly code: 'practice-code-unlikely' }
  | { readonly code: 'practice-code-own' }
  | { readonly code: 'practice-name-missing' }
  | { readonly code: 'split-date-missing' }
  | { readonly code: 'split-date-far' }
  | { readonly code: 'usual-gp-missing' }
  | { readonly code: 'list-empty' };
