/** The accounts of the practice as their page shows them. */
import type { Observable } from 'rxjs';
import type {
  HostList,
  OwnList,
  WorklistId,
  WorklistOrder,
} from '../../domain/practice/worklists.ts';
import type { CalendarDate, Instant } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { Refusal } from '../commands/refusal.ts';
import type { AccountView } from '../account/account-panel.ts';

/** What there is to look through. */
export interface AccountsView {
  readonly lists: readonly OwnList[];
  /** None where the host finds no patients by what they have. */
  readonly hostLists: readonly HostList[];
  /** Patients can be looked for by name and number, not by Account ID alone. */
  readonly findsPatients: boolean;
  /** How many are on each list; a list is missing until it has been counted. Ends with the session. */
  readonly counts$: Observable<WorklistCounts>;
  /** Applications for a basic account that wait for staff. */
  readonly unmatched$: Observable<UnmatchedView>;
}

export type WorklistCounts =
  | {
      readonly available: true;
      readonly counts: ReadonlyMap<WorklistId, number>;
      /** This workstation has not fetched everything yet: there may be more accounts. */
      readonly isPartial?: true;
    }
  | { readonly available: false; readonly message: string };

/** How many there are, or so many at least; or why that is not known. */
export type UnmatchedView =
  { readonly count: number; readonly hasMore: boolean } | { readonly message: string };

/** One list, open. Its streams end with the session of who opened it. */
export interface Worklist {
  /** The order it has by itself; any other is asked for. */
  readonly order: WorklistOrder;
  readonly divides?: 'reason' | 'letter';
  /** In this order, as far as it can be had. Subscribing to a list of the host's begins to look for it. */
  rows$(order: WorklistOrder): Observable<WorklistRows>;
  /** What is shown of those in sight: names are asked for then, and forgotten when they are out of sight. */
  lines$(keys: readonly number[]): Observable<WorklistLines>;
  /** Who they are, of a list of patients without an account: its keys mean nothing elsewhere. */
  readonly refsOf?: (keys: Uint32Array) => readonly string[];
  /** By a fact that no index has: the whole list is read for it, once. */
  division$(): Observable<WorklistDivision>;
  /** Opens the registration of a patient; `false`: the person stayed. Absent where the host opens nobody. */
  readonly openPatient?: (patientRef: string) => Promise<Result<boolean, Refusal>>;
}

/** Who is on a list: keys alone, for lists are long. */
export type WorklistRows =
  | {
      readonly available: true;
      readonly keys: Uint32Array;
      /** More are still being read, or looked for. */
      readonly isWhole: boolean;
      /** Why nobody is looked for any further. */
      readonly stopped?: string;
      /** Why it is not in the order asked for. */
      readonly unordered?: string;
      /** Of a list of the host's: how many patients have been looked at, and until when that holds. */
      readonly search?: WorklistSearch;
    }
  | { readonly available: false; readonly message: string };

export interface WorklistSearch {
  readonly looked: number;
  readonly at: Instant;
}

export interface WorklistLines {
  /** Not there while it is being read, or where the record is gone. */
  readonly lines: ReadonlyMap<number, WorklistLine>;
  /** Why names are missing. */
  readonly nameless?: string;
}

/** One patient on a list. */
export interface WorklistLine {
  readonly patientRef: string;
  /** Not there while the host is being asked, and where it cannot be. */
  readonly patient?: ListedPatient;
  readonly account?: AccountView;
  readonly createdAt?: Instant;
  readonly codes?: {
    readonly until: CalendarDate;
    readonly isOver: boolean;
    /** When the newest letter with these codes was printed or saved; none was. */
    readonly letterAt?: Instant;
  };
  /** Something of theirs waits to be sent, or for a person. */
  readonly unsent?: 'waiting' | 'attention';
}

/** As the host names them. `unknown`: the host does not know the patient, or shows them to nobody here. */
export type ListedPatient =
  | {
      readonly name: string;
      readonly birthDate?: CalendarDate;
      readonly number?: string;
      readonly restricted: boolean;
      /** Why they are no longer a patient of the practice. */
      readonly ending?: string;
    }
  | 'unknown';

export interface WorklistDivision {
  /** Why it was not read to the end. */
  readonly stopped?: string;
  /** The most frequent first. */
  readonly parts: readonly { readonly label: string; readonly keys: Uint32Array }[];
  readonly looked: number;
  readonly isWhole: boolean;
  readonly at: Instant;
}
