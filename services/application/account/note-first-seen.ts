import { isNewFromElsewhere } from '../../domain/account/made-elsewhere.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { QuietDesk } from '../commands/staff-action.ts';
import { seenFirst } from '../../domain/account/first-seen.ts';

/**
 * Writes down when the practice first saw an account that another system made, once somebody who may manage accounts opens
 * the patient. Not by a clock that may be wrong: the next who opens the patient does it.
 */
export async function noteFirstSeen(
  desk: QuietDesk,
  { environment }: CommandPorts,
  patientRef: string,
): Promise<Result<void>> {
  if (!environment.isTimeTrusted()) return ok();
  const action = await desk.quietly('note-first-seen', Permission.manageAccounts, patientRef);
  if (action === undefined || !isNewFromElsewhere(action.records)) return ok();
  const said = words('commands').osu;
  return action.commitRecords(seenFirst(action.records, action.facts.now), {
    operationId: environment.newId(),
    description: said.noteFirstSeen,
    summary: said.firstSeen,
  });
}
