import { inject, injectable } from 'tsyringe';
import { decide } from '../../domain/account/online-account.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';
import type { OnlineServices } from '../views.ts';

/** Ends a lock before its four hours are over. */
@injectable()
export class UnlockAccount {
  constructor(@inject(STAFF_ACTIONS) private readonly actions: StaffActions) {}

  async run(input: Parameters<OnlineServices['unlockAccount']>[0]): Promise<Result<void>> {
    const begun = await this.actions.begin(
      AuditAction.unlockAccount,
      Permission.manageAccounts,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const events = decide(begun.value.records, { type: 'unlock-account' });
    if (!events.ok) return this.actions.refused(begun.value, events.failure);
    return this.actions.commitEvents(begun.value, events.value, {
      operationId: input.operationId,
      description: 'Unlock online account',
      summary: 'Online account unlocked',
    });
  }
}
