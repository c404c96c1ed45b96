import { hasWorkingCodes } from '../../domain/codes/codes-rules.ts';
import { issueNewCodes as withNewCodes } from '../../domain/codes/issue-new-codes.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { aboutPatient, allAnswered } from '../commands/questions.ts';
import type { PatientAction, PatientFacts } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import { codesFor } from './code-issuing.ts';

/**
 * New codes for an account whose letter expired, was lost, was seen by others or cannot be printed. Refused with
 * `needs-confirmation` for each question that has not been answered: codes of the current letter that still work, a
 * restricted record, a patient under 16.
 */
export async function issueNewCodes(
  action: PatientAction,
  input: AnsweredOperation,
  ports: CommandPorts,
): Promise<Result<void>> {
  const questions = questionsAbout(action.facts);
  const mayGoOn = allAnswered(questions, input);
  return mayGoOn.ok ? issue(action, input, questions, ports) : mayGoOn;
}

function questionsAbout(facts: PatientFacts): readonly QuestionReason[] {
  const stillWork = hasWorkingCodes(facts.records, facts.now);
  return [...(stillWork ? [{ code: 'codes-still-work' } as const] : []), ...aboutPatient(facts)];
}

async function issue(
  action: PatientAction,
  input: AnsweredOperation,
  questions: readonly QuestionReason[],
  ports: CommandPorts,
): Promise<Result<void>> {
  const { account } = action.records;
  if (account === undefined) throw new TypeError('New codes were not refused without an account.');
  const codes = await codesFor(account.id, ports);
  if (!codes.ok) return codes;
  const after = withNewCodes(action.records, {
    at: ports.environment.now(),
    codes: codes.value,
  });
  if (!after.ok) return after;
  const said = words('commands').codes;
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: said.issue,
    summary: said.issued(questions.map(({ code }) => code)),
  });
}
