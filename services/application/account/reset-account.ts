import {
  checkReason,
  RESET_REASONS,
  type GivenReason,
  type ReasonInput,
  type ResetReason,
} from '../../domain/account/given-reason.ts';
import { resetAccount as withReset } from '../../domain/account/reset-account.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import { codesFor } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered, beforeRegistering } from '../commands/questions.ts';
import { auditReason } from '../commands/reasons-given.ts';
import { resetBounds } from '../commands/rules.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';

type Input = AnsweredOperation & ReasonInput;

/**
 * *Reset Online Account*: unlinks the patient and every app of theirs, and issues new codes, in one change. Refused with
 * `needs-confirmation` for each question that has not been answered, as when an account is created.
 */
export async function resetAccount(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const why = checkReason<ResetReason>(RESET_REASONS, input);
  if (!why.ok) return why;
  const questions = await beforeRegistering(action.facts, ports);
  const mayGoOn = allAnswered(questions, input);
  return mayGoOn.ok ? reset(action, input, { why: why.value, questions }, ports) : mayGoOn;
}

async function reset(
  action: PatientAction,
  { operationId }: Input,
  asked: { readonly why: GivenReason<ResetReason>; readonly questions: readonly QuestionReason[] },
  ports: CommandPorts,
): Promise<Result<void>> {
  const { account } = action.records;
  if (account === undefined) throw new TypeError('A reset was not refused without an account.');
  const codes = await codesFor(account.id, ports);
  if (!codes.ok) return codes;
  const { environment } = ports;
  const after = withReset(
    action.records,
    {
      at: environment.now(),
      resetId: environment.newId(),
      by: action.session.staff,
      codes: codes.value,
    },
    resetBounds(action.facts),
  );
  if (!after.ok) return after;
  const { why, questions } = asked;
  const said = words('commands').account;
  return action.commitRecords(after.value, {
    operationId,
    description: said.reset,
    summary: said.wasReset(
      why.code,
      questions.map(({ code }) => code),
    ),
    why: auditReason(why),
  });
}
