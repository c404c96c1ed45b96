import type { StaffAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { decideWork, type DiscardInput } from './decide-work.ts';

/** Gives a change up, or takes note of one that somebody else's has replaced. */
export function discardWork(
  action: StaffAction,
  { workId, reason = '' }: DiscardInput,
  ports: CommandPorts,
): Promise<Result<void>> {
  return decideWork({ workId, reason, fate: 'given-up' }, action, ports, (decision) =>
    ports.decisions.discard(workId, decision),
  );
}
