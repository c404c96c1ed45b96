import { inject, injectable } from 'tsyringe';
import { firstValueFrom } from 'rxjs';
import type { Permission } from '../../domain/practice/permission.ts';
import { writesOf } from '../../domain/record-writes.ts';
import type { AuditAction, AuditRecord, PatientRecords } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Failure, type Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  PATIENT_RECORD,
  PRACTICE,
  STAFF_SESSIONS,
  type Environment,
  type Patient,
  type PatientRecord,
  type Practice,
  type StaffSession,
  type StaffSessions,
} from '../../ports/practice-host.ts';
import type { OutboxEntry } from '../../ports/outbox.ts';
import { RECORD_STORE, type RecordStore, type RecordWrite } from '../../ports/record-store.ts';
import { SYNC_CONTROL, type SyncControl } from '../../ports/sync-control.ts';

/** Who acts on whom: taken once when an action starts and used to its end, never looked up again on the way. */
export interface StaffAction {
  readonly action: AuditAction;
  readonly session: StaffSession;
  readonly patient: Patient;
  readonly records: PatientRecords;
}

/** What an action wants stored. */
export interface IntendedChange {
  readonly operationId: string;
  /** For the list of unsent work, e.g. "Create online account". */
  readonly description: string;
  /** For practice managers; no codes, notes or free text. */
  readonly summary: string;
  readonly writes: readonly RecordWrite[];
}

/** Failures that leave no audit row: nothing was refused, or nothing can be written. */
const UNAUDITED: ReadonlySet<FailureKind> = new Set([
  FailureKind.invalid,
  FailureKind.needsConfirmation,
  FailureKind.storageUnavailable,
]);

const SOMEBODY_ELSE =
  'Another patient is open now. Nothing was changed: go back to the patient and do it again.';
const SIGNED_OUT =
  'You were signed out before this was saved. Nothing was changed: sign in and do it again.';
const NOT_PERMITTED =
  'Your role may not do this. Ask your practice manager, or somebody whose role allows it.';

/** A refusal, of whatever was asked. */
type Refusal = Extract<Result<never>, { ok: false }>;

/** What every use case shares: permission, the right patient, the audit trail and one transaction. */
@injectable()
export class StaffActions {
  constructor(
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
    @inject(RECORD_STORE) private readonly store: RecordStore,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
    @inject(SYNC_CONTROL) private readonly sync: SyncControl,
  ) {}

  /** Starts an action, or refuses it: nobody signed in, no permission, another patient open, storage unusable. */
  async begin(
    action: AuditAction,
    permission: Permission,
    patientRef: string,
  ): Promise<Result<StaffAction>> {
    const permitted = await this.permit(action, permission, patientRef);
    if (!permitted.ok) return permitted;
    const session = permitted.value;
    const patient = await this.openPatient(patientRef);
    if (patient === undefined) {
      await this.auditRefusal({ action, session, patientRef }, 'another patient was open');
      return refuse(FailureKind.notAllowed, SOMEBODY_ELSE);
    }
    const records = await this.store.read(patientRef);
    if (!records.ok) return records;
    return ok({ action, session, patient, records: records.value });
  }

  /** Whether the same person is still signed in and the same patient open; asked again before anything leaves the house. */
  async stillStands({ action, session, patient }: StaffAction): Promise<Result<void>> {
    const reason =
      this.sessions.current()?.id !== session.id
        ? SIGNED_OUT
        : (await this.openPatient(patient.ref)) === undefined
          ? SOMEBODY_ELSE
          : undefined;
    if (reason === undefined) return ok();
    await this.auditRefusal({ action, session, patientRef: patient.ref }, reason);
    return refuse(FailureKind.notAllowed, reason);
  }

  /** Checks only the permission; a refusal is audited. */
  async permit(
    action: AuditAction,
    permission: Permission,
    patientRef?: string,
  ): Promise<Result<StaffSession>> {
    const session = this.sessions.current();
    if (session === null) return refuse(FailureKind.notPermitted, SIGNED_OUT);
    if (session.permissions.includes(permission)) return ok(session);
    await this.auditRefusal({ action, session, patientRef }, 'no permission');
    return refuse(FailureKind.notPermitted, NOT_PERMITTED);
  }

