import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { Permission } from '../domain/practice/permission.ts';
import type { Result } from '../domain/result.ts';
import type {
  AuditRecord,
  CalendarDate,
  Instant,
  RecordKind,
  StaffMember,
  TaggedRecord,
  WorkKind,
} from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import type { QuarantinedResource, RemoteRecord, ServerVersion } from './remote-records.ts';
import type { StaffNotice } from './staff-notice.ts';

/** A change of one record made here that the server has not confirmed yet. */
export interface OutboxEntry {
  /** UUID fixed before the first send; stamped into the resource, so that an unknown outcome can be told. */
  readonly id: string;
  /**
   * The change of a person that this is a part of: the same for all records of one commit, and what staff decide about.
   * An audit row is a change of its own: what was done stays on record, also when it is given up.
   */
  readonly changeId: string;
  /** Order of making, unique in this database. */
  readonly sequence: number;
  readonly kind: WorkKind;
  readonly recordId: string;
  readonly patientRef?: string;
  readonly patientName: string;
  readonly description: string;
  readonly author: StaffMember;
  /** What making it took; not kept of audit rows, nor by earlier versions (domain/unsent-work/deciding.ts). */
  readonly permission?: Permission;
  readonly at: Instant;
  readonly state: OutboxState;
  /** State of the record before, as its author saw it; `undefined` for a new record. */
  readonly before?: TaggedRecord['body'];
  readonly after: TaggedRecord;
  readonly attempts: number;
  /**
   * The server's version that an update was first sent on, or put on since, with the earlier tries known not to have
   * arrived: what it may have made came after that.
   */
  readonly sentOn?: string;
  /** Earliest next try; see {@link LONGEST_PAUSE_MS}. */
  readonly nextAttemptAt?: Instant;
  /**
   * What became of the last try, where it is parked or waits for the next. A newer version may have reasons of its own.
   */
  readonly reason?: ExchangeReason;
  /** The other version, when in conflict or superseded. */
  readonly theirs?: TaggedRecord['body'];
  /** Another part of the same change is on the shared record: the change can be finished, no longer given up. */
  readonly partlyShared?: true;
}

export const OutboxState = {
  /** Waits for its turn, for the network or, but for an audit row, for its author to sign in. */
  waiting: 'waiting',
  /** The server refused it for good; a person must look at it. The rest goes on. */
  parked: 'parked',
  /** Somebody else changed the same thing; a person must choose. */
  conflict: 'conflict',
  /** Another workstation had created this patient's account first: that one stands. Kept until acknowledged. */
  superseded: 'superseded',
} as const;
export type OutboxState = (typeof OutboxState)[keyof typeof OutboxState];

/** How much unsent work there is. */
export interface UnsentTotals {
  /** Entries of any kind and state. */
  readonly entries: number;
  /** Entries that still are to be sent, audit rows too. */
  readonly toSend: number;
  /** Changes of which every unsent part only waits. Audit rows go by themselves and do not count. */
  readonly waiting: number;
  /** Changes, or audit rows, that a person must look at. */
  readonly needingAttention: number;
  /** Audit rows that wait to be sent. */
  readonly auditRows: number;
}

/** What could be sent while one person is signed in: their work, and everybody's audit rows. */
export interface Sendable {
  /** Sequence of the first entry that may go at once; absent when none may. */
  readonly first?: number;
  /** When the earliest postponed entry may be tried again, if there is any. */
  readonly nextDue?: Instant;
}

/** Who sends, when, and what has had its turn in this pass. */
export interface SendTurn {
  /** Only this person's work is sent, as its author or not at all; audit rows are anybody's to send. */
  readonly staffId: string;
  readonly now: Instant;
  /** So many at most. */
  readonly count: number;
  /** Entry ids to pass over. */
  readonly except?: ReadonlySet<string>;
}

/** Unsent work, for who only has to know how much there is. */
export interface UnsentWork {
  /** On subscribing and again after every change. Never errors; silent while storage fails. */
  readonly totals$: Observable<UnsentTotals>;
}

/** What the one change that nobody made is called: kept as sentences, as with any other. */
export interface WithdrawalWords {
  /** In the list of unsent work. */
  readonly description: string;
  /** In the audit. */
  readonly summary: string;
}

/** Fetches the words, which are seldom needed. */
export type WithdrawalWordsSource = () => Promise<WithdrawalWords>;

