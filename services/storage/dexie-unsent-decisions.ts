import { inject, injectable } from 'tsyringe';
import { ok, type Result } from '../domain/result.ts';
import type { StaffDecision, UnsentDecisions } from '../ports/outbox.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { auditEntry } from './audit-entry.ts';
import { STAFF_DECISIONS } from './database-tables.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import { decide, noticeGone, type ChangeFate } from './staff-decisions.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { textsToRead } from './texts-to-read.ts';
import { textsToWrite } from './texts-to-write.ts';

/** {@link UnsentDecisions} in IndexedDB. */
@injectable()
export class DexieUnsentDecisions implements UnsentDecisions {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'now' | 'newId'>,
  ) {}

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
    return refusingStorageFailures(async () => {
      const [notice, texts] = await Promise.all([
        this.database.read(['notices'], ({ notices }) => notices.get(noticeId)),
        textsToRead(this.database.seals),
      ]);
      return notice?.staffId === staffId ? ok(await texts.notice(notice)) : noticeGone();
    });
  }

  acknowledge(noticeId: string, { by, audit }: StaffDecision): Promise<Result<void>> {
    const takeNote = async (): Promise<Result<void>> => {
      const texts = await textsToWrite(this.database);
      const sealed = await texts.audit(audit);
      return this.database.write(STAFF_DECISIONS, async (tables) => {
        const notice = await tables.notices.get(noticeId);
        if (notice?.staffId !== by.id) return noticeGone();
        const set = await loadWorkingSet(tables, []);
        // The name is sealed for its patient's entries only.
        const isOfPatient = sealed.patientRef === notice.patientRef;
        set.addEntry(auditEntry(sealed, isOfPatient ? notice.patientName : ''));
        await tables.notices.delete(noticeId);
        await saveWorkingSet(tables, set);
        await tables.audit.add({ audit: sealed });
        return ok();
      });
    };
    return refusingStorageFailures(() => this.database.ahead(takeNote));
  }

  private decide(
    changeId: string,
    fate: ChangeFate,
    decision: StaffDecision,
  ): Promise<Result<void>> {
    const carryOut = async (): Promise<Result<void>> => {
      const texts = await textsToWrite(this.database);
      const sealed = await texts.decision(decision);
      return this.database.write(STAFF_DECISIONS, async (tables) => {
        const entries = await tables.outbox.where('changeId').equals(changeId).toArray();
        const patientRefs = entries.flatMap(({ patientRef }) => patientRef ?? []);
        const set = await loadWorkingSet(tables, patientRefs, entries);
        const decided = decide(set, changeId, fate, sealed, this.environment);
        if (!decided.ok) return decided;
        await saveWorkingSet(tables, set);
        await tables.audit.add({ audit: sealed.audit });
        return ok();
      });
    };
    return refusingStorageFailures(() => this.database.ahead(carryOut));
  }
}
