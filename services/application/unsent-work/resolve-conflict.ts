import type { StaffAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { decideWork, type DiscardInput } from './decide-work.ts';

interface Input extends DiscardInput {
  readonly choice: 'ours' | 'theirs';
  /** As the view of it says. */
  readonly seen?: readonly string[];
}

/** Chooses between a change made here and one made elsewhere. */
export function resolveConflict(
  action: StaffAction,
  { workId, choice, reason = '', seen = [] }: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  return decideWork({ workId, reason, fate: choice }, action, ports, (decision) =>
    ports.decisions.resolve(workId, choice, { ...decision, seen }),
  );
}
