import type {
  GivenReason,
  NewLetterReason,
  ReasonInput,
} from '../../domain/account/given-reason.ts';
import { endPendingCodes } from '../../domain/codes/ending-codes.ts';
import { issueNewCodes as withNewCodes } from '../../domain/codes/issue-new-codes.ts';
import { checkNewLetterReason } from '../../domain/codes/new-letter-reasons.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import { RegistrationState } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { aboutPatient, allAnswered } from '../commands/questions.ts';
import { auditReason } from '../commands/reasons-given.ts';
import { changedDetails } from '../letter/details-now.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import { codesFor } from './code-issuing.ts';

type Input = AnsweredOperation & ReasonInput;

interface Asked {
  readonly why: GivenReason<NewLetterReason>;
  readonly questions: readonly QuestionReason[];
}

/**
 * *New letter*, for a reason of a list. The earlier codes work until the new ones are committed, in one change; those of
 * a letter that was lost or seen stop at once. Refused with `needs-confirmation` for each question that has not been
 * answered: a restricted record, a patient under 16.
 */
export async function issueNewCodes(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const { facts } = action;
  const asOf = { at: facts.now, detailsChanged: changedDetails(facts).length > 0 };
  const why = checkNewLetterReason(action.records, asOf, input);
  if (!why.ok) return why;
  const questions = aboutPatient(action.facts);
  const mayGoOn = allAnswered(questions, input);
  if (!mayGoOn.ok) return mayGoOn;
  const asked = { why: why.value, questions };
  if (why.value.code !== 'lost-or-seen') return issue(action, input, asked, ports);
  const stopped = await stopCodes(action, input, why.value);
  if (!stopped.ok) return stopped;
  const now = await action.afresh();
  return now.ok ? issue(now.value, input, asked, ports) : now;
}

/** A change of its own, so that they stop also where no new ones can be made, and stay so where those are given up. */
function stopCodes(
  action: PatientAction,
  { operationId }: Input,
  why: Asked['why'],
): Promise<Result<void>> {
  const said = words('commands').codes;
  return action
    .under('withdraw-codes')
    .commitRecords(endPendingCodes(action.records, RegistrationState.withdrawn), {
      operationId: `${operationId}-withdrawal`,
      description: said.stop,
      summary: said.stopped,
      why: auditReason(why),
    });
}

async function issue(
  action: PatientAction,
  { operationId }: Input,
  { why, questions }: Asked,
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
    operationId,
    description: said.issue,
    summary: said.issued(
      why.code,
      questions.map(({ code }) => code),
    ),
    why: auditReason(why),
  });
}
