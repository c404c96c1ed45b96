import { inject, injectable } from 'tsyringe';
import type { AuditRecord } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { RecordChange, RecordStore } from '../ports/record-store.ts';
import { auditEntry } from './change-plan.ts';
import { STAFF_WORK } from './database-tables.ts';
import { commitChange } from './dexie-commit.ts';
import { DexieRecordReader } from './dexie-record-reader.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { turnOf } from './send-queue.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { countUnsent, totalsOf } from './unsent-totals.ts';

/** {@link RecordStore} in IndexedDB. */
@injectable()
export class DexieRecordStore extends DexieRecordReader implements RecordStore {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super(database);
  }

  commit(change: RecordChange): Promise<Result<void>> {
    return refusingStorageFailures(() =>
      this.database.write(STAFF_WORK, (tables) => commitChange(tables, change, this.environment)),
    );
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    return refusingStorageFailures(() =>
      this.database.write(STAFF_WORK, async (tables) => {
        if ((await tables.audit.where('audit.id').equals(audit.id).count()) > 0) return ok();
        await tables.audit.add({ audit });
        const entry = auditEntry(audit, '');
        await tables.outbox.add({ ...entry, turn: turnOf(entry) });
        await countUnsent(tables, totalsOf([entry]));
        return ok();
      }),
    );
  }
}
