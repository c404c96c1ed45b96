import type { StaffAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { decideWork, type WorkInput } from './decide-work.ts';

/** Gives a change up, or takes note of one that somebody else's has replaced. */
export function discardWork(
  action: StaffAction,
  { workId }: WorkInput,
  ports: CommandPorts,
): Promise<Result<void>> {
  return decideWork({ workId, fate: 'given-up' }, action, ports, (decision) =>
    ports.decisions.discard(workId, decision),
  );
}
