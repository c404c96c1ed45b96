import { inject, injectable } from 'tsyringe';
import type { AuditRecord } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { AuditLog } from '../ports/record-store.ts';
import { auditEntry } from './audit-entry.ts';
import { STAFF_WORK, type Tables } from './database-tables.ts';
import { GroupCommit } from './group-commit.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { turnOf } from './send-queue.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { textsToWrite } from './texts-to-write.ts';
import { countUnsent, totalsOf } from './unsent-totals.ts';

/** {@link AuditLog} in IndexedDB. */
@injectable()
export class DexieAuditLog implements AuditLog {
  private readonly rows: GroupCommit<AuditRecord>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase) {
    this.rows = new GroupCommit((rows) =>
      database.write(STAFF_WORK, async (tables) => {
        for (const row of rows) await addRow(tables, row);
      }),
    );
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    const record = async (): Promise<Result<void>> => {
      const texts = await textsToWrite(this.database);
      await this.rows.run(await texts.audit(audit));
      return ok();
    };
    return refusingStorageFailures(() => this.database.ahead(record));
  }
}

/** Once, however often it is asked for. */
async function addRow(tables: Tables, audit: AuditRecord): Promise<void> {
  if ((await tables.audit.where('audit.id').equals(audit.id).count()) > 0) return;
  await tables.audit.add({ audit });
  const entry = auditEntry(audit, '');
  await tables.outbox.add({ ...entry, turn: turnOf(entry) });
  await countUnsent(tables, totalsOf([entry]));
}
