/** Jobs are for few: what they take comes with their page, and not with every command. */
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import type { JobsView } from './jobs-view.ts';

export async function openJobs(
  action: StaffAction,
  _input: object,
  { jobs }: CommandPorts,
): Promise<Result<JobsView>> {
  const office = await jobs().catch(() => undefined);
  if (office === undefined) return refuse(FailureKind.unexpected, { code: 'commands-not-loaded' });
  const audited = await action.audit(words('jobs').audit.opened);
  return audited.ok ? ok(office.openFor(action.session)) : audited;
}
