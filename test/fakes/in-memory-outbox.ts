import { asapScheduler, distinctUntilChanged, map, observeOn, filter, type Observable } from 'rxjs';
import { samePlainData } from '../../services/domain/unsent-work/conflict.ts';
import type { Instant, RecordKind } from '../../services/domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type { Outbox, OutboxEntry, StaffDecision } from '../../services/ports/outbox.ts';
import type { RemoteRecord, ServerVersion } from '../../services/ports/remote-records.ts';
import type { Stamp } from '../../services/storage/change-plan.ts';
import { attempted, parked, postponed } from '../../services/storage/send-outcomes.ts';
import { confirmEntry, isKept, takeRemote } from '../../services/storage/remote-changes.ts';
import { decide, type EntryFate } from '../../services/storage/staff-decisions.ts';
import type { WorkingSet } from '../../services/storage/working-set.ts';
import type { InMemoryState } from './in-memory-storage.ts';

/** Unsent work in memory. */
export class InMemoryOutbox implements Outbox {
  readonly entries$: Observable<readonly OutboxEntry[]>;

  constructor(
    private readonly state: InMemoryState,
    private readonly stamp: Stamp,
  ) {
    this.entries$ = state.changed$.pipe(
      observeOn(asapScheduler),
      filter(() => state.broken === undefined),
      map(() => structuredClone(state.entries())),
      distinctUntilChanged((one, other) => samePlainData(one, other)),
    );
  }

  serverVersion(kind: RecordKind, recordId: string): Promise<ServerVersion | undefined> {
    return this.use(() =>
      kind === 'audit'
        ? this.state.auditVersions.get(recordId)
        : this.state.workingSet().row({ kind, recordId })?.server?.version,
    );
  }

  claimEpoch(): Promise<number> {
    return this.use(() => (this.state.epoch += 1));
  }

  confirm(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return this.settle(epoch, (set) => {
      const entry = set.entry(entryId);
      if (!isKept(remote)) {
        if (entry !== undefined) set.removeEntry(entry);
        this.state.auditVersions.set(remote.body.id, structuredClone(remote.version));
      } else if (entry === undefined) takeRemote(set, remote, 'answered');
      else confirmEntry(set, entry, remote);
    });
  }

  postpone(entryId: string, reason: string, nextAttemptAt: Instant, epoch: number): Promise<void> {
    return this.settle(epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(postponed(entry, reason, nextAttemptAt));
    });
  }

  park(entryId: string, reason: string, epoch: number): Promise<void> {
    return this.settle(epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(parked(entry, reason));
    });
  }

  rebase(_entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return this.settle(epoch, (set) => {
      if (isKept(remote)) takeRemote(set, remote, 'read');
    });
  }

  supersede(_entryId: string, remote: RemoteRecord<'account'>, epoch: number): Promise<void> {
    return this.settle(epoch, (set) => {
      takeRemote(set, remote, 'answered');
    });
  }

  attempt(entryId: string, epoch: number): Promise<void> {
    return this.settle(epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(attempted(entry));
    });
  }

  entries(): Promise<Result<readonly OutboxEntry[]>> {
    return this.answer(() => ok(structuredClone(this.state.entries())));
  }

  retry(entryId: string, decision: StaffDecision): Promise<Result<void>> {
    return this.decide(entryId, { kind: 'retry' }, decision);
  }

  discard(entryId: string, decision: StaffDecision): Promise<Result<void>> {
    return this.decide(entryId, { kind: 'discard' }, decision);
  }

  resolve(
    entryId: string,
    choice: 'ours' | 'theirs',
    decision: StaffDecision,
  ): Promise<Result<void>> {
    return this.decide(entryId, { kind: 'resolve', choice }, decision);
  }

  private decide(entryId: string, fate: EntryFate, decision: StaffDecision): Promise<Result<void>> {
    return this.answer(() => {
      const set = this.state.workingSet();
      const decided = decide(set, entryId, fate, decision, this.stamp);
      if (!decided.ok) return decided;
      this.state.audit.push(structuredClone(decision.audit));
      this.state.save(set);
      return ok();
    });
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
