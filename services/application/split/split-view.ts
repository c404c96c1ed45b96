/** Accounts on their way between practices, as the page of splits and merges shows them. */
import type { Observable } from 'rxjs';
import type { TypedPractice } from '../../domain/split/new-practice.ts';
import type { GiveBackReason } from '../../domain/split/transfer.ts';
import type { CalendarDate, Instant } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { Refusal } from '../commands/refusal.ts';
import type { GroupView, JobsHere, JobsView, PlanView } from '../jobs/jobs-view.ts';

export type { TypedPractice } from '../../domain/split/new-practice.ts';
export type { GiveBackReason } from '../../domain/split/transfer.ts';

/** What the page shows and does. Its streams end with the session. */
export interface SplitView extends Pick<
  JobsView,
  'start' | 'pause' | 'resume' | 'cancel' | 'report' | 'saveReport' | 'names'
> {
  readonly can: Pick<JobsView['can'], 'export'>;
  readonly ownNation: string;
  readonly today: CalendarDate;
  /** Transfers of this workstation, newest first. */
  readonly jobs$: Observable<JobsHere>;
  /** What is to be done outside the program, and when. */
  checklist(on: CalendarDate): readonly ChecklistLine[];
  /** Usual GPs whose patients can be moved; none where the host does not say. */
  usualGps(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Looks who would be handed over and who not. Nothing is done. Refused where the form is not complete. */
  planOut(input: OutInput): Promise<Result<Observable<OutPlan>, Refusal>>;
  /** Looks who would be taken in, and what is left for a person. Nothing is done. */
  planIn$(): Observable<InPlan>;
  /** What this practice has handed over and the other has not taken in, or has while the account here is still open. */
  onTheWay(): Promise<Result<OnTheWay, Refusal>>;
  /** Says of each that is taken in that it is, once its account is on the shared record; while somebody looks. */
  readonly finishing$: Observable<Finishing>;
  takeBack(transferId: string): Promise<Result<void, Refusal>>;
  /** Closes the account here of one that was handed over before. */
  closeHere(transferId: string): Promise<Result<void, Refusal>>;
  /** Somebody says that it is this patient. */
  match(transferId: string, patientRef: string): Promise<Result<void, Refusal>>;
  giveBack(transferId: string, because: GiveBackReason | ''): Promise<Result<void, Refusal>>;
  /** Whether what came of it is what was looked at before, and each difference. */
  agreement(jobId: string): Promise<Result<Agreement, Refusal>>;
}

export interface ChecklistLine {
  readonly on: CalendarDate;
  readonly text: string;
}

/** Who moves where, as it was typed. */
export interface OutInput {
  readonly practice: TypedPractice;
  readonly who:
    | { readonly by: 'all' }
    | { readonly by: 'usual-gp'; readonly id: string }
    /** Patient numbers, one a line, or a table with them in a column. */
    | { readonly by: 'list'; readonly text: string };
  /** Those whose records are restricted go as well. */
  readonly restricted: boolean;
}

export interface OutPlan extends PlanView {
  /** Of those who go, what to know. */
  readonly notices: readonly GroupView[];
  /** Lines of the list that were not taken. */
  readonly rejected: readonly RejectedView[];
}

export interface RejectedView {
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

export interface InPlan extends PlanView {
  /** Transfers for a person to decide about. */
  readonly unmatched: readonly ArrivalView[];
  /** Of those who would be taken in, what to know. */
  readonly notices: readonly GroupView[];
  /** How many of those who would be taken in have an account here already. */
  readonly hadOne: number;
  readonly unreadable: number;
  /** The host says who may be meant. */
  readonly findsPatients: boolean;
}

/** A transfer that was not matched by itself. */
export interface ArrivalView {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly at: Instant;
  /** Sentence. */
  readonly because: string;
  readonly given: readonly { readonly label: string; readonly text: string }[];
  readonly candidates: readonly ArrivalCandidate[];
}

/** A patient here who may be meant. */
export interface ArrivalCandidate {
  readonly patientRef: string;
  readonly name: string;
  readonly rows: readonly {
    readonly label: string;
    readonly given: string;
    readonly held: string;
    readonly isSame: boolean;
  }[];
  /** Sentence: why it cannot be this one. */
  readonly refused?: string;
  /** Sentence: what follows if it is. */
  readonly follows: string;
}

export interface OnTheWay {
  readonly rows: readonly WayRow[];
  readonly unreadable: number;
  readonly isWhole: boolean;
}

/** Where a transfer of ours stands. */
export interface WayRow {
  readonly id: string;
  readonly patientRef: string;
  readonly to: string;
  readonly at: Instant;
  readonly state:
    'waiting' | 'being-taken-in' | 'open-here' | 'open-at-both' | 'back-unfinished' | 'given-back';
  /** Sentence. */
  readonly text: string;
}

export type Finishing =
  | {
      readonly available: true;
      /** Whose account, or what belongs to it, is not on the shared record yet. */
      readonly left: number;
      /** Claimed, and waiting for a person: a look lists them. */
      readonly forAPerson: number;
      readonly done: number;
    }
  | { readonly available: false; readonly message: string };

export interface Agreement {
  readonly agrees: boolean;
  /** Sentence. */
  readonly text: string;
  readonly differences: readonly GroupView[];
}
