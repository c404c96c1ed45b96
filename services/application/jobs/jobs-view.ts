/** Jobs as the page of accounts shows them. */
import type { Observable } from 'rxjs';
import type { BulkKind, BulkWork, JobKind } from '../../domain/jobs/job.ts';
import type { Instant, ServiceName } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { Refusal } from '../commands/refusal.ts';

/** Whether something may be done, and why not. */
export type MayDo =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** What can be done to many at once, and how far what was begun has come. Its streams end with the session. */
export interface JobsView {
  readonly can: Readonly<Record<BulkKind | 'export', MayDo>>;
  /** Of this workstation, newest first. */
  readonly jobs$: Observable<JobsHere>;
  /** Of the others, as they were last told; while somebody looks. */
  readonly elsewhere$: Observable<JobsElsewhere>;
  /** Letters can be put in the order of usual GPs: the host says whose patients they are. */
  readonly knowsGps: boolean;
  /** With which services accounts may be created; the usual ones first. */
  serviceSets(): Promise<readonly ServiceSetView[]>;
  /** Looks who would be done and who left out. Nothing is done. */
  plan$(chosen: Chosen, work: BulkWork): Observable<PlanView>;
  /** The same of a batch of letters that is to be printed once more, with the same codes. */
  planAgain$(jobId: string, batch: number): Observable<PlanView>;
  /** Does what this plan says, to those alone whom it says it of. */
  start(planId: string): Promise<Result<void, Refusal>>;
  pause(jobId: string): Promise<Result<void, Refusal>>;
  resume(jobId: string): Promise<Result<void, Refusal>>;
  /** Nobody further is done; who has been stays done. */
  cancel(jobId: string): Promise<Result<void, Refusal>>;
  /** What became of everybody. */
  report(jobId: string): Promise<Result<ReportView, Refusal>>;
  /** The same as a file, with names. `false`: the person cancelled at the host. */
  saveReport(jobId: string): Promise<Result<boolean, Refusal>>;
  /** Those on these lines as a file. Ends with `saved`; unsubscribing before gives it up. */
  saveAccounts$(keys: Uint32Array, list: string): Observable<SavingView>;
  /** Names of these, as far as the host tells. */
  names(patientRefs: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Whom: on the lines of a list, by their records, or all whom a job has done; of letters a batch of it. */
export type Chosen =
  | { readonly keys: Uint32Array }
  | { readonly refs: readonly string[] }
  | { readonly jobId: string; readonly batch?: number };

export type JobsHere =
  | { readonly available: true; readonly jobs: readonly JobView[] }
  | { readonly available: false; readonly message: string };

export interface JobView {
  readonly id: string;
  /** "Disable accounts: Misuse". */
  readonly title: string;
  readonly kind: JobKind;
  readonly byName: string;
  readonly startedAt: Instant;
  readonly phase: 'running' | 'paused' | 'interrupted' | 'of-another' | 'done' | 'cancelled';
  /** Sentence: how far it has come. */
  readonly progress: string;
  readonly total: number;
  readonly dealtWith: number;
  /** Sentence, while it runs and something has been measured. */
  readonly timeLeft?: string;
  /** Why it waits. */
  readonly why?: string;
}

export type JobsElsewhere =
  | { readonly available: true; readonly jobs: readonly ElsewhereJob[]; readonly at: Instant }
  | { readonly available: false; readonly message: string };

export interface ElsewhereJob {
  readonly id: string;
  /** Sentences: what, by whom, since when, how far, and when that was told. */
  readonly text: string;
}

/** People for the same reason, or with the same outcome. */
export interface GroupView {
  readonly label: string;
  readonly count: number;
  /** The first of them, to be named. */
  readonly first: readonly string[];
}

export interface ServiceSetView {
  readonly label: string;
  readonly services: readonly ServiceName[];
}

/** What became of everybody of a job. */
export interface ReportView {
  readonly groups: readonly GroupView[];
  /** Of letters: those that were printed, or may have been. */
  readonly batches: readonly BatchView[];
}

export interface BatchView {
  readonly number: number;
  /** Sentence: how many letters of it were printed, and of how many that is not known. */
  readonly label: string;
  readonly isInDoubt: boolean;
}

export interface PlanView {
  /** For beginning what it says; there when everybody has been looked at and somebody is to be done. */
  readonly id?: string;
  readonly todo: GroupView;
  /** Of letters: in how many batches they come. */
  readonly batches?: number;
  readonly leftOut: readonly GroupView[];
  readonly looked: number;
  readonly total: number;
  readonly isWhole: boolean;
  readonly stopped?: string;
}

export type SavingView =
  | { readonly phase: 'asking'; readonly looked: number; readonly total: number }
  /** `false`: the person cancelled at the host. */
  | { readonly phase: 'saved'; readonly isSaved: boolean; readonly leftOut: readonly GroupView[] }
  | { readonly phase: 'refused'; readonly message: string };
