import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import type { QuestionCode } from '../../domain/reason.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { FoundPatient } from '../../ports/patient-finder.ts';
import type { HeldApplication } from '../../ports/osu-applications.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered } from '../commands/questions.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { candidatesFor, whoHasAccount } from './candidates.ts';
import { matchTo, waitingOne } from './dealing.ts';
import { questionsBeforeCodes } from '../../domain/patient/questions-before-codes.ts';

interface Input {
  readonly operationId: string;
  readonly applicationId: string;
  readonly patientRef: string;
  /** Questions that a person has answered with yes. */
  readonly answered?: readonly QuestionCode[];
}

/** *Match to this patient*: staff have compared both sides. What they saw is looked at again before anything is made. */
export async function matchApplication(
  action: StaffAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const { patientRef } = input;
  action.concerns({ patientRef });
  const held = await waitingOne(input.applicationId, ports);
  if (!held.ok) return held;
  const patient = await eligibleOne(held.value, patientRef, ports);
  if (!patient.ok) return patient;
  const questions = questionsBeforeCodes(patient.value, ports.environment.today());
  const mayGoOn = allAnswered(questions, input);
  if (!mayGoOn.ok) return mayGoOn;
  if (!action.isSignedInStill()) return refuse(FailureKind.notAllowed, { code: 'signed-out' });
  return matchTo(action, held.value, patientRef, ports);
}

async function eligibleOne(
  { body: { typed } }: HeldApplication,
  patientRef: string,
  ports: CommandPorts,
): Promise<Result<FoundPatient>> {
  const meant = typed === undefined ? ok([]) : await candidatesFor(typed, ports);
  if (!meant.ok) return meant;
  const chosen = meant.value.filter(({ patient }) => patient.ref === patientRef);
  const [{ patient } = { patient: undefined }] = chosen;
  if (patient === undefined) return refuse(FailureKind.notAllowed, { code: 'candidate-gone' });
  const eligible = eligiblePatientId({ ...patient, nation: ports.practice.nation });
  if (!eligible.ok) return eligible;
  const having = await whoHasAccount(chosen, ports);
  if (!having.ok) return having;
  return having.value.has(patientRef)
    ? refuse(FailureKind.notAllowed, { code: 'applicant-has-account' })
    : ok(patient);
}
