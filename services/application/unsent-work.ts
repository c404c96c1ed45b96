import { inject, injectable } from 'tsyringe';
import { Permission } from '../domain/permission.ts';
import { AuditAction } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';
import { OUTBOX, type Outbox } from '../ports/outbox.ts';
import { SYNC_CONTROL, type SyncControl } from '../ports/sync-control.ts';
import type { StaffActions } from './staff-actions.ts';
import { STAFF_ACTIONS } from './tokens.ts';

/** What staff decide about changes the shared record did not simply take. Each decision is audited. */
@injectable()
export class UnsentWork {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(OUTBOX) private readonly outbox: Outbox,
    @inject(SYNC_CONTROL) private readonly sync: SyncControl,
  ) {}

  retry(entryId: string): Promise<Result<void>> {
    return this.decide('Sent again to the shared record', () => this.outbox.retry(entryId));
  }

  discard(entryId: string): Promise<Result<void>> {
    return this.decide('Unsent change given up', () => this.outbox.discard(entryId));
  }

  resolve(entryId: string, choice: 'ours' | 'theirs'): Promise<Result<void>> {
    const summary =
      choice === 'ours'
        ? 'Conflict: the change made here was kept'
        : 'Conflict: the change made elsewhere was kept';
    return this.decide(summary, () => this.outbox.resolve(entryId, choice));
  }

  private async decide(summary: string, act: () => Promise<Result<void>>): Promise<Result<void>> {
    const permitted = await this.actions.permit(
      AuditAction.resolveConflict,
      Permission.manageAccounts,
    );
    if (!permitted.ok) return permitted;
    const done = await act();
    if (!done.ok) return done;
    this.sync.nudge();
    return this.actions.auditPractice(AuditAction.resolveConflict, permitted.value, summary);
  }
}
