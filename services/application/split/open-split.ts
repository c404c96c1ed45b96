/** Splits and merges are for few: what they take comes with their page, and not with every command. */
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import type { SplitView } from './split-view.ts';

export async function openSplit(
  action: StaffAction,
  _input: object,
  { split }: CommandPorts,
): Promise<Result<SplitView>> {
  const room = await split().catch(() => undefined);
  if (room === undefined) return refuse(FailureKind.unexpected, { code: 'commands-not-loaded' });
  const audited = await action.audit(words('split').audit.opened);
  return audited.ok ? ok(room.openFor(action.session)) : audited;
}
