import { createAccount as withNewAccount } from '../../domain/account/create-account.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import type { Result } from '../../domain/result.ts';
import { refusalOfNotes, type ServiceChoice } from '../../domain/services/change-services.ts';
import { words } from '../../words/words.ts';
import { codesFor, freeAccountId } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered, beforeRegistering } from '../commands/questions.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
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
  return mayGoOn.ok ? create(action, { ...input, choice }, questions, ports) : mayGoOn;
}

async function create(
  action: PatientAction,
  { operationId, choice }: Pick<Input, 'operationId'> & { readonly choice: ServiceChoice },
  questions: readonly QuestionReason[],
  ports: CommandPorts,
): Promise<Result<void>> {
  const accountKey = ports.environment.newId();
  const accountId = await freeAccountId(ports);
  if (!accountId.ok) return accountId;
  const codes = await codesFor(accountKey, ports);
  if (!codes.ok) return codes;
  const creation = {
    at: ports.environment.now(),
    accountKey,
    servicesId: ports.environment.newId(),
    practiceId: ports.practice.id,
    patientRef: action.patient.ref,
    accountId: accountId.value,
    codes: codes.value,
    choice,
  };
  const after = withNewAccount(action.records, creation, action.facts.settings);
  if (!after.ok) return after;
  const said = words('commands').account;
  return action.commitRecords(after.value, {
    operationId,
    description: said.create,
    summary: said.created(questions.map(({ code }) => code)),
  });
}
