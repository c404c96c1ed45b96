import type { CalendarDate, ServiceName } from '../terms.ts';

type RecordService = 'summary-data' | 'detailed-coded-record';

/** Why it cannot be switched off, or on, like this. */
export type DisablingRefusal =
  | { readonly code: 'disabling-reason-missing'; readonly service: ServiceName | 'global' }
  | { readonly code: 'disabling-note-missing'; readonly service: ServiceName | 'global' }
  /** A rule had switched it off, so who switches it on says why. */
  | { readonly code: 'enabling-note-missing'; readonly service: ServiceName | 'global' };

/** What speaks for care before a patient sees their record online. */
export type AccessConcern =
  /** The clinical record asks for a review first, and nothing later ends that. */
  | { readonly code: 'enhanced-review-indicated'; readonly on: CalendarDate }
  /** The clinical record says that the patient does not want to see it. */
  | { readonly code: 'record-access-declined'; readonly on: CalendarDate }
  /** The host could not read the codes just now. */
  | { readonly code: 'record-codes-unreadable' }
  /** The host never reads codes to this product. */
  | { readonly code: 'record-codes-not-told' }
  | { readonly code: 'vouched-remotely-only' }
  | {
      readonly code: 'registered-recently';
      readonly since: CalendarDate;
      /** First day on which that is long enough. */
      readonly until: CalendarDate;
    }
  | { readonly code: 'registration-start-unknown'; readonly months: number }
  | { readonly code: 'record-of-restricted-patient' }
  /** Under 16: whoever has the sign-in sees the record. */
  | { readonly code: 'record-of-child' };

/** Why a view of the record cannot be switched on like this. */
export type AccessRefusal =
  | { readonly code: 'record-access-undecided'; readonly service: RecordService }
  /** Something speaks for care by now that was not shown to who decided. */
  | { readonly code: 'record-access-changed'; readonly service: RecordService }
  | { readonly code: 'access-decider-unknown' }
  | { readonly code: 'access-reason-missing' };
