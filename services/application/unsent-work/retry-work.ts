import { practiceCommand } from '../commands/staff-command.ts';
import { decideWork, DECISION_RULE, type WorkInput } from './decide-work.ts';

/** Sends a change again that the shared record refused. */
export const retryWork = practiceCommand({
  name: 'retryWork',
  ...DECISION_RULE,
  run: (action, { workId }: WorkInput, ports) =>
    decideWork({ workId, fate: 'retried' }, action, ports, (decision) =>
      ports.outbox.retry(workId, decision),
    ),
});
