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
import { textsToWrite } from './texts-to-write.ts';

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
    const commit = async (): Promise<Result<void>> => {
      const texts = await textsToWrite(this.database);
      const sealed = await texts.change(change);
      return this.database.write(STAFF_WORK, (tables) =>
        commitChange(tables, sealed, this.environment, change),
      );
    };
    return refusingStorageFailures(() => this.database.ahead(commit));
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    return this.log.recordAudit(audit);
  }
}
