import { Dexie } from 'dexie';
import { map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { AuditRecord, PatientRecords } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { RecordChange, RecordStore, StoredPatient } from '../ports/record-store.ts';
import { auditEntry, planChange } from './change-plan.ts';
import type { Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { patientRecords } from './patient-records.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { unsentInOrder } from './unsent-in-order.ts';

/** {@link RecordStore} in IndexedDB. */
@injectable()
export class DexieRecordStore implements RecordStore {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  read(patientRef: string): Promise<Result<PatientRecords>> {
    return refusingStorageFailures(async () =>
      ok(await this.database.read((tables) => recordsOf(tables, patientRef))),
    );
  }

  watch(patientRef: string): Observable<StoredPatient> {
    return this.database
      .live((tables) => stateOf(tables, patientRef))
      .pipe(map((answer) => (answer.available ? { available: true, ...answer.value } : answer)));
  }

  commit(change: RecordChange): Promise<Result<void>> {
    return refusingStorageFailures(() =>
      this.database.write(async (tables) => {
        const { operationId } = change;
        if ((await tables.operations.get(operationId)) !== undefined) return ok();
        const set = await loadWorkingSet(tables, scopeOf(change));
        const planned = planChange(set, change, this.environment);
        if (!planned.ok) return planned;
        await saveWorkingSet(tables, set);
        await tables.audit.bulkAdd(change.audit.map((audit) => ({ audit })));
        await tables.operations.add({ operationId, at: this.environment.now() });
        return ok();
      }),
    );
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    return refusingStorageFailures(() =>
      this.database.write(async (tables) => {
        if ((await tables.audit.where('audit.id').equals(audit.id).count()) > 0) return ok();
        await tables.audit.add({ audit });
        await tables.outbox.add(auditEntry(audit, ''));
        return ok();
      }),
    );
  }

  audit(filter: {
    readonly patientRef?: string;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[]>> {
    const { patientRef, limit } = filter;
    return refusingStorageFailures(() =>
      this.database.read(async ({ audit }) => {
        const inOrder =
          patientRef === undefined
            ? audit.orderBy('audit.at')
            : audit
                .where('[audit.patientRef+audit.at]')
                .between([patientRef, Dexie.minKey], [patientRef, Dexie.maxKey]);
        const rows = await inOrder.reverse().limit(limit).toArray();
        return ok(rows.map((row) => row.audit));
      }),
    );
  }

  isAccountIdTaken(accountId: string): Promise<Result<boolean>> {
    return refusingStorageFailures(() =>
      this.database.read(async ({ records }) =>
        ok((await records.where('body.accountId').equals(accountId).count()) > 0),
      ),
    );
  }
}

async function recordsOf({ records }: Tables, patientRef: string): Promise<PatientRecords> {
  return patientRecords(await records.where('patientRef').equals(patientRef).toArray());
}

/** Records and unsent work of one moment: read apart, a change between the two would show half of itself. */
function stateOf(tables: Tables, patientRef: string) {
  const { records, outbox } = tables;
  return records.db.transaction('r', records, outbox, async () => ({
    records: await recordsOf(tables, patientRef),
    entries: await unsentInOrder(tables),
  }));
}

function scopeOf({ patientRef, writes }: RecordChange): Parameters<typeof loadWorkingSet>[1] {
  const bodies = writes.map(({ after }) => after);
  return {
    patientRefs: [
      ...new Set([patientRef, ...bodies.map(({ body }) => body.patientRef ?? [])].flat()),
    ],
    keys: bodies.map(({ kind, body }) => ({ kind, recordId: body.id })),
  };
}
