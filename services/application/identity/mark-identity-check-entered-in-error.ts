import type { PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { whyTooLong } from '../../domain/limited-text.ts';
import type { IdentityCheckRecord } from '../../domain/records.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { PatientOperation } from '../commands/staff-command.ts';

interface Input extends PatientOperation {
  readonly checkId: string;
  readonly reason: string;
}

/** The check stays readable, struck through; it no longer counts. */
export async function markIdentityCheckEnteredInError(
  action: PatientAction,
  input: Input,
  { environment }: CommandPorts,
): Promise<Result<void>> {
  const { records, session } = action;
  const before = records.identityChecks.find(({ id }) => id === input.checkId);
  if (before === undefined || before.enteredInError !== undefined) {
    return refuse(FailureKind.changedMeanwhile, { code: 'check-struck-already' });
  }
  const reason = input.reason.trim();
  if (reason === '') {
    return refuse(FailureKind.invalid, { code: 'strike-reason-missing' }, 'reason');
  }
  const tooLong = whyTooLong('strikeReason', reason);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'reason');
  const body: IdentityCheckRecord = {
    ...before,
    enteredInError: { at: environment.now(), by: session.staff, reason },
  };
  return action.commit({
    operationId: input.operationId,
    description: words('commands').identity.strike,
    summary: words('commands').identity.struck,
    writes: [{ before, after: { kind: 'identity-check', body } }],
  });
}
