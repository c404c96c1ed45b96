import { Permission } from '../../domain/practice/permission.ts';
import { ok, type Result } from '../../domain/result.ts';
import {
  countedSince,
  isOverLimit,
  withoutAppointments,
} from '../../domain/services/missed-appointments.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { QuietDesk } from '../commands/staff-action.ts';

/**
 * Counts the appointments that the open patient has missed, through the host, and switches Appointments off where they are too many.
 * Nobody asked for it: where anything stands against it, or the host cannot say, nothing is done. It waits for a time that can
 * be trusted.
 */
export async function countMissedAppointments(
  desk: QuietDesk,
  { clinical, environment }: CommandPorts,
  patientRef: string,
): Promise<Result<void>> {
  if (!environment.isTimeTrusted()) return ok();
  const action = await desk.quietly(
    'count-missed-appointments',
    Permission.changeServices,
    patientRef,
  );
  const since = action && countedSince(action.facts);
  if (action === undefined || since === undefined) return ok();
  const missed = await clinical.missedAppointments(patientRef, since);
  if (missed === undefined || !isOverLimit(missed, action.facts)) return ok();
  // Somebody may have switched it meanwhile.
  const now = await action.afresh();
  if (!now.ok) return now;
  if (countedSince(now.value.facts) !== since) return ok();
  const said = words('commands').services.missed;
  const limit = action.facts.settings.missedAppointmentsLimit;
  const note = said.note({ missed, since, limit });
  const after = withoutAppointments(now.value.records, note, { at: environment.now() });
  return now.value.commitRecords(after, {
    operationId: environment.newId(),
    description: said.does,
    summary: said.done({ missed, since, limit }),
    why: { reason: note },
  });
}
