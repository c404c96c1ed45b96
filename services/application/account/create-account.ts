import { createAccount as withNewAccount } from '../../domain/account/create-account.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import type { Result } from '../../domain/result.ts';
import { refusalOfNotes, type ServiceChoice } from '../../domain/services/change-services.ts';
import { words } from '../../words/words.ts';
import { codesFor, freeAccountId } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered, beforeRegistering } from '../commands/questions.ts';
import type { IntendedChange, PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import {
  decisionsIn,
  decisionsTold,
  reasonsOf,
  withDecisions,
  type Decisions,
} from '../services/record-access.ts';
import { serviceSet, type ServiceTick } from '../services/service-ticks.ts';

interface Input extends AnsweredOperation {
  readonly services: readonly ServiceTick[];
}

/**
 * *Create Online Account*. Refused with `needs-confirmation` for each question that has not been answered: a restricted
 * record, a patient under 16, no verified preferred email.
 */
export async function createAccount(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const choice = serviceSet(ports.practice.nation, input.services);
  const tooLong = refusalOfNotes(choice);
  if (tooLong !== undefined) return tooLong;
  const questions = await beforeRegistering(action.facts, ports);
  const mayGoOn = allAnswered(questions, input);
  if (!mayGoOn.ok) return mayGoOn;
  const decisions = await decisionsIn(input.services, action, ports);
  if (!decisions.ok) return decisions;
  return create(action, { ...input, choice, decisions: decisions.value }, questions, ports);
}

interface Wanted {
  readonly operationId: string;
  readonly choice: ServiceChoice;
  readonly decisions: Decisions;
}

async function create(
  action: PatientAction,
  { operationId, choice, decisions }: Wanted,
  questions: readonly QuestionReason[],
  ports: CommandPorts,
): Promise<Result<void>> {
  const accountKey = ports.environment.newId();
  const accountId = await freeAccountId(ports);
  if (!accountId.ok) return accountId;
  const codes = await codesFor(accountKey, ports);
  if (!codes.ok) return codes;
  const after = withNewAccount(action.records, {
    at: ports.environment.now(),
    accountKey,
    servicesId: ports.environment.newId(),
    practiceId: ports.practice.id,
    patientRef: action.patient.ref,
    accountId: accountId.value,
    codes: codes.value,
    choice: withDecisions(choice, decisions),
  });
  if (!after.ok) return after;
  const said = words('commands').account;
  return action.commitRecords(after.value, {
    operationId,
    description: said.create,
    summary: [said.created(questions.map(({ code }) => code)), ...decisionsTold(decisions)].join(
      '; ',
    ),
    ...whyDecided(decisions),
  });
}

function whyDecided(decisions: Decisions): Pick<IntendedChange, 'why'> {
  const reasons = reasonsOf(decisions);
  return reasons.length === 0 ? {} : { why: { reason: reasons.join('\n') } };
}
