import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type {
  AccountRecord,
  AccountStatus,
  CalendarDate,
  Instant,
  PatientRecords,
} from '../domain/records.ts';
import type { OutboxEntry, OutboxState } from './outbox.ts';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';

/** Which accounts of the practice are asked for. Dates are inclusive. */
export type RegisterList =
  | { readonly by: 'all' }
  /** `registered`: not activated yet. `locked`: also where the lock has run out since. */
  | { readonly by: 'status'; readonly status: AccountStatus }
  /** Disabled by the practice. */
  | { readonly by: 'disabled' }
  /** Basic accounts, which wait to be made full ones. */
  | { readonly by: 'basic' }
  /** Made by another system, and nobody of the practice has opened them yet. */
  | { readonly by: 'unseen' }
  /** Codes wait to be used: a letter is out, or is still to be printed. Expired ones too, until they are wiped. */
  | {
      readonly by: 'codes-waiting';
      readonly expiringFrom?: CalendarDate;
      readonly expiringUntil?: CalendarDate;
    }
  /** The Account ID begins with these digits, or is all of them. */
  | { readonly by: 'account-id'; readonly beginning: string }
  | { readonly by: 'created'; readonly from?: Instant; readonly until?: Instant }
  /** Last changed, as far as the shared record has told this workstation. */
  | { readonly by: 'changed'; readonly from?: Instant; readonly until?: Instant }
  /** Unsent work of the patient is in this state. An audit row that only waits goes by itself and is nobody's work. */
  | { readonly by: 'unsent'; readonly state: OutboxState };

/** Lists of accounts. Not everybody with unsent work has one: who they are, keys alone say. */
export type AccountList = Exclude<RegisterList, { readonly by: 'unsent' }>;

/** Lists whose order is lasting however they change: an Account ID says nothing of the patient. */
export type PagedList = Exclude<AccountList, { readonly by: 'account-id' }>;

/** One line of a list. Names come from the host. */
export interface RegisterLine {
  readonly patientRef: string;
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

/** Orders in which accounts can be listed by an index, whatever list they are on. */
export type RegisterOrder = 'created' | 'status' | 'account-id';

/**
 * Who is on a list, in its order. A key is a number of this workstation's database: the shortest thing that tells one line
 * from another, good for {@link PracticeRegister.lines$} as long as the record it stands for is there.
 */
export interface RegisterKeys {
  readonly keys: Uint32Array;
  /** The beginning of a long list comes first, alone. */
  readonly isWhole: boolean;
}

/** All that is known here of one patient on a list, unsent changes included. */
export interface RegisterPatient {
  readonly patientRef: string;
  readonly records: PatientRecords;
  readonly entries: readonly OutboxEntry[];
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
  /** Everything has been fetched at least once: before, there may be accounts that no list has. */
  readonly isComplete$: Observable<RegisterAnswer<boolean>>;
  count$(list: AccountList): Observable<RegisterAnswer<number>>;
  page$(list: PagedList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>>;
  /**
   * The keys of a list: in its own order, or by an index of all accounts, which lists of codes and of unsent work are not in.
   * While much is changing they are read again a few times a second.
   */
  keys$(list: RegisterList, order?: RegisterOrder): Observable<RegisterAnswer<RegisterKeys>>;
  /** The lines in sight. Keys of records that are gone are left out. */
  lines$(keys: readonly number[]): Observable<RegisterAnswer<ReadonlyMap<number, RegisterPatient>>>;
  /** Whoever of these has an account, with its key. One look. */
  keysOf(patientRefs: readonly string[]): Promise<RegisterAnswer<ReadonlyMap<string, number>>>;
}

export const PRACTICE_REGISTER: InjectionToken<PracticeRegister> = Symbol('PracticeRegister');
