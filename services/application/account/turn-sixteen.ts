import { atSixteen } from '../../domain/account/turn-sixteen.ts';
import { isAgeCareDue, whyNotAtSixteen } from '../../domain/account/child-account.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { QuietDesk } from '../commands/staff-action.ts';

/**
 * Suspends an account that was set up for a child who is 16 now, once somebody who may manage accounts opens them; before that, tells
 * the website on which day. It waits for a time that can be trusted, and otherwise is as any rule: where anything stands against
 * it, nothing is done.
 */
export async function turnSixteen(
  desk: QuietDesk,
  { environment }: CommandPorts,
  patientRef: string,
): Promise<Result<void>> {
  if (!environment.isTimeTrusted()) return ok();
  const action = await desk.quietly('turn-sixteen', Permission.manageAccounts, patientRef);
  if (action === undefined || !isAgeCareDue(action.facts)) return ok();
  const after = atSixteen(action.facts, { at: action.facts.now });
  const { account: said } = words('commands');
  const isSuspended = whyNotAtSixteen(action.facts)?.code === 'set-up-for-child';
  return action.commitRecords(after, {
    operationId: environment.newId(),
    description: said.turnSixteen,
    summary: isSuspended ? said.suspended : said.scheduled(after.account?.suspendOn),
  });
}
