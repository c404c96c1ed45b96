import { inject, injectable } from 'tsyringe';
import type { AuditRecord } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { AuditLog } from '../ports/record-store.ts';
import { auditEntry } from './audit-entry.ts';
import { STAFF_WORK } from './database-tables.ts';
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
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
  ) {}

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    const record = async (): Promise<Result<void>> => {
      const texts = await textsToWrite(this.database);
      const sealed = await texts.audit(audit);
      return this.database.write(STAFF_WORK, async (tables) => {
        if ((await tables.audit.where('audit.id').equals(audit.id).count()) > 0) return ok();
        await tables.audit.add({ audit: sealed });
        const entry = auditEntry(sealed, '');
        await tables.outbox.add({ ...entry, turn: turnOf(entry) });
        await countUnsent(tables, totalsOf([entry]));
        return ok();
      });
    };
    return refusingStorageFailures(() => this.database.ahead(record));
  }
}
