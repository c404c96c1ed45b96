import type { Task, TaskInput } from 'fhir/r4';
import {
  ApplicationState,
  type OsuApplication,
  type TypedDetails,
} from '../../domain/osu/application.ts';
import {
  APPLICATION_ID,
  APPLICATION_INPUT,
  APPLICATION_TAG,
  TASK_CODE_APPLICATION,
} from '../application-vocabulary.ts';
import { ACCOUNT_KEY, TASK_CODE } from '../vocabulary.ts';
import {
  calendarDate,
  codeOf,
  complete,
  hasTag,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  optional,
  patientRef,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import { verifier } from './verifier.ts';
import { patientReference, withExtensions } from './writing.ts';

const STATUS_OF_STATE = {
  [ApplicationState.waiting]: 'requested',
  [ApplicationState.claimed]: 'in-progress',
  [ApplicationState.matched]: 'completed',
  [ApplicationState.rejected]: 'rejected',
} as const satisfies Record<ApplicationState, Task['status']>;

/** What is searched for: nobody is done with these. */
export const OPEN_STATUSES = [
  STATUS_OF_STATE[ApplicationState.waiting],
  STATUS_OF_STATE[ApplicationState.claimed],
];

/** Whether it is an application at this practice. */
export function isApplication(resource: Json, practiceId: string): boolean {
  return (
    resource.resourceType === 'Task' &&
    codeOf(resource.code, TASK_CODE) === TASK_CODE_APPLICATION &&
    identifierValue(resource.identifier, APPLICATION_ID) !== undefined &&
    hasTag(resource, APPLICATION_TAG, practiceId)
  );
}

/** What became of it, on top of the Task as the website made it; once it is dealt with, nothing that was typed is kept. */
export function applicationOnTask(
  application: OsuApplication,
  operationId: string,
  base: Task,
): Task {
  const { for: _for, input, meta, ...kept } = base;
  const { versionId: _version, lastUpdated: _updated, ...keptMeta } = meta ?? {};
  const inputs = listed(input).filter((each) => application.typed !== undefined || !isOurs(each));
  return {
    ...kept,
    meta: keptMeta,
    extension: withExtensions(base.extension, operationId),
    status: STATUS_OF_STATE[application.state],
    ...(application.patientRef !== undefined && { for: patientReference(application.patientRef) }),
    ...(inputs.length > 0 && { input: inputs }),
  };
}

function isOurs({ type }: TaskInput): boolean {
  return codeOf(type, APPLICATION_INPUT) !== undefined;
}

/** A Task back into an application. */
export function taskToApplication(task: Json, practiceId: string): Reading<OsuApplication> {
  const state = Object.values(ApplicationState).find(
    (each) => STATUS_OF_STATE[each] === task.status,
  );
  const isOpen = state === ApplicationState.waiting || state === ApplicationState.claimed;
  const name = inputOf(task, 'username-verifier')?.valueString;
  return complete(
    {
      registrationId: identifierValue(task.identifier, APPLICATION_ID),
      accountKey: identifierValue(task.identifier, ACCOUNT_KEY),
      status: state,
      issuedAt: instant(task.authoredOn),
      content: isOpen ? typedIn(task) : null,
      verifiers: optional(name, verifier),
      // One that is claimed says for whom.
      patient: state === ApplicationState.claimed ? patientRef(task.for) : null,
    },
    (found) => ({
      id: found.registrationId,
      practiceId,
      accountKey: found.accountKey,
      state: found.status,
      appliedAt: found.issuedAt,
      ...(found.content !== null && { typed: found.content }),
      ...(found.verifiers !== null && { usernameVerifier: found.verifiers }),
      ...(found.patient !== null && { patientRef: found.patient }),
    }),
  );
}

function typedIn(task: Json): TypedDetails | undefined {
  const given = text(inputOf(task, 'given')?.valueString);
  const family = text(inputOf(task, 'family')?.valueString);
  const birthDate = calendarDate(inputOf(task, 'birth-date')?.valueDate);
  const postcode = text(inputOf(task, 'postcode')?.valueString);
  const number = text(inputOf(task, 'patient-number')?.valueString);
  const isComplete = given !== undefined && family !== undefined && birthDate !== undefined;
  if (!isComplete || postcode === undefined) return undefined;
  return { given, family, birthDate, postcode, ...(number !== undefined && { number }) };
}

function inputOf(task: Json, code: string): Json | undefined {
  const input = objects(task.input).find((each) => codeOf(each.type, APPLICATION_INPUT) === code);
  return input && object(input);
}
