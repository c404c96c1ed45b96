import { sixteenthBirthday } from '../../domain/account/child-account.ts';
import { checkChildAnswers, type ChildAnswers } from '../../domain/account/child-setup.ts';
import { createAccount as withNewAccount } from '../../domain/account/create-account.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import type { CalendarDate, ChildSetup } from '../../domain/records.ts';
import { ageGroupOf } from '../../domain/patient/patient-questions.ts';
import { ok, type Result } from '../../domain/result.ts';
import { refusalOfNotes, type ServiceChoice } from '../../domain/services/change-services.ts';
import { words } from '../../words/words.ts';
import { codesFor, freeAccountId } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered, beforeRegistering } from '../commands/questions.ts';
import type { IntendedChange, PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import {
  decidersOf,
  decisionsIn,
  decisionsTold,
  reasonsOf,
  withDecisions,
  type Decisions,
} from '../services/record-access.ts';
import { serviceSet, type ServiceTick } from '../services/service-ticks.ts';

interface Input extends AnsweredOperation {
  readonly services: readonly ServiceTick[];
  /** What was answered about somebody under 16. */
  readonly child?: ChildAnswers;
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
  const child = await childOf(action, input, ports);
  if (!child.ok) return child;
  const wanted = { ...input, choice, decisions: decisions.value, child: child.value };
  return create(action, wanted, questions, ports);
}

/** Who asked, of somebody under 16. */
async function childOf(
  action: PatientAction,
  { child }: Input,
  ports: CommandPorts,
): Promise<Result<ChildSetup | undefined>> {
  const { patient, now, today } = action.facts;
  const group = ageGroupOf(patient, today);
  if (group === 'adult') return ok(undefined);
  return checkChildAnswers(group, child, { staff: await decidersOf(action, ports), at: now });
}

interface Wanted {
  readonly operationId: string;
  readonly choice: ServiceChoice;
  readonly decisions: Decisions;
  readonly child: ChildSetup | undefined;
}

async function create(
  action: PatientAction,
  { operationId, choice, decisions, child }: Wanted,
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
    choice: withDecisions(choice, decisions),
    ...(child && { child }),
    ...suspension(action),
  };
  const after = withNewAccount(action.records, creation, action.facts.settings);
  if (!after.ok) return after;
  const said = words('commands').account;
  return action.commitRecords(after.value, {
    operationId,
    description: said.create,
    summary: [
      said.created(questions.map(({ code }) => code)),
      ...childTold(child),
      ...decisionsTold(decisions),
    ].join('; '),
    ...whyDecided(decisions),
  });
}

function whyDecided(decisions: Decisions): Pick<IntendedChange, 'why'> {
  const reasons = reasonsOf(decisions);
  return reasons.length === 0 ? {} : { why: { reason: reasons.join('\n') } };
}

function childTold(child: ChildSetup | undefined): readonly string[] {
  return child === undefined ? [] : [words('commands').account.askedFor(child)];
}

/** Told the website at once: the patient may not be opened here again before that day. */
function suspension({ facts: { patient, settings, today } }: PatientAction): {
  readonly suspendOn?: CalendarDate;
} {
  if (!settings.suspendAtSixteen || patient.birthDate === undefined) return {};
  const suspendOn = sixteenthBirthday(patient.birthDate);
  return suspendOn > today ? { suspendOn } : {};
}
