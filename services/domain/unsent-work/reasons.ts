import type { Permission } from '../practice/permission.ts';

/** Why a change, or a decision about one that is not sent yet, was not stored. */
export type WorkReason =
  | { readonly code: 'changed-elsewhere' }
  | { readonly code: 'account-made-elsewhere' }
  | { readonly code: 'work-settled' }
  | { readonly code: 'work-dealt-with' }
  | { readonly code: 'work-not-to-be-retried' }
  | { readonly code: 'work-stays-on-record' }
  | { readonly code: 'work-partly-shared' }
  | { readonly code: 'work-built-upon' }
  | { readonly code: 'nothing-to-choose' }
  /** Something was switched off elsewhere after who chooses had looked. */
  | { readonly code: 'switched-off-since-seen' }
  | { readonly code: 'discard-reason-missing' }
  | { readonly code: 'notice-dealt-with' };

/** Why somebody may not decide about unsent work; told beside its buttons too. */
export interface DecisionReason {
  readonly code: 'work-takes-permission';
  /** What making the change took, and who asks may not. */
  readonly permissions: readonly Permission[];
}

/** Why nothing can be kept or read here at all. */
export type StorageReason =
  | { readonly code: 'storage-full' }
  | { readonly code: 'storage-failing' }
  | { readonly code: 'storage-unreadable' }
  | { readonly code: 'newer-version-in-use' }
  | { readonly code: 'closed-on-page' }
  /** The host gives no key for what is kept here, though it ought to. */
  | { readonly code: 'no-storage-key' };

/**
 * Why an exchange with the shared record did not give what was asked. Kept with unsent work, so a code keeps its facts:
 * what says something else is a new code. Holds nothing of a patient's.
 */
export type ExchangeReason =
  | { readonly code: 'record-unreachable' }
  /** E.g. a guest network's log-in page. */
  | { readonly code: 'something-else-answered' }
  | { readonly code: 'sign-in-not-renewed' }
  | { readonly code: 'record-busy'; readonly status: number }
  /** A header or method that storing takes is not allowed to pages of this origin (CORS), while reading is. */
  | { readonly code: 'page-not-let-write' }
  /** What reads or sends could not be fetched from where this program comes from, which says nothing of the server. */
  | { readonly code: 'part-not-loaded' }
  | { readonly code: 'changed-on-record' }
  | { readonly code: 'record-keeps-changing' }
  | { readonly code: 'moved-to-another-patient' }
  | {
      readonly code: 'record-refused';
      readonly status: number;
      readonly issues: readonly RefusedFor[];
    }
  /** The same, and it gives no Patient of the id that the host gives the patient: perhaps that is why. */
  | {
      readonly code: 'refused-without-patient';
      readonly status: number;
      readonly issues: readonly RefusedFor[];
    }
  | { readonly code: 'only-sent' }
  | { readonly code: 'version-not-told' }
  | { readonly code: 'something-else-held' }
  | { readonly code: 'version-unreadable'; readonly fields: readonly RecordField[] }
  | { readonly code: 'search-not-answered' }
  /** It does not heed the filter by practice: nothing it gave is kept. */
  | { readonly code: 'practices-mixed' }
  /** Nor the one by patient. */
  | { readonly code: 'patients-mixed' }
  | { readonly code: 'history-not-told' }
  /** The answer was lost, others have changed the record since, and its history does not go far enough back. */
  | { readonly code: 'arrival-not-told' }
  /** Of one moment: more than the server gives in one answer, and more than is ever asked for. */
  | { readonly code: 'too-many-to-answer' }
  | { readonly code: 'too-many-to-ask-for' }
  /** Longer than any answer has to be, or not ended in time. */
  | { readonly code: 'answer-without-end' }
  | { readonly code: 'tried-in-vain' }
  | { readonly code: 'exchange-fault' }
  | { readonly code: 'no-key-for-exchange' }
  /** It was sealed in this browser under a key that is gone. */
  | { readonly code: 'text-cannot-be-opened' }
  /** In the words of the day, as earlier versions kept it. */
  | { readonly code: 'as-written'; readonly text: string };

/** An issue the server found: its code, unless it makes no sense, and where in the resource. */
export interface RefusedFor {
  readonly issue?: string;
  readonly paths: readonly string[];
}

/** What a record of the server may lack. */
export type RecordField =
  | 'accountId'
  | 'accountKey'
  | 'activationDays'
  | 'author'
  | 'changedAt'
  | 'checkId'
  | 'checkerId'
  | 'checkerName'
  | 'content'
  | 'copy'
  | 'createdAt'
  | 'date'
  | 'dates'
  | 'enabled'
  | 'enteredInError'
  | 'expiresOn'
  | 'issuedAt'
  | 'letterId'
  | 'medium'
  | 'method'
  | 'notes'
  | 'origin'
  | 'patient'
  | 'practice'
  | 'recordedAt'
  | 'registrationId'
  | 'reset'
  | 'sealedCodes'
  | 'serverId'
  | 'services'
  | 'servicesId'
  | 'status'
  | 'verifiers'
  | 'version';
