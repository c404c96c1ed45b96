import { expireCodes as withoutExpiredCodes } from '../../domain/codes/ending-codes.ts';
import { hasExpired, pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { QuietDesk } from '../commands/staff-action.ts';

/**
 * Wipes codes whose last day has passed, once somebody who may manage accounts opens the patient. Nobody asked for it:
 * where anything stands against it nothing is done, refused or audited, and the next who opens the patient does it.
 * Wiping cannot be undone, so it waits for a time that can be trusted.
 */
export async function expireCodes(
  desk: QuietDesk,
  { environment }: CommandPorts,
  patientRef: string,
): Promise<Result<void>> {
  if (!environment.isTimeTrusted()) return ok();
  const action = await desk.quietly('expire-codes', Permission.manageAccounts, patientRef);
  if (action === undefined) return ok();
  const today = environment.today();
  const pending = pendingRegistration(action.records);
  if (pending === undefined || !hasExpired(pending, today)) return ok();
  return action.commitRecords(withoutExpiredCodes(action.records, today), {
    // The same at every attempt, so that a tab that stays open does it once.
    operationId: `expire-${pending.id}`,
    description: words('commands').codes.wipe,
    summary: words('commands').codes.wiped(pending.expiresOn),
  });
}
