import type { CalendarDate } from '../terms.ts';
import type {
  IdentityIncomplete,
  IdentityRuleReason,
  IdentityUnknownReason,
} from '../identity/reasons.ts';
import type { BasicAccountReason } from '../osu/reasons.ts';

/** With what the registration of somebody ended, who is a patient again. */
export type EndedBecause = 'left' | 'deceased' | 'merged' | 'moved';

/** Why there is nothing to do to an account. */
export type AccountRuleReason =
  | ChildrenRefused
  | SixteenReason
  | IdentityRuleReason
  | IdentityUnknownReason
  | BasicAccountReason
  | { readonly code: 'no-account' }
  | { readonly code: 'has-account' }
  | { readonly code: 'not-locked' }
  | { readonly code: 'access-withdrawn' }
  /** Nobody has registered with it, so nobody is to be unlinked. */
  | { readonly code: 'nothing-to-reset' }
  /** A setting of the practice asks for a check of the day on which an account is reset. */
  | { readonly code: 'identity-not-checked-today' }
  /** The account ended with the registration, and who the patient is has not been made sure of since. */
  | (IdentityIncomplete<'identity-incomplete-since-ended'> & { readonly ended: EndedBecause })
  /** A record that this one replaced has one, which is not taken over. */
  | {
      readonly code: 'earlier-record-has-account';
      readonly accountId: string;
      readonly enabled: boolean;
    };

/** Why nobody gets in to the account of somebody who is 16 now. */
export type SixteenReason =
  /** It was set up before their birthday, and nobody has registered anew. */
  | { readonly code: 'set-up-for-child'; readonly on: CalendarDate }
  /** Nobody has checked since then who they are. */
  | { readonly code: 'sixteen-identity-not-checked'; readonly on: CalendarDate };

/** Why no account is made for somebody under 16. */
export interface ChildrenRefused {
  readonly code: 'children-refused';
  readonly group: 'under-11' | 'under-16';
}

/** What is wrong with the answers about a child's account. */
export type ChildReason =
  | { readonly code: 'child-not-asked-about' }
  | { readonly code: 'child-relation-missing' }
  | { readonly code: 'child-asker-missing' }
  | { readonly code: 'responsibility-not-held' }
  | { readonly code: 'competence-missing' }
  | { readonly code: 'competence-not-assessed' }
  | { readonly code: 'child-decider-unknown' };

/** Why something about an account was not done. */
export type AccountReason =
  | AccountRuleReason
  | ChildReason
  /** A question: the patient could not complete the registration without one. */
  | { readonly code: 'no-preferred-email' }
  | { readonly code: 'no-free-account-id' }
  /** Nothing was chosen from the list of reasons, or something that it does not offer now. */
  | { readonly code: 'reason-not-chosen' }
  | { readonly code: 'reason-not-said' };
