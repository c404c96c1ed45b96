import type { Extension, Task, TaskInput } from 'fhir/r4';
import { IDENTIFIER_SYSTEMS, schemeOf } from '../../domain/patient/identifier-systems.ts';
import { IdentityMethod, ServiceName } from '../../domain/records.ts';
import {
  isOver,
  oldPatientOf,
  TransferState,
  type HandedCheck,
  type Transfer,
  type TransferContent,
  type TransferredPerson,
} from '../../domain/split/transfer.ts';
import {
  HANDED_CHECK_EXTENSION,
  TASK_CODE_TRANSFER,
  TRANSFER_EXTENSION,
  TRANSFER_FROM_TAG,
  TRANSFER_ID,
  TRANSFER_INPUT,
  TRANSFER_TAG,
} from '../transfer-vocabulary.ts';
import {
  DISABLING_EXTENSION,
  IDENTITY_METHOD_CODE,
  NOTES_EXTENSION,
  TASK_CODE,
} from '../vocabulary.ts';
import { childExtension, childIn } from './child-setup.ts';
import { disablingExtension, disablingIn } from './disabling.ts';
import { partsExtension, readParts } from './parts.ts';
import {
  calendarDate,
  codeOf,
  extension,
  identifierValue,
  instant,
  object,
  objects,
  oneOf,
  patientRef,
  staff,
  text,
  type Json,
} from './reading.ts';
import { entitlements, serviceProvision } from './services.ts';
import { patientReference, replaceExtensions, staffReference, withExtensions } from './writing.ts';

const STATUS_OF_STATE = {
  [TransferState.handedOver]: 'requested',
  [TransferState.claimed]: 'in-progress',
  [TransferState.takenIn]: 'completed',
  [TransferState.takenBack]: 'cancelled',
  [TransferState.givenBack]: 'rejected',
} as const satisfies Record<TransferState, Task['status']>;

const FACTS = {
  fromName: 'string',
  toName: 'string',
  closing: 'string',
  accountKey: 'string',
  outcome: 'code?',
  because: 'code?',
} as const;
const HANDED_CHECK = {
  date: 'day',
  staff: 'staff',
  recordedAt: 'instant',
  vouchedAs: 'code?',
} as const;
const OUTCOMES = { made: 'made', hadOne: 'had-one' } as const;

/** What is searched for. */
export function statusesOf(states: readonly TransferState[]): string {
  return states.map((state) => STATUS_OF_STATE[state]).join(',');
}

/** A transfer as a Task, on top of `base`; once it is over, nothing of the patient is kept in it. */
export function transferToTask(transfer: Transfer, operationId: string, base?: Task): Task {
  const { from, to, content, claimedFor } = transfer;
  const { input: _before, for: _for, meta, ...kept } = base ?? {};
  const { versionId: _version, lastUpdated: _updated, tag = [], ...keptMeta } = meta ?? {};
  const others = tag.filter(({ system }) => !TAGS.includes(system));
  const { givenBackBecause: because, outcome, closing, accountKey } = transfer;
  const inputs = content === undefined || isOver(transfer) ? [] : inputsOf(content);
  return {
    ...kept,
    resourceType: 'Task',
    meta: {
      ...keptMeta,
      tag: [
        { system: TRANSFER_TAG, code: to.id },
        { system: TRANSFER_FROM_TAG, code: from.id },
        ...others,
      ],
    },
    extension: withExtensions(base?.extension, operationId, {
      [TRANSFER_EXTENSION]: partsExtension(FACTS, {
        fromName: from.name,
        toName: to.name,
        closing,
        accountKey,
        ...(outcome !== undefined && { outcome }),
        ...(because !== undefined && { because }),
      }),
    }),
    identifier: [{ system: TRANSFER_ID, value: transfer.id }],
    status: STATUS_OF_STATE[transfer.state],
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_TRANSFER }] },
    authoredOn: transfer.handedOverAt,
    requester: staffReference(transfer.by),
    ...(claimedFor !== undefined && { for: patientReference(claimedFor) }),
    ...(inputs.length > 0 && { input: inputs }),
  };
}

const TAGS: readonly (string | undefined)[] = [TRANSFER_TAG, TRANSFER_FROM_TAG];

function inputsOf(content: TransferContent): TaskInput[] {
  const { person, enabled, services, identityChecks } = content;
  const { number, birthDate, surname, name } = person;
  const [system] = IDENTIFIER_SYSTEMS[number.scheme];
  return [
    input('number', { valueIdentifier: { ...(system && { system }), value: number.value } }),
    input('birth-date', { valueDate: birthDate }),
    input('surname', { valueString: surname }),
    input('name', { valueString: name }),
    input('account', { ...accountExtensions(content), valueBoolean: enabled }),
    ...Object.values(ServiceName).flatMap((service) => {
      const entitlement = services[service];
      if (entitlement === undefined) return [];
      const { code, type, extension: extensions } = serviceProvision(service, entitlement);
      const [concept = {}] = code ?? [];
      return [
        input(`service-${type ?? 'deny'}`, {
          ...(extensions && { extension: extensions }),
          valueCodeableConcept: concept,
        }),
      ];
    }),
    ...identityChecks.map(checkInput),
  ];
}

function input(code: string, value: Omit<TaskInput, 'type'>): TaskInput {
  return { type: { coding: [{ system: TRANSFER_INPUT, code }] }, ...value };
}

