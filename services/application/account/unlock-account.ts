import { inject, injectable } from 'tsyringe';
import { unlockAccount } from '../../domain/account/unlock-account.ts';
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
    const after = unlockAccount(begun.value.records);
    if (!after.ok) return this.actions.refused(begun.value, after.failure);
    return this.actions.commitRecords(begun.value, after.value, {
      operationId: input.operationId,
      description: 'Unlock online account',
      summary: 'Online account unlocked',
    });
  }
}
