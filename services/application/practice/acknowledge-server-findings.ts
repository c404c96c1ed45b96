import { firstValueFrom } from 'rxjs';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';

/**
 * Takes note of what the shared record's server does not do: it is not shown again at this workstation until something
 * else is found.
 */
export async function acknowledgeServerFindings(
  action: StaffAction,
  _input: undefined,
  { serverNotes }: CommandPorts,
): Promise<Result<void>> {
  const note = await firstValueFrom(serverNotes.note$);
  if (note === undefined || note.acknowledged === true) return ok();
  const found = note.findings.map(({ code }) => code);
  const audited = await action.audit(words('commands').practice.serverFindingsRead(found));
  return audited.ok ? serverNotes.acknowledge() : audited;
}
