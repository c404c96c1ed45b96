import type { Extension, Task, TaskInput, TaskRestriction } from 'fhir/r4';
import { RegistrationState, type RegistrationRecord } from '../../domain/records.ts';
import {
  ACCOUNT_KEY,
  REGISTRATION_EXTENSION,
  REGISTRATION_ID,
  TASK_CODE,
  TASK_CODE_REGISTRATION,
  TASK_INPUT,
  TASK_INPUT_LINKAGE_KEY_VERIFIER,
  TASK_INPUT_SEALED_CODES,
  TASK_INPUT_TOKEN_VERIFIER,
} from '../vocabulary.ts';
import {
  calendarDate,
  codeOf,
  complete,
  extension,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  optional,
  patientRef,
  practiceOf,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  partsOf,
  patientReference,
  practiceMeta,
  replaceExtensions,
  withExtensions,
  withIdentifiers,
} from './writing.ts';
import { verifier, verifierText } from './verifier.ts';

const STATUS_OF_STATE = {
  [RegistrationState.pending]: 'requested',
  [RegistrationState.used]: 'completed',
  [RegistrationState.expired]: 'failed',
  [RegistrationState.withdrawn]: 'cancelled',
} as const satisfies Record<RegistrationState, Task['status']>;

/** One issue of codes as a Task, on top of `base`. Sealed codes and verifiers are written only while pending. */
export function registrationToTask(
  registration: RegistrationRecord,
  operationId: string,
  base?: Task,
): Task {
  const accountIdentifier = { system: ACCOUNT_KEY, value: registration.accountKey };
  const { input: _input, ...kept } = base ?? {};
  const input = taskInput(registration, base?.input);
  return {
    ...kept,
    resourceType: 'Task',
    meta: practiceMeta(base?.meta, registration.practiceId),
    extension: withExtensions(base?.extension, operationId, {
      [REGISTRATION_EXTENSION]: terms(registration, base),
    }),
    identifier: withIdentifiers(base?.identifier, [
      { system: REGISTRATION_ID, value: registration.id },
      accountIdentifier,
    ]),
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_REGISTRATION }] },
    status: STATUS_OF_STATE[registration.state],
    focus: { ...base?.focus, type: 'Person', identifier: accountIdentifier },
    for: patientReference(registration.patientRef),
    authoredOn: registration.issuedAt,
    restriction: restriction(registration, base?.restriction),
    ...(input.length === 0 ? {} : { input }),
  };
}

/** An extension must hold something, so without any part it is left out. */
function terms(
  { activationDays }: RegistrationRecord,
  base: Task | undefined,
): Omit<Extension, 'url'> | undefined {
  const parts = replaceExtensions(partsOf(base?.extension, REGISTRATION_EXTENSION), {
    activationDays: activationDays === undefined ? undefined : { valueInteger: activationDays },
  });
  return parts.length === 0 ? undefined : { extension: parts };
}

function restriction(registration: RegistrationRecord, base?: TaskRestriction): TaskRestriction {
  return { ...base, period: { ...base?.period, end: registration.expiresOn } };
}

function taskInput(registration: RegistrationRecord, existing?: TaskInput[]): TaskInput[] {
  const others = listed(existing).filter((each) => codeOf(each.type, TASK_INPUT) === undefined);
  if (registration.state !== RegistrationState.pending) return others;
  const { sealedCodes, verifiers } = registration;
  return [
    ...(sealedCodes === undefined ? [] : [inputOf(TASK_INPUT_SEALED_CODES, sealedCodes)]),
    ...(verifiers === undefined
      ? []
      : [
          inputOf(TASK_INPUT_TOKEN_VERIFIER, verifierText(verifiers.token)),
          inputOf(TASK_INPUT_LINKAGE_KEY_VERIFIER, verifierText(verifiers.linkageKey)),
        ]),
    ...others,
  ];
}

function inputOf(code: string, valueString: string): TaskInput {
  return { type: { coding: [{ system: TASK_INPUT, code }] }, valueString };
}

/** A Task back into one issue of codes. */
export function taskToRegistration(task: Json): Reading<RegistrationRecord> {
  const days = extension(extension(task, REGISTRATION_EXTENSION) ?? {}, 'activationDays');
  return complete(
    {
      registrationId: identifierValue(task.identifier, REGISTRATION_ID),
      accountKey: identifierValue(task.identifier, ACCOUNT_KEY),
      practice: practiceOf(task),
      patient: patientRef(task.for),
      status: stateOf(task.status),
      issuedAt: instant(task.authoredOn),
      expiresOn: calendarDate(object(object(task.restriction).period).end),
      activationDays: optional(days, () => wholeDays(days?.valueInteger)),
      sealedCodes: optional(inputValue(task, TASK_INPUT_SEALED_CODES), text),
      verifiers: verifiersOf(task),
    },
    (found) => ({
      id: found.registrationId,
      accountKey: found.accountKey,
      practiceId: found.practice,
      patientRef: found.patient,
      state: found.status,
      issuedAt: found.issuedAt,
      expiresOn: found.expiresOn,
      ...(found.activationDays === null ? {} : { activationDays: found.activationDays }),
      ...(found.sealedCodes === null ? {} : { sealedCodes: found.sealedCodes }),
      ...(found.verifiers === null ? {} : { verifiers: found.verifiers }),
    }),
  );
}

function wholeDays(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

function stateOf(status: unknown): RegistrationState | undefined {
  return Object.values(RegistrationState).find((state) => STATUS_OF_STATE[state] === status);
}

function inputValue(task: Json, code: string): unknown {
  const input = objects(task.input).find((each) => codeOf(each.type, TASK_INPUT) === code);
  return input && (input.valueString ?? '');
}

/** Both verifiers, `null` when neither is there, `undefined` when they cannot be used. */
function verifiersOf(task: Json): NonNullable<RegistrationRecord['verifiers']> | null | undefined {
  const token = optional(inputValue(task, TASK_INPUT_TOKEN_VERIFIER), verifier);
  const linkageKey = optional(inputValue(task, TASK_INPUT_LINKAGE_KEY_VERIFIER), verifier);
  if (token === null && linkageKey === null) return null;
  return token && linkageKey ? { token, linkageKey } : undefined;
}
