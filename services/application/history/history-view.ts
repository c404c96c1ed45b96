/** What screens are given of the history of an account. */
import type { HistoryFilter } from '../../domain/history/history-filter.ts';
import type { HistoryKind } from '../../domain/history/history-kind.ts';
import type { CalendarDate, Instant } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { Refusal } from '../commands/refusal.ts';

/** One thing that happened, in words. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: Instant;
  readonly day: CalendarDate;
  readonly kind: HistoryKind;
  /** Key of who did it, as {@link HistoryView.people} has it. */
  readonly person: string;
  /** Who did it: a name, the patient, a rule. */
  readonly who: string;
  /** Where: a workstation, the website; unknown of entries of earlier versions. */
  readonly where?: string;
  readonly what: string;
  /** In the words of who did it. */
  readonly reason?: string;
  /** "sent by …", where that was somebody else. */
  readonly sentBy?: string;
  readonly isRefused: boolean;
  /** It is on this workstation alone. */
  readonly isUnsent: boolean;
}

/** Somebody who has done something in what was read. */
export interface HistoryPerson {
  readonly key: string;
  readonly label: string;
}

/** A history as far as it has been read. */
export interface HistoryView {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Who did something, by name. */
  readonly people: readonly HistoryPerson[];
  /** Older entries are on the shared record, or may be. */
  readonly hasMore: boolean;
  /** Why the shared record could not be read just now: asking again tries again. */
  readonly notRead?: string;
  /** Why there are entries that cannot be had, if so. */
  readonly incomplete?: string;
  /** How many are there and make no sense. */
  readonly unreadable: number;
}

/** Which days are read: those of the United Kingdom, both ends included. */
export type HistoryDays = Pick<HistoryFilter, 'from' | 'to'>;

/** An opened history. Opening it was audited; reading on in it belongs to that, while the same person is at it. */
export interface HistoryReading {
  /** The host keeps files that are no PDFs. */
  readonly keepsFiles: boolean;
  /** All of these days that has been read so far, with more of it; from the beginning where the days are others. */
  more(days: HistoryDays): Promise<Result<HistoryView, Refusal>>;
}
