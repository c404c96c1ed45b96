import { practiceCommand } from '../commands/staff-command.ts';
import { decideWork, DECISION_RULE, type WorkInput } from './decide-work.ts';

/** Gives a change up, or takes note of one that somebody else's has replaced. */
export const discardWork = practiceCommand({
  name: 'discardWork',
  ...DECISION_RULE,
  run: (action, { workId }: WorkInput, ports) =>
    decideWork({ workId, fate: 'given-up' }, action, ports, (decision) =>
      ports.outbox.discard(workId, decision),
    ),
});
