import { asapScheduler, distinctUntilChanged, filter, map, observeOn, type Observable } from 'rxjs';
import { samePlainData } from '../../services/domain/unsent-work/plain-data.ts';
import type { Instant, StaffMember } from '../../services/domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type { ExchangeReason } from '../../services/domain/unsent-work/reasons.ts';
import {
  LONGEST_PAUSE_MS,
  OutboxState,
  type Outbox,
  type OutboxEntry,
  type RecordPlace,
  type Sendable,
  type SendTurn,
  type StaffDecision,
  type UnsentDecisions,
  type UnsentTotals,
} from '../../services/ports/outbox.ts';
import type { RemoteRecord, ServerVersion } from '../../services/ports/remote-records.ts';
import type { StaffNotice } from '../../services/ports/staff-notice.ts';
import { auditEntry } from '../../services/storage/audit-entry.ts';
import type { Stamp } from '../../services/storage/change-plan.ts';
import { isKept } from '../../services/storage/kept-remote.ts';
import {
  confirmed,
  parked,
  postponed,
  rebased,
  superseded,
} from '../../services/storage/send-outcomes.ts';
import { ANYBODY, withoutTurn, type QueuedEntry } from '../../services/storage/queued-entry.ts';
import { attempted } from '../../services/storage/attempted.ts';
import { laneOf } from '../../services/storage/send-queue.ts';
import { decide, noticeGone, type ChangeFate } from '../../services/storage/staff-decisions.ts';
import { withdrawal } from '../../services/storage/ending-surplus-codes.ts';
import { totalsOf } from '../../services/storage/unsent-totals.ts';
import type { WorkingSet } from '../../services/storage/working-set.ts';
import { commitChange } from './in-memory-commit.ts';
import type { InMemoryState } from './in-memory-state.ts';
import { WITHDRAWAL } from './withdrawal-words.ts';

/** Unsent work in memory. */
export class InMemoryOutbox implements Outbox, UnsentDecisions {
  readonly totals$: Observable<UnsentTotals>;

  constructor(
    private readonly state: InMemoryState,
    private readonly stamp: Stamp,
  ) {
    this.totals$ = this.live(() => totalsOf(state.queue()));
  }

  sendable$(staffId: string): Observable<Sendable> {
    return this.live(() => {
      const free = this.state.queue().filter((entry) => isTurnOf(entry, staffId));
      const ready = free.filter(({ turn }) => turn?.lane !== undefined);
      const first = ready.find((entry) => laneOf(entry) === 'record') ?? ready[0];
      const [nextDue] = free.flatMap(({ turn }) => turn?.due ?? []).sort();
      return {
        ...(first && { first: first.sequence }),
        ...(nextDue !== undefined && { nextDue }),
      };
    });
  }

  next({ staffId, now, count, except }: SendTurn): Promise<readonly OutboxEntry[]> {
    return this.use(() => {
      const free = this.state
        .queue()
        .filter((entry) => isTurnOf(entry, staffId) && !isPutOff(entry.turn?.due ?? '', now))
        .filter(({ id }) => except?.has(id) !== true);
      const lanes = (['record', 'audit'] as const).map((lane) =>
        free.filter((entry) => laneOf(entry) === lane),
      );
      return structuredClone(lanes.flat().slice(0, count).map(withoutTurn));
    });
  }

  isStuck(staffId: string, attempts: number): Promise<boolean> {
    return this.use(() =>
      this.state
        .queue()
        .some(
          (entry) =>
            (entry.kind === 'audit' || entry.author.id === staffId) &&
            entry.state === OutboxState.waiting &&
            entry.attempts >= attempts,
        ),
    );
  }

  entriesOf(patientRef: string): Promise<Result<readonly OutboxEntry[]>> {
    return this.answer(() =>
      ok(this.state.entries().filter((entry) => entry.patientRef === patientRef)),
    );
  }

  change(changeId: string): Promise<Result<readonly OutboxEntry[]>> {
    return this.answer(() =>
      ok(this.state.entries().filter((entry) => entry.changeId === changeId)),
    );
  }

  serverVersion({ kind, recordId }: RecordPlace): Promise<ServerVersion | undefined> {
    return this.use(() => this.state.workingSet().row({ kind, recordId })?.server?.version);
  }

  claimEpoch(): Promise<number> {
    return this.use(() => (this.state.epoch += 1));
  }

