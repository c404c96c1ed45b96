import { practiceCommand } from '../commands/staff-command.ts';
import { decideWork, DECISION_RULE, type WorkInput } from './decide-work.ts';

interface Input extends WorkInput {
  readonly choice: 'ours' | 'theirs';
}

/** Chooses between a change made here and one made elsewhere. */
export const resolveConflict = practiceCommand({
  name: 'resolveConflict',
  ...DECISION_RULE,
  run: (action, { workId, choice }: Input, ports) =>
    decideWork({ workId, fate: choice }, action, ports, (decision) =>
      ports.outbox.resolve(workId, choice, decision),
    ),
});
