import type { InjectionToken } from 'tsyringe';
import type { Stretch } from '../domain/history/history-filter.ts';
import type { HistoryRow } from '../domain/history/history-row.ts';
import type { Instant } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import type { RemoteResult } from './remote-records.ts';

/** Whose history, and how much of it: what happened within the stretch, newest first. */
export interface HistoryQuery extends Stretch {
  readonly patientRef: string;
}

/** Some of a history, newest first and without gaps. */
export interface HistoryPage {
  readonly rows: readonly HistoryRow[];
  /** There is older: asked for up to this moment, whose rows may come again. */
  readonly next?: Instant;
  /** Ids, on the server, of entries that are there and make no sense. */
  readonly unreadable: readonly string[];
  /** Why there may be more of one moment than could be had, if so. */
  readonly incomplete?: ExchangeReason;
}

/**
 * What happened to a patient's account, from the shared record: whoever did it, at whichever workstation or website.
 * One look a call, nothing is kept; what is not sent yet is not there.
 */
export interface AccountHistory {
  /** Name of this workstation, as its rows have it. */
  readonly workstation: string;
  /**
   * Refused (`practices-mixed`, `patients-mixed`) as a whole when the server gives anything of another practice or
   * patient.
   */
  page(query: HistoryQuery, signal?: AbortSignal): Promise<RemoteResult<HistoryPage>>;
}

export const ACCOUNT_HISTORY: InjectionToken<AccountHistory> = Symbol('AccountHistory');
