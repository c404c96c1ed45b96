import { asapScheduler, distinctUntilChanged, filter, map, observeOn, type Observable } from 'rxjs';
import { samePlainData } from '../../services/domain/unsent-work/plain-data.ts';
import type { AuditRecord, PatientRecords } from '../../services/domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type {
  RecordChange,
  RecordStore,
  StoredPatient,
} from '../../services/ports/record-store.ts';
import type { StaffNotice } from '../../services/ports/staff-notice.ts';
import { auditEntry } from '../../services/storage/audit-entry.ts';
import type { Stamp } from '../../services/storage/change-plan.ts';
import { patientRecords } from '../../services/storage/patient-records.ts';
import { combined, totalsOf } from '../../services/storage/unsent-totals.ts';
import { commitChange } from './in-memory-commit.ts';
import type { InMemoryState } from './in-memory-state.ts';

/** Records of the practice in memory. */
export class InMemoryRecordStore implements RecordStore {
  constructor(
    private readonly state: InMemoryState,
    private readonly stamp: Stamp,
  ) {}

  read(patientRef: string): Promise<Result<PatientRecords>> {
    return this.answer(() => ok(this.recordsOf(patientRef)));
  }

  watch(patientRef: string): Observable<StoredPatient> {
    return this.state.changed$.pipe(
      observeOn(asapScheduler),
      map((): StoredPatient => {
        const { broken } = this.state;
        return broken === undefined
          ? {
              available: true,
              ...this.stateOf(patientRef),
            }
          : { available: false, reason: broken };
      }),
      distinctUntilChanged((one, other) => samePlainData(one, other)),
    );
  }

  notices$(staffId: string): Observable<readonly StaffNotice[]> {
    return this.state.changed$.pipe(
      observeOn(asapScheduler),
      filter(() => this.state.broken === undefined),
      map(() => [...this.state.notices.values()].filter((notice) => notice.staffId === staffId)),
      distinctUntilChanged((one, other) => samePlainData(one, other)),
    );
  }

  commit(change: RecordChange): Promise<Result<void>> {
    return this.answer(() => commitChange(this.state, change, this.stamp));
  }

  recordAudit(audit: AuditRecord): Promise<Result<void>> {
    return this.answer(() => {
      if (this.state.audit.some(({ id }) => id === audit.id)) return ok();
      const set = this.state.workingSet();
      set.addEntry(auditEntry(audit, ''));
      this.state.audit.push(structuredClone(audit));
      this.state.save(set);
      return ok();
    });
  }

  audit(filter: {
    readonly patientRef?: string;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[]>> {
    const { patientRef, limit } = filter;
    return this.answer(() =>
      ok(
        structuredClone(this.state.audit)
          .filter((audit) => patientRef === undefined || audit.patientRef === patientRef)
          .reverse()
          .sort((one, other) => other.at.localeCompare(one.at))
          .slice(0, limit),
      ),
    );
  }

  isAccountIdTaken(accountId: string): Promise<Result<boolean>> {
    return this.answer(() =>
      ok(this.state.rows().some(({ body }) => 'accountId' in body && body.accountId === accountId)),
    );
  }

  private stateOf(patientRef: string) {
    const all = this.state.entries();
    const entries = all.filter((entry) => entry.patientRef === patientRef);
    const others = combined(totalsOf(all), -1, totalsOf(entries));
    const isComplete = this.state.reconciled.finishedOn !== undefined;
    return { records: this.recordsOf(patientRef), entries, others, isComplete };
  }

  private recordsOf(patientRef: string): PatientRecords {
    const rows = this.state.rows().filter((row) => row.patientRef === patientRef);
    return structuredClone(patientRecords(rows));
  }

  private answer<T>(work: () => Result<T>): Promise<Result<T>> {
    const { broken } = this.state;
    return Promise.resolve(
      broken === undefined ? work() : refuse(FailureKind.storageUnavailable, broken),
    );
  }
}
