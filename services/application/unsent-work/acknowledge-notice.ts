import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { shownText } from '../shown-text.ts';
import type { StaffAction } from '../commands/staff-action.ts';

interface Input {
  /** As the view of notices names it. */
  readonly noticeId: string;
}

/**
 * Takes note that one's own unsent work was discarded by somebody else: it is not told again. The audit says of which
 * work, and of whose record.
 */
export async function acknowledgeNotice(
  action: StaffAction,
  { noticeId }: Input,
  { decisions }: CommandPorts,
): Promise<Result<void>> {
  const { staff, permissions } = action.session;
  const found = await decisions.notice(noticeId, staff.id);
  if (!found.ok) return found;
  const { description, patientRef, doneAt, by, at } = found.value;
  action.concerns(patientRef === undefined ? {} : { patientRef });
  const summary = words('commands').unsentWork.noticeSeen({
    description: shownText(description),
    doneAt,
    byName: by.name,
    at,
  });
  const audit = action.auditRow(summary);
  return decisions.acknowledge(noticeId, { by: staff, permissions, audit });
}