  /** Passes a refusal on, having audited it; slips of typing and questions are no refusals. */
  async refused(staffAction: StaffAction, failure: Failure): Promise<Refusal> {
    if (!UNAUDITED.has(failure.kind)) {
      const { action, session, patient } = staffAction;
      await this.auditRefusal({ action, session, patientRef: patient.ref }, failure.message);
    }
    return { ok: false, failure };
  }

  /** Stores a change with its audit row and lets it be sent, if the action still stands. */
  async commit(staffAction: StaffAction, change: IntendedChange): Promise<Result<void>> {
    const stands = await this.stillStands(staffAction);
    return stands.ok ? this.commitWhatHappened(staffAction, change) : stands;
  }

  /** Stores what cannot be undone any more, whoever is signed in by now. */
  async commitWhatHappened(
    staffAction: StaffAction,
    change: IntendedChange,
  ): Promise<Result<void>> {
    const { session, patient, records } = staffAction;
    const committed = await this.store.commit({
      operationId: change.operationId,
      author: session.staff,
      patientRef: patient.ref,
      patientName: patient.displayName,
      description: change.description,
      writes: change.writes,
      audit: [this.auditRow(staffAction, change.summary, accountKeyOf(change, records))],
    });
    if (!committed.ok) return this.refused(staffAction, committed.failure);
    this.sync.nudge();
    return committed;
  }

  /** Commits what a rule made of the patient's records. Where they are the same, there is nothing to store. */
  async commitRecords(
    staffAction: StaffAction,
    after: PatientRecords,
    change: Omit<IntendedChange, 'writes'>,
  ): Promise<Result<void>> {
    const writes = writesOf(staffAction.records, after);
    return writes.length === 0 ? ok() : this.commit(staffAction, { ...change, writes });
  }

  /** Audits something that changed no record here, e.g. a preview or a change in the host's record. */
  async audit(staffAction: StaffAction, summary: string): Promise<Result<void>> {
    const { records } = staffAction;
    const recorded = await this.store.recordAudit(
      this.auditRow(staffAction, summary, records.account?.id),
    );
    if (recorded.ok) this.sync.nudge();
    return recorded;
  }

  /** The row to go with a decision about unsent work of some patient, open or not. */
  decisionRow(
    action: AuditAction,
    session: StaffSession,
    entry: OutboxEntry,
    summary: string,
  ): AuditRecord {
    const { body } = entry.after;
    return {
      ...this.blankRow(action, session),
      outcome: 'done',
      summary,
      ...(entry.patientRef === undefined ? {} : { patientRef: entry.patientRef }),
      ...(entry.kind === 'account' ? { accountKey: body.id } : {}),
      ...('accountKey' in body ? { accountKey: body.accountKey } : {}),
    };
  }

  /** An audit row of something done outside any patient's record. */
  async auditPractice(
    action: AuditAction,
    session: StaffSession,
    summary: string,
  ): Promise<Result<void>> {
    return this.store.recordAudit({ ...this.blankRow(action, session), outcome: 'done', summary });
  }

  private async openPatient(patientRef: string): Promise<Patient | undefined> {
    const patient = await firstValueFrom(this.patients.current$);
    return patient?.ref === patientRef ? patient : undefined;
  }

  private auditRow(
    { action, session, patient }: StaffAction,
    summary: string,
    accountKey: string | undefined,
  ): AuditRecord {
    const row = {
      ...this.blankRow(action, session),
      patientRef: patient.ref,
      outcome: 'done' as const,
      summary,
    };
    return accountKey === undefined ? row : { ...row, accountKey };
  }

  private async auditRefusal(
    what: {
      readonly action: AuditAction;
      readonly session: StaffSession;
      readonly patientRef: string | undefined;
    },
    reason: string,
  ): Promise<void> {
    const row = {
      ...this.blankRow(what.action, what.session),
      outcome: 'refused' as const,
      summary: `Refused: ${reason}`,
    };
    await this.store.recordAudit(
      what.patientRef === undefined ? row : { ...row, patientRef: what.patientRef },
    );
  }

  private blankRow(
    action: AuditAction,
    session: StaffSession,
  ): Pick<AuditRecord, 'id' | 'practiceId' | 'at' | 'by' | 'action'> {
    return {
      id: this.environment.newId(),
      practiceId: this.practice.id,
      at: this.environment.now(),
      by: session.staff,
      action,
    };
  }
}

function accountKeyOf(change: IntendedChange, records: PatientRecords): string | undefined {
  const created = change.writes.find(({ after }) => after.kind === 'account');
  return created?.after.body.id ?? records.account?.id;
}
