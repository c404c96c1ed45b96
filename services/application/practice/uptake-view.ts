/** How far the practice is with online services, as its page shows it. */
import type { Observable } from 'rxjs';
import type { Period } from '../../domain/practice/uptake.ts';
import type { Instant } from '../../domain/records.ts';

export interface Uptake {
  /** The host saves tables, not PDFs alone. */
  readonly savesTables: boolean;
  /** Counts anew for whoever subscribes; goes on, silent, till the session of who opened it ends. */
  readonly count$: Observable<UptakeCount>;
}

export type UptakeCount =
  | {
      readonly phase: 'counting';
      readonly looked: number;
      /** Of so many; not there while that is being found out. */
      readonly total?: number;
    }
  | { readonly phase: 'counted'; readonly figures: UptakeFigures }
  /** Why it was not counted to the end: part of the figures would be taken for all of them. */
  | { readonly phase: 'stopped'; readonly message: string };

/** The figures, as they stood when it began to count. */
export interface UptakeFigures {
  readonly at: Instant;
  /** Why they may be wrong, in sentences. */
  readonly warnings: readonly string[];
  readonly accounts: number;
  readonly record: RecordAccess;
  readonly statuses: UptakePart;
  readonly access: UptakePart;
  readonly codes: UptakePart;
  readonly months: Readonly<Record<Period, UptakePart>>;
  readonly gps?: UptakePart;
  /** Why they are not counted by usual GP. */
  readonly gpsMissing?: string;
}

export interface RecordAccess {
  readonly inUse: number;
  readonly seesRecord: number;
  /** Rounded down; not there where no account is in use. */
  readonly percent?: number;
  /** Not there for a practice that nobody holds against one. */
  readonly goal?: number;
}

/** Figures of one subject, the same for chart, table and file. */
export interface UptakePart {
  /** The first is of what the rows are called. */
  readonly columns: readonly string[];
  readonly rows: readonly UptakeRow[];
  /** What a chart leaves out. */
  readonly more: readonly UptakeRow[];
}

export interface UptakeRow {
  readonly label: string;
  readonly values: readonly number[];
  /** In a hundred, in the last column; `null` where there is nothing to have a share of. */
  readonly percent?: number | null;
}