/** What the sync engine reads and settles. Every settle checks the lease epoch in its own transaction. */
export interface Outbox extends UnsentWork {
  /**
   * While this person is signed in, on subscribing and again soon after a change; changes that come quickly one after the other
   * are told together. Never errors; silent while storage fails.
   */
  sendable$(staffId: string): Observable<Sendable>;
  /**
   * The first entries that may be sent now, records before audit rows, each in order of making. They may go side by
   * side, but audit rows only once the records before them have gone. An entry waits for every earlier unsettled one of
   * its record, what belongs to an account waits until the account has been created, and new codes wait until the
   * endings of older ones, made before them, have gone out: never two sets of codes that work. So one that is stuck
   * holds up its own kin and nobody else. Costs the same however long the queue is: an old entry that another tab has made ready
   * again may be found a few looks later than what stands behind it.
   */
  next(turn: SendTurn): Promise<readonly OutboxEntry[]>;
  /** Whether something that this person may send still waits that has been tried at least so often. */
  isStuck(staffId: string, attempts: number): Promise<boolean>;
  /** One patient's entries, in order of making. Refused: `storage-unavailable`. */
  entriesOf(patientRef: string): Promise<Result<readonly OutboxEntry[]>>;
  /** What is unsent of one change, in order of making; empty when it is settled. Refused: `storage-unavailable`. */
  change(changeId: string): Promise<Result<readonly OutboxEntry[]>>;
  /** What the server last told us about a record, if anything. */
  serverVersion(record: RecordPlace): Promise<ServerVersion | undefined>;
  /** Claims the sender's role under a new, higher epoch and returns it; settles with a lower one are refused. */
  claimEpoch(): Promise<number>;
  /** The server has it: removes the entry, stores the server's version as the record's base. */
  confirm(entryId: string, remote: RemoteRecord, epoch: number): Promise<void>;
  /** Not now: keeps it waiting. A next try in the past means at once. */
  postpone(
    entryId: string,
    reason: ExchangeReason,
    nextAttemptAt: Instant,
    epoch: number,
  ): Promise<void>;
  park(entryId: string, reason: ExchangeReason, epoch: number): Promise<void>;
  /**
   * The server's version moved on. Re-bases this entry and the later ones of the record on it
   * (domain/unsent-work/conflict.ts); what cannot be re-based becomes a conflict. It counts as sent on that version.
   */
  rebase(entryId: string, remote: RemoteRecord, epoch: number): Promise<void>;
  /**
   * The patient's account was created elsewhere first: removes the local account, its registration, services and
   * letters with their entries, adopts the remote account, leaves one `superseded` entry to tell staff; none of an account that a
   * job made, of which no letter was made and on which nothing is off.
   */
  supersede(entryId: string, remote: RemoteRecord<'account'>, epoch: number): Promise<void>;
  /**
   * Says, before it is sent, that an entry is: counts the attempt, so that a lost answer is looked for, and notes with
   * the first one the server's version that it is sent on (`sentOn`). Resolves to `false`, with nothing counted, when
   * it is not to be sent any more: staff or a pull were quicker.
   */
  attempt(entryId: string, epoch: number, sentOn?: string): Promise<boolean>;
  /**
   * Ends, as a change of `by`, every set of codes that waits to be used beside a newer one of the same account: issued
   * by workstations that had not heard of one another. Resolves to how many sets it ended.
   */
  withdrawSurplusCodes(by: StaffMember, epoch: number): Promise<number>;
}

/**
 * What staff decide about unsent work. Each decision is one transaction, with its audit row. Refused (`not-permitted`)
 * to who may not do what the change did; giving up somebody else's switch-off without a reason is refused (`invalid`,
 * field `reason`), and with one leaves its author a notice. Audit rows are only ever sent.
 */
export interface UnsentDecisions {
  /**
   * Sends all of a parked or waiting change again. Who decides that has seen what the server holds, so that becomes what
   * it is sent on.
   */
  retry(changeId: string, decision: StaffDecision): Promise<Result<void>>;
  /**
   * Gives up a whole change that waits, is parked or is in conflict, or acknowledges a superseded one; its records
   * go back to the server's version, later changes stand on that. Giving up the creation of an account gives up all
   * that belongs to it. Refused (`not-allowed`), with nothing done, when a part of it is on the shared record already,
   * or a later change cannot stand without it. What is on its way to the server at that moment may still arrive, and is
   * shown then as what the server has.
   */
  discard(changeId: string, decision: StaffDecision): Promise<Result<void>>;
  /**
   * On a change in conflict: keeps ours (each part in conflict is sent on top of theirs, as a new entry whose
   * author is who decides) or takes theirs (the whole change is given up, as by {@link discard}; so is later work of
   * the same person's that collides, while other people's is asked about anew). Ours is refused (`changed-meanwhile`)
   * where something is off in theirs that who decides has not seen.
   */
  resolve(
    changeId: string,
    choice: 'ours' | 'theirs',
    decision: StaffDecision,
  ): Promise<Result<void>>;
  /** What this person is to be told by a notice. Refused (`changed-meanwhile`) when it is gone, or somebody else's. */
  notice(noticeId: string, staffId: string): Promise<Result<StaffNotice>>;
  /** Takes note of a notice. Refused (`changed-meanwhile`) when it is gone, or somebody else's. */
  acknowledge(noticeId: string, decision: StaffDecision): Promise<Result<void>>;
}

