import type { StaffAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { decideWork, type WorkInput } from './decide-work.ts';

interface Input extends WorkInput {
  readonly choice: 'ours' | 'theirs';
}

/** Chooses between a change made here and one made elsewhere. */
export function resolveConflict(
  action: StaffAction,
  { workId, choice }: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  return decideWork({ workId, fate: choice }, action, ports, (decision) =>
    ports.decisions.resolve(workId, choice, decision),
  );
}
