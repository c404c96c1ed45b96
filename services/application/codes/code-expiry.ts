import { inject, injectable } from 'tsyringe';
import { expireCodes } from '../../domain/codes/expire-codes.ts';
import { hasExpired, pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  STAFF_SESSIONS,
  type Environment,
  type StaffSessions,
} from '../../ports/practice-host.ts';
import type { StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';

/** Wipes codes whose last day has passed, once somebody who may manage accounts opens the patient. */
@injectable()
export class CodeExpiry {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
    @inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Does nothing when nothing has expired, or when the next person will do it. */
  async sweep(patientRef: string): Promise<Result<void>> {
    const mayManage = this.sessions.current()?.permissions.includes(Permission.manageAccounts);
    if (mayManage !== true) return ok();
    const begun = await this.actions.begin(
      AuditAction.expireCodes,
      Permission.manageAccounts,
      patientRef,
    );
    if (!begun.ok) return begun;
    const { records } = begun.value;
    const today = this.environment.today();
    const pending = pendingRegistration(records);
    if (pending === undefined || !hasExpired(pending, today)) return ok();
    return this.actions.commitRecords(begun.value, expireCodes(records, today), {
      // The same at every attempt, so that a tab that stays open does it once.
      operationId: `expire-${pending.id}`,
      description: 'Wipe expired codes',
      summary: `Registration codes expired on ${pending.expiresOn}; they were wiped`,
    });
  }
}