function accountExtensions({ enabledNotes, disabling, child }: TransferContent) {
  const extensions = replaceExtensions(undefined, {
    [NOTES_EXTENSION]: enabledNotes === undefined ? undefined : { valueString: enabledNotes },
    [DISABLING_EXTENSION]: disablingExtension(disabling),
    ...childExtension(child),
  });
  return extensions.length === 0 ? {} : { extension: extensions };
}

function checkInput({ method, ...check }: HandedCheck): TaskInput {
  const parts: Extension = { url: HANDED_CHECK_EXTENSION, ...partsExtension(HANDED_CHECK, check) };
  return input('identity-check', {
    extension: [parts],
    valueCodeableConcept: { coding: [{ system: IDENTITY_METHOD_CODE, code: method }] },
  });
}

/** Whether it is a transfer. */
export function isTransferTask(resource: Json): boolean {
  return (
    resource.resourceType === 'Task' &&
    codeOf(resource.code, TASK_CODE) === TASK_CODE_TRANSFER &&
    identifierValue(resource.identifier, TRANSFER_ID) !== undefined
  );
}

/** A Task back into a transfer; `undefined` where it makes no sense. */
export function taskToTransfer(task: Json): Transfer | undefined {
  const id = identifierValue(task.identifier, TRANSFER_ID);
  const state = Object.values(TransferState).find((each) => STATUS_OF_STATE[each] === task.status);
  const [to, from] = [tagged(task, TRANSFER_TAG), tagged(task, TRANSFER_FROM_TAG)];
  const facts = readParts(FACTS, extension(task, TRANSFER_EXTENSION), true);
  const handedOverAt = instant(task.authoredOn);
  const by = staff(task.requester);
  if (id === undefined || state === undefined || facts === undefined) return undefined;
  if (to === undefined || from === undefined || by === undefined) return undefined;
  if (handedOverAt === undefined || oldPatientOf({ id }) === '') return undefined;
  const { fromName, toName, closing, accountKey, because } = facts;
  const outcome = oneOf(OUTCOMES, facts.outcome);
  const claimedFor = patientRef(task.for);
  const open = isOver({ state }) ? null : contentIn(task);
  // One that is claimed says for whom.
  if (open === undefined || (state === TransferState.claimed && claimedFor === undefined)) {
    return undefined;
  }
  return {
    id,
    from: { id: from, name: fromName },
    to: { id: to, name: toName },
    state,
    handedOverAt,
    by,
    closing,
    accountKey,
    ...(open !== null && { content: open }),
    ...(claimedFor !== undefined && { claimedFor }),
    ...(outcome !== undefined && { outcome }),
    ...(because !== undefined && { givenBackBecause: because }),
  };
}

function tagged({ meta }: Json, tagSystem: string): string | undefined {
  const [tag, ...others] = objects(object(meta).tag).filter(({ system }) => system === tagSystem);
  return others.length > 0 ? undefined : text(tag?.code);
}

function contentIn(task: Json): TransferContent | undefined {
  const person = personIn(task);
  const account = inputsIn(task, 'account')[0];
  const enabled = account?.valueBoolean;
  const services = entitlements(
    (['permit', 'deny'] as const).flatMap((type) =>
      inputsIn(task, `service-${type}`).map((each) => ({
        ...each,
        type,
        code: [each.valueCodeableConcept],
      })),
    ),
  );
  const checks = inputsIn(task, 'identity-check').map(checkIn);
  if (person === undefined || account === undefined || services === undefined) return undefined;
  if (typeof enabled !== 'boolean' || checks.includes(undefined)) return undefined;
  const enabledNotes = text(extension(account, NOTES_EXTENSION)?.valueString);
  return {
    person,
    enabled,
    ...(enabledNotes !== undefined && { enabledNotes }),
    ...disablingIn(account, enabled),
    services,
    ...childIn(account),
    identityChecks: checks.filter((check) => check !== undefined),
  };
}

function personIn(task: Json): TransferredPerson | undefined {
  const number = object(inputsIn(task, 'number')[0]?.valueIdentifier);
  const scheme = schemeOf(text(number.system) ?? '');
  const value = text(number.value);
  const birthDate = calendarDate(inputsIn(task, 'birth-date')[0]?.valueDate);
  const surname = text(inputsIn(task, 'surname')[0]?.valueString);
  const name = text(inputsIn(task, 'name')[0]?.valueString);
  if (scheme === undefined || value === undefined || birthDate === undefined) return undefined;
  if (surname === undefined || name === undefined) return undefined;
  return { number: { scheme, value }, birthDate, surname, name };
}

/** A method that a later version has is none that anybody here has heard of: then the whole cannot be read. */
function checkIn(each: Json): HandedCheck | undefined {
  const method = oneOf(IdentityMethod, codeOf(each.valueCodeableConcept, IDENTITY_METHOD_CODE));
  const parts = readParts(HANDED_CHECK, extension(each, HANDED_CHECK_EXTENSION));
  if (method === undefined || parts === undefined) return undefined;
  const { vouchedAs, ...rest } = parts;
  return { ...rest, method, ...(vouchedAs === 'account-manager' && { vouchedAs }) };
}

function inputsIn(task: Json, code: string): readonly Json[] {
  return objects(task.input).filter((each) => codeOf(each.type, TRANSFER_INPUT) === code);
}
