import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';

interface Input {
  /** As the view of notices names it. */
  readonly noticeId: string;
}

/** Takes note that one's own unsent work was discarded by somebody else: it is not told again. */
export function acknowledgeNotice(
  action: StaffAction,
  { noticeId }: Input,
  { decisions }: CommandPorts,
): Promise<Result<void>> {
  const { staff, permissions } = action.session;
  const audit = action.auditRow(words('commands').unsentWork.noticeSeen);
  return decisions.acknowledge(noticeId, { by: staff, permissions, audit });
}
