import { Dexie } from 'dexie';
import { inject, injectable } from 'tsyringe';
import type { AuditRecord, PatientRecords } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { AuditLog, RecordChange, RecordStore } from '../ports/record-store.ts';
import { STAFF_WORK } from './database-tables.ts';
import { commitChange } from './dexie-commit.ts';
import { DexieAuditLog } from './dexie-audit-log.ts';
import { DexieRecordReader, recordsOf } from './dexie-record-reader.ts';
import { GroupCommit } from './group-commit.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { textsToRead } from './texts-to-read.ts';
import { textsToWrite } from './texts-to-write.ts';

/** A change, also with its texts sealed, and what becomes of it. */
interface Commit {
  readonly change: RecordChange;
  readonly sealed: RecordChange;
  result: Result<void>;
}

/** {@link RecordStore} in IndexedDB. */
@injectable()
export class DexieRecordStore extends DexieRecordReader implements RecordStore {
  private readonly log: AuditLog;
  private readonly commits: GroupCommit<Commit>;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) environment: Environment,
  ) {
    super(database);
    this.log = new DexieAuditLog(database);
    this.commits = new GroupCommit((commits) =>
      database.write(STAFF_WORK, async (tables) => {
        for (const commit of commits) {
          const { sealed, change } = commit;
          commit.result = await commitChange(tables, sealed, environment, change);
        }
      }),
    );
  }

  read(patientRef: string): Promise<Result<PatientRecords>> {
    return refusingStorageFailures(async () => {
      const [records, texts] = await Promise.all([
        this.database.read(['patientRecords'], (tables) => recordsOf(tables, patientRef)),
        textsToRead(this.database.seals),
      ]);
      return ok(await texts.records(records));
    });
  }

  commit(change: RecordChange): Promise<Result<void>> {
    const commit = async (): Promise<Result<void>> => {
      const texts = await textsToWrite(this.database);
      const commit: Commit = { change, sealed: await texts.change(change), result: ok() };
      await this.commits.run(commit);
      return commit.result;
    };
    return refusingStorageFailures(() => this.database.ahead(commit));
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    return this.log.recordAudit(audit);
  }

  audit(filter: {
    readonly patientRef?: string;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[]>> {
    const { patientRef, limit } = filter;
    return refusingStorageFailures(async () => {
      const texts = await textsToRead(this.database.seals);
      const rows = await this.database.read(['audit'], ({ audit }) => {
        const inOrder =
          patientRef === undefined
            ? audit.orderBy('audit.at')
            : audit
                .where('[audit.patientRef+audit.at]')
                .between([patientRef, Dexie.minKey], [patientRef, Dexie.maxKey]);
        return inOrder.reverse().limit(limit).toArray();
      });
      return ok(await Promise.all(rows.map((row) => texts.body(row.audit))));
    });
  }

  isAccountIdTaken(accountId: string): Promise<Result<boolean>> {
    return refusingStorageFailures(() =>
      this.database.read(['patientRecords'], async (tables) =>
        ok((await tables.patientRecords.where('body.accountId').equals(accountId).count()) > 0),
      ),
    );
  }
}
