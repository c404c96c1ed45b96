import { inject, injectable } from 'tsyringe';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction } from '../../domain/records.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { OUTBOX, type Outbox, type StaffDecision } from '../../ports/outbox.ts';
import { SYNC_CONTROL, type SyncControl } from '../../ports/sync-control.ts';
import type { StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';

const SETTLED = 'This change has been settled meanwhile. Nothing was changed.';

/** What staff decide about changes the shared record did not simply take. Each decision is audited. */
@injectable()
export class UnsentWork {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(OUTBOX) private readonly outbox: Outbox,
    @inject(SYNC_CONTROL) private readonly sync: SyncControl,
  ) {}

  retry(entryId: string): Promise<Result<void>> {
    return this.decide(entryId, 'sent again', (decision) => this.outbox.retry(entryId, decision));
  }

  discard(entryId: string): Promise<Result<void>> {
    return this.decide(entryId, 'given up', (decision) => this.outbox.discard(entryId, decision));
  }

  resolve(entryId: string, choice: 'ours' | 'theirs'): Promise<Result<void>> {
    const what =
      choice === 'ours'
        ? 'conflict decided for the change made here'
        : 'conflict decided for the change made elsewhere';
    return this.decide(entryId, what, (decision) => this.outbox.resolve(entryId, choice, decision));
  }

  /** The row says whose change it was, of which patient, and what became of it. */
  private async decide(
    entryId: string,
    what: string,
    act: (decision: StaffDecision) => Promise<Result<void>>,
  ): Promise<Result<void>> {
    const { resolveConflict } = AuditAction;
    const permitted = await this.actions.permit(resolveConflict, Permission.manageAccounts);
    if (!permitted.ok) return permitted;
    const session = permitted.value;
    const entries = await this.outbox.entries();
    if (!entries.ok) return entries;
    const entry = entries.value.find(({ id }) => id === entryId);
    if (entry === undefined) return refuse(FailureKind.changedMeanwhile, SETTLED);
    const summary = `Unsent change "${entry.description}" of ${entry.author.name}: ${what}`;
    const audit = this.actions.decisionRow(resolveConflict, session, entry, summary);
    const decided = await act({ by: session.staff, audit });
    if (decided.ok) this.sync.nudge();
    return decided;
  }
}
