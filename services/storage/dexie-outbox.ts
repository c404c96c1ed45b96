import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { Instant, RecordKind } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Outbox, OutboxEntry, StaffDecision } from '../ports/outbox.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import type { Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { loadWorkingSet, saveWorkingSet, type WorkingSetScope } from './patient-working-set.ts';
import { confirmEntry, isKept, takeRemote } from './remote-changes.ts';
import { attempted, parked, postponed } from './send-outcomes.ts';
import { claimSenderEpoch, requireSenderEpoch } from './sender-epoch.ts';
import { decide, type EntryFate } from './staff-decisions.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { unsentInOrder } from './unsent-in-order.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * {@link Outbox} in IndexedDB. Settling an entry that is gone (staff or a pull were quicker) does nothing but take in
 * the server's version. Settles reject with LeaseLost, or with the storage error when storage fails.
 */
@injectable()
export class DexieOutbox implements Outbox {
  readonly entries$: Observable<readonly OutboxEntry[]>;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'now' | 'newId'>,
  ) {
    this.entries$ = database.live(unsentInOrder).pipe(
      filter((answer) => answer.available),
      map((answer) => answer.value),
    );
  }

  serverVersion(kind: RecordKind, recordId: string): Promise<ServerVersion | undefined> {
    return this.database.read(async ({ records, audit }) => {
      if (kind !== 'audit') return (await records.get([kind, recordId]))?.server?.version;
      return (await audit.where('audit.id').equals(recordId).first())?.version;
    });
  }

  claimEpoch(): Promise<number> {
    return this.database.write(claimSenderEpoch);
  }

  confirm(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    if (!isKept(remote)) return this.confirmAudit(entryId, remote, epoch);
    return this.settle(entryId, remote, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry === undefined) takeRemote(set, remote, 'answered');
      else confirmEntry(set, entry, remote);
    });
  }

  postpone(entryId: string, reason: string, nextAttemptAt: Instant, epoch: number): Promise<void> {
    return this.settle(entryId, undefined, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(postponed(entry, reason, nextAttemptAt));
    });
  }

  park(entryId: string, reason: string, epoch: number): Promise<void> {
    return this.settle(entryId, undefined, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(parked(entry, reason));
    });
  }

  rebase(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return this.settle(entryId, remote, epoch, (set) => {
      if (isKept(remote)) takeRemote(set, remote, 'read');
    });
  }

  supersede(entryId: string, remote: RemoteRecord<'account'>, epoch: number): Promise<void> {
    return this.settle(entryId, remote, epoch, (set) => {
      takeRemote(set, remote, 'answered');
    });
  }

  attempt(entryId: string, epoch: number): Promise<void> {
    return this.settle(entryId, undefined, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(attempted(entry));
    });
  }

  entries(): Promise<Result<readonly OutboxEntry[]>> {
    return refusingStorageFailures(async () => ok(await this.database.read(unsentInOrder)));
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
    return refusingStorageFailures(() =>
      this.database.write(async (tables) => {
        const set = await loadWorkingSet(tables, await scopeOf(tables, entryId, undefined));
        const decided = decide(set, entryId, fate, decision, this.environment);
        if (!decided.ok) return decided;
        await saveWorkingSet(tables, set);
        await tables.audit.add({ audit: decision.audit });
        return ok();
      }),
    );
  }

  private settle(
    entryId: string,
    remote: RemoteRecord | undefined,
    epoch: number,
    work: (set: WorkingSet) => void,
  ): Promise<void> {
    return this.database.write(async (tables) => {
      await requireSenderEpoch(tables, epoch);
      const set = await loadWorkingSet(tables, await scopeOf(tables, entryId, remote));
      work(set);
      await saveWorkingSet(tables, set);
    });
  }

  /** An audit row has nothing to re-base: it only remembers that the server has it. */
  private confirmAudit(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return this.database.write(async (tables) => {
      await requireSenderEpoch(tables, epoch);
      await tables.outbox.where('id').equals(entryId).delete();
      await tables.audit
        .where('audit.id')
        .equals(remote.body.id)
        .modify({ version: remote.version });
    });
  }
}

/** Everything of the patient the entry and the server's version are about. */
async function scopeOf(
  { outbox }: Tables,
  entryId: string,
  remote: RemoteRecord | undefined,
): Promise<WorkingSetScope> {
  const entry = await outbox.where('id').equals(entryId).first();
  const remoteKey = remote && { kind: remote.kind, recordId: remote.body.id };
  return {
    patientRefs: [...new Set([entry?.patientRef ?? [], remote?.body.patientRef ?? []].flat())],
    keys: [entry ?? [], remoteKey ?? []].flat(),
  };
}