  confirm(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    if (isKept(remote)) return this.settle(epoch, confirmed(entryId, remote));
    return this.settle(epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.removeEntry(entry);
    });
  }

  postpone(
    entryId: string,
    reason: ExchangeReason,
    nextAttemptAt: Instant,
    epoch: number,
  ): Promise<void> {
    return this.settle(epoch, postponed(entryId, reason, nextAttemptAt));
  }

  park(entryId: string, reason: ExchangeReason, epoch: number): Promise<void> {
    return this.settle(epoch, parked(entryId, reason));
  }

  async rebase(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    if (isKept(remote)) await this.settle(epoch, rebased(entryId, remote));
  }

  supersede(_entryId: string, remote: RemoteRecord<'account'>, epoch: number): Promise<void> {
    return this.settle(epoch, superseded(remote));
  }

  async attempt(entryId: string, epoch: number, sentOn?: string): Promise<boolean> {
    let isToGo = false;
    await this.settle(epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry?.state !== OutboxState.waiting) return;
      isToGo = true;
      set.putEntry(attempted(entry, sentOn));
    });
    return isToGo;
  }

  withdrawSurplusCodes(by: StaffMember, epoch: number): Promise<number> {
    return this.use(() => {
      this.state.requireEpoch(epoch);
      const rows = this.state.storedRows();
      const patients = new Set(rows.flatMap(({ surplusOf }) => surplusOf ?? []));
      let ended = 0;
      for (const patientRef of patients) {
        const set = this.state.workingSet();
        const said = { ...WITHDRAWAL, auditId: this.stamp.newId() };
        const change = withdrawal(set.rowsOf(patientRef), by, said, this.stamp);
        if (change === undefined) this.state.save(set);
        else if (commitChange(this.state, change, this.stamp).ok) ended += change.writes.length;
      }
      return ended;
    });
  }

  retry(changeId: string, decision: StaffDecision): Promise<Result<void>> {
    return this.decide(changeId, { kind: 'retry' }, decision);
  }

  discard(changeId: string, decision: StaffDecision): Promise<Result<void>> {
    return this.decide(changeId, { kind: 'discard' }, decision);
  }

  resolve(
    changeId: string,
    choice: 'ours' | 'theirs',
    decision: StaffDecision,
  ): Promise<Result<void>> {
    return this.decide(changeId, { kind: 'resolve', choice }, decision);
  }

  notice(noticeId: string, staffId: string): Promise<Result<StaffNotice>> {
    return this.answer(() => {
      const notice = this.state.notices.get(noticeId);
      return notice?.staffId === staffId ? ok(notice) : noticeGone();
    });
  }

  acknowledge(noticeId: string, { by, audit }: StaffDecision): Promise<Result<void>> {
    return this.answer(() => {
      const notice = this.state.notices.get(noticeId);
      if (notice?.staffId !== by.id) return noticeGone();
      const set = this.state.workingSet();
      set.addEntry(auditEntry(audit, notice.patientName));
      this.state.notices.delete(noticeId);
      this.state.audit.push(structuredClone(audit));
      this.state.save(set);
      return ok();
    });
  }

  private decide(
    changeId: string,
    fate: ChangeFate,
    decision: StaffDecision,
  ): Promise<Result<void>> {
    return this.answer(() => {
      const set = this.state.workingSet();
      const decided = decide(set, changeId, fate, decision, this.stamp);
      if (!decided.ok) return decided;
      this.state.audit.push(structuredClone(decision.audit));
      this.state.save(set);
      return ok();
    });
  }

  private live<T>(ask: () => T): Observable<T> {
    return this.state.changed$.pipe(
      observeOn(asapScheduler),
      filter(() => this.state.broken === undefined),
      map(ask),
      distinctUntilChanged((one, other) => samePlainData(one, other)),
    );
  }

  private answer<T>(work: () => Result<T>): Promise<Result<T>> {
    const { broken } = this.state;
    return Promise.resolve(
      broken === undefined ? work() : refuse(FailureKind.storageUnavailable, broken),
    );
  }

  private settle(epoch: number, work: (set: WorkingSet) => void): Promise<void> {
    return this.use(() => {
      this.state.requireEpoch(epoch);
      const set = this.state.workingSet();
      work(set);
      this.state.save(set);
    });
  }

  /** Failures become rejections, as with a real database. */
  private use<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.state.requireUsable();
      resolve(work());
    });
  }
}

function isTurnOf({ turn }: QueuedEntry, staffId: string): boolean {
  return turn?.staffId === staffId || turn?.staffId === ANYBODY;
}

function isPutOff(due: Instant, now: Instant): boolean {
  return due > now && Date.parse(due) <= Date.parse(now) + LONGEST_PAUSE_MS;
}
