import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { AccountRecord, AccountStatus, CalendarDate, Instant } from '../domain/records.ts';
import type { OutboxState } from './outbox.ts';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';

/** Which accounts of the practice are asked for. Dates are inclusive. */
export type RegisterList =
  | { readonly by: 'all' }
  /** `registered`: not activated yet. `locked`: also where the lock has run out since. */
  | { readonly by: 'status'; readonly status: AccountStatus }
  /** Disabled by the practice. */
  | { readonly by: 'disabled' }
  /** Codes wait to be used: a letter is out, or is still to be printed. Expired ones too, until they are wiped. */
  | { readonly by: 'codes-waiting'; readonly expiringUntil?: CalendarDate }
  | { readonly by: 'created'; readonly from?: Instant; readonly until?: Instant }
  /** Last changed, as far as the shared record has told this workstation. */
  | { readonly by: 'changed'; readonly from?: Instant; readonly until?: Instant }
  /** Unsent work of the patient is in this state. */
  | { readonly by: 'unsent'; readonly state: OutboxState };

/** One line of a list. Names come from the host. */
export interface RegisterLine {
  readonly patientRef: string;
  /** Absent where unsent work concerns a patient without an account. */
  readonly account?: AccountRecord;
  /** Last day of the codes that wait to be used. */
  readonly codesUntil?: CalendarDate;
}

/** Where a page ended: the next one begins behind it, however much the list changes. Opaque. */
export type RegisterPlace = readonly (string | number)[];

export interface RegisterPage {
  readonly lines: readonly RegisterLine[];
  /** Absent on the last page. */
  readonly next?: RegisterPlace;
}

export interface PageRequest {
  /** Behind which place; the beginning where it is left out. */
  readonly after?: RegisterPlace;
  /** Lines a page, at most. */
  readonly size: number;
}

/** What the register says, or why it cannot say anything just now. */
export type RegisterAnswer<T> =
  | { readonly available: true; readonly value: T }
  | { readonly available: false; readonly reason: StorageReason };

/**
 * All accounts of the practice that this workstation knows, unsent changes included: counted, and listed page by page
 * in one lasting order, by index. Nothing loads everything. Answers come on subscribing and again after every change
 * that concerns them; they never end and never error, and recover by themselves.
 */
export interface PracticeRegister {
  count$(list: RegisterList): Observable<RegisterAnswer<number>>;
  page$(list: RegisterList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>>;
}

export const PRACTICE_REGISTER: InjectionToken<PracticeRegister> = Symbol('PracticeRegister');
