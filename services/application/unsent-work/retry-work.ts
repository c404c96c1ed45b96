import type { StaffAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { decideWork, type WorkInput } from './decide-work.ts';

/** Sends a change again that the shared record refused. */
export function retryWork(
  action: StaffAction,
  { workId }: WorkInput,
  ports: CommandPorts,
): Promise<Result<void>> {
  return decideWork({ workId, fate: 'retried' }, action, ports, (decision) =>
    ports.decisions.retry(workId, decision),
  );
}
