import { inject, injectable } from 'tsyringe';
import { checkIdentityEntry } from '../../domain/identity/identity-check.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction, type IdentityCheckRecord } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  PATIENT_RECORD,
  PRACTICE,
  type Environment,
  type PatientRecord,
  type Practice,
} from '../../ports/practice-host.ts';
import type { StaffAction, StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';
import type { IdentityCheckInput, OnlineServices } from '../views.ts';

/** *Identification*: recording checks, and marking wrong ones as entered in error. */
@injectable()
export class IdentityChecks {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
  ) {}

  /** Stores the check; the coded entry is added after it, and its failure does not undo the check. */
  async record(
    input: IdentityCheckInput,
  ): Promise<Result<{ readonly codedEntryFailure?: string }>> {
    const begun = await this.actions.begin(
      AuditAction.recordIdentityCheck,
      Permission.recordIdentity,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const entry = checkIdentityEntry(input, this.environment.today());
    if (!entry.ok) return entry;
    const body: IdentityCheckRecord = {
      id: this.environment.newId(),
      practiceId: this.practice.id,
      patientRef: input.patientRef,
      date: input.date,
      method: entry.value.method,
      staff: { id: input.staffId, name: input.staffName.trim() },
      freetext: input.freetext.trim(),
      recordedAt: this.environment.now(),
      recordedBy: begun.value.session.staff,
    };
    const committed = await this.actions.commit(begun.value, {
      operationId: input.operationId,
      description: 'Record identity check',
      summary: 'Identity check recorded',
      writes: [{ after: { kind: 'identity-check', body } }],
    });
    if (!committed.ok) return committed;
    return input.addCodedEntry ? this.addCodedEntry(begun.value, input) : ok({});
  }

  /** The check stays readable, struck through; it no longer counts. */
  async markEnteredInError(
    input: Parameters<OnlineServices['markIdentityCheckEnteredInError']>[0],
  ): Promise<Result<void>> {
    const begun = await this.actions.begin(
      AuditAction.markIdentityCheckEnteredInError,
      Permission.recordIdentity,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const before = begun.value.records.identityChecks.find(({ id }) => id === input.checkId);
    if (before === undefined || before.enteredInError !== undefined) {
      return refuse(
        FailureKind.changedMeanwhile,
        'This check was already marked as entered in error.',
      );
    }
    const reason = input.reason.trim();
    if (reason === '') {
      return refuse(
        FailureKind.invalid,
        'Say what was wrong, for those who read this later.',
        'reason',
      );
    }
    const body: IdentityCheckRecord = {
      ...before,
      enteredInError: { at: this.environment.now(), by: begun.value.session.staff, reason },
    };
    return this.actions.commit(begun.value, {
      operationId: input.operationId,
      description: 'Mark identity check as entered in error',
      summary: 'Identity check marked as entered in error',
      writes: [{ before, after: { kind: 'identity-check', body } }],
    });
  }

  private async addCodedEntry(
    action: StaffAction,
    input: IdentityCheckInput,
  ): Promise<Result<{ readonly codedEntryFailure?: string }>> {
    const codedEntry = { ...action, action: AuditAction.addCodedEntry };
    // Audited first: what the host has written cannot be taken back when the audit fails.
    const audited = await this.actions.audit(
      codedEntry,
      'Adding "Patient registration data verified" to the clinical record',
    );
    if (!audited.ok) return ok({ codedEntryFailure: audited.failure.message });
    const added = await this.patients.addIdentityVerifiedEntry(
      input.patientRef,
      input.date,
      input.freetext.trim(),
    );
    if (added.ok) return ok({});
    const refused = await this.actions.refused(codedEntry, added.failure);
    return ok({ codedEntryFailure: refused.failure.message });
  }
}