/**
 * The longest time an entry is ever put off for, in milliseconds. One whose next try is further ahead was put off by a
 * clock that was wrong, and may be sent at once.
 */
export const LONGEST_PAUSE_MS = 60_000;

/** What tells one record from all others, and where it is filed. */
export interface RecordPlace {
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly patientRef?: string;
}

/** Who decides about unsent work; the audit row is written in the decision's own transaction. */
export interface StaffDecision {
  readonly by: StaffMember;
  /** What they may do. */
  readonly permissions: readonly Permission[];
  /** Why, where that has to be said. */
  readonly reason?: string;
  /** By what acts something is off in the version made elsewhere, as they were shown it (`disablingsIn`). */
  readonly seen?: readonly string[];
  readonly audit: AuditRecord;
}

/** Thrown by a settle whose epoch is no longer the current one: another tab took over. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Where the pull stands. */
export interface PullJournal {
  /**
   * Where the next pull starts: all of this kind stamped before it has been seen. `undefined` before the first page.
   */
  cursor(kind: RecordKind): Promise<Instant | undefined>;
  /**
   * Stores each record that is newer than what is here (re-basing unsent work, never overwriting it), keeps apart those
   * that could not be read or are another patient's now, and last of all saves the cursor: broken off half way, the
   * same page can be applied again. Resolves to the server ids of records left out because they look older than what is
   * here, which only reading them can tell.
   */
  applyPage(page: PulledPage, epoch: number): Promise<readonly string[]>;
  /** Ids and versions known here, for a reconcile. Read from an index alone, in slices: never in a write's way. */
  known(kind: RecordKind): Promise<readonly KnownVersion[]>;
  /** What is kept apart at present. */
  keptApart(): Promise<KeptApart>;
  /** What was last noted of reconciling; {@link NEVER_RECONCILED} at first. */
  reconciled(): Promise<Reconciled>;
  noteReconciled(reconciled: Reconciled, epoch: number): Promise<void>;
}

/** What is remembered of comparing everything here with the server. */
export interface Reconciled {
  /** Day on which the last one was finished. The first complete pull counts as one: it compares with nothing. */
  readonly finishedOn?: CalendarDate;
  /** The same of the last one that went by ids and versions, whatever the counts; earlier versions did so every day. */
  readonly comparedOn?: CalendarDate;
  /** What it found; stands until the next one has been finished. */
  readonly findings: ReconcileFindings;
  /** The one in hand: what it found in each kind that it is through with. */
  readonly inHand?: Readonly<Partial<Record<RecordKind, ReconcileFindings>>>;
  /**
   * How far that one goes: ids and versions of the kinds of which the server counts other than we do, of all, or all in
   * whole.
   */
  readonly extent?: 'counts' | 'versions' | 'whole';
}

/** What only people can mend. */
export interface ReconcileFindings {
  /** Records held here as shared that the server no longer has. */
  readonly missing: number;
}

/** How many of the server's resources are kept apart, and why. */
export interface KeptApart {
  /** They make no sense, or not any more. */
  readonly unreadable: number;
  /** They are held here, and the server has filed them under another patient since. */
  readonly moved: number;
}

/** A version of the server's that is known here. */
export interface KnownVersion {
  readonly serverId: string;
  readonly versionId: string;
  /** Nothing but that it cannot be read: no record is held of it. */
  readonly isApartOnly: boolean;
}

/** Before anything was reconciled. */
export const NEVER_RECONCILED: Reconciled = { findings: { missing: 0 } };

export interface PulledPage {
  readonly kind: RecordKind;
  readonly records: readonly RemoteRecord[];
  /** Resources that do not make sense; kept apart, the rest of the page goes on. */
  readonly quarantined: readonly QuarantinedResource[];
  /** Server ids of what the server no longer has as the practice's: nothing of it is kept apart any more. */
  readonly gone?: readonly string[];
  /** Cursor to save, or `undefined` to leave it. */
  readonly cursor?: Instant;
  /** The records were read one by one, not found by a search: each is what the server has now, however it looks. */
  readonly isCurrent?: true;
}

export const UNSENT_WORK: InjectionToken<UnsentWork> = Symbol('UnsentWork');
export const WITHDRAWAL_WORDS: InjectionToken<WithdrawalWordsSource> = Symbol('WithdrawalWords');
export const OUTBOX: InjectionToken<Outbox> = Symbol('Outbox');
export const PULL_JOURNAL: InjectionToken<PullJournal> = Symbol('PullJournal');
export const UNSENT_DECISIONS: InjectionToken<UnsentDecisions> = Symbol('UnsentDecisions');
