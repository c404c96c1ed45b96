import { inject, injectable } from 'tsyringe';
import type { AuditRecord } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { AuditLog, RecordChange, RecordStore } from '../ports/record-store.ts';
import { STAFF_WORK } from './database-tables.ts';
import { commitChange } from './dexie-commit.ts';
import { DexieAuditLog } from './dexie-audit-log.ts';
import { DexieRecordReader } from './dexie-record-reader.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { refusingStorageFailures } from './storage-failure.ts';

/** {@link RecordStore} in IndexedDB. */
@injectable()
export class DexieRecordStore extends DexieRecordReader implements RecordStore {
  private readonly log: AuditLog;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super(database);
    this.log = new DexieAuditLog(database);
  }

  commit(change: RecordChange): Promise<Result<void>> {
    return refusingStorageFailures(() =>
      this.database.write(STAFF_WORK, (tables) => commitChange(tables, change, this.environment)),
    );
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    return this.log.recordAudit(audit);
  }
}
