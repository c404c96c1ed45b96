/**
 * Records to resources and back. Only this file and `mapping/` know the shapes: see docs/fhir-mapping.md.
 */
import type {
  AuditEvent,
  Consent,
  DocumentReference,
  FhirResource,
  Person,
  Provenance,
  QuestionnaireResponse,
  Task,
} from 'fhir/r4';
import type { RecordKind, SharedRecords } from '../domain/records.ts';
import { accountOfPatient, accountToPerson, personToAccount } from './mapping/account.ts';
import { auditToResource } from './mapping/audit.ts';
import { identityCheckToResponse, responseToIdentityCheck } from './mapping/identity-check.ts';
import { documentToLetter, letterToDocument } from './mapping/letter.ts';
import {
  extension,
  identifierValue,
  isJson,
  text,
  type Json,
  type Reading,
} from './mapping/reading.ts';
import { registrationToTask, taskToRegistration } from './mapping/registration.ts';
import { consentToServices, servicesToConsent } from './mapping/services.ts';
import {
  ACCOUNT_KEY,
  ACCOUNT_OF_PATIENT,
  IDENTITY_CHECK_ID,
  LETTER_ID,
  OPERATION_EXTENSION,
  OPERATION_TAG,
  REGISTRATION_ID,
  SERVICES_ID,
} from './vocabulary.ts';

/** Kinds that are read as well as written. */
export type ReadableKind = Exclude<RecordKind, 'audit'>;

/** How one kind of record travels. */
export interface KindMapping<K extends ReadableKind = ReadableKind> {
  readonly resourceType: FhirResource['resourceType'];
  /** Identifier system by which a resource is known as ours. */
  readonly idSystem: string;
  /** The resource for `body`, made by `operationId`, on top of what the server has, if anything. */
  toResource(body: SharedRecords[K], operationId: string, base?: unknown): FhirResource;
  /** Back again, or the reason why it makes no sense. */
  toRecord(resource: Json): Reading<SharedRecords[K]>;
  /** Value for `If-None-Exist`: at most one such resource exists. */
  createCondition(body: SharedRecords[K]): string;
}

const MAPPINGS: { readonly [K in ReadableKind]: KindMapping<K> } = {
  account: {
    resourceType: 'Person',
    idSystem: ACCOUNT_KEY,
    toResource: (body, operationId, base) =>
      accountToPerson(body, operationId, typed<Person>(base, 'Person')),
    toRecord: personToAccount,
    createCondition: (body) => byIdentifier(ACCOUNT_OF_PATIENT, accountOfPatient(body)),
  },
  registration: {
    resourceType: 'Task',
    idSystem: REGISTRATION_ID,
    toResource: (body, operationId, base) =>
      registrationToTask(body, operationId, typed<Task>(base, 'Task')),
    toRecord: taskToRegistration,
    createCondition: (body) => byIdentifier(REGISTRATION_ID, body.id),
  },
  services: {
    resourceType: 'Consent',
    idSystem: SERVICES_ID,
    toResource: (body, operationId, base) =>
      servicesToConsent(body, operationId, typed<Consent>(base, 'Consent')),
    toRecord: consentToServices,
    createCondition: (body) => byIdentifier(SERVICES_ID, body.id),
  },
  'identity-check': {
    resourceType: 'QuestionnaireResponse',
    idSystem: IDENTITY_CHECK_ID,
    toResource: (body, operationId, base) =>
      identityCheckToResponse(
        body,
        operationId,
        typed<QuestionnaireResponse>(base, 'QuestionnaireResponse'),
      ),
    toRecord: responseToIdentityCheck,
    createCondition: (body) => byIdentifier(IDENTITY_CHECK_ID, body.id),
  },
  letter: {
    resourceType: 'DocumentReference',
    idSystem: LETTER_ID,
    toResource: (body, operationId, base) =>
      letterToDocument(body, operationId, typed<DocumentReference>(base, 'DocumentReference')),
    toRecord: documentToLetter,
    createCondition: (body) => byIdentifier(LETTER_ID, body.id),
  },
};

/** How this kind of record travels. */
export function mappingOf<K extends ReadableKind>(kind: K): KindMapping<K> {
  return MAPPINGS[kind];
}

/** The resource of an audit row and the condition of its create. These types have no identifier, so a tag stands in. */
export function auditCreation(
  body: SharedRecords['audit'],
  operationId: string,
): { readonly resource: Provenance | AuditEvent; readonly condition: string } {
  const condition = new URLSearchParams({ _tag: `${OPERATION_TAG}|${operationId}` }).toString();
  return { resource: auditToResource(body, operationId), condition };
}

/** Whether the resource is one of ours of this kind; others may keep the same resource types on the same server. */
export function isOurs(kind: ReadableKind, resource: unknown): resource is Json {
  const { resourceType, idSystem } = MAPPINGS[kind];
  return (
    isJson(resource) &&
    resource.resourceType === resourceType &&
    identifierValue(resource.identifier, idSystem) !== undefined
  );
}

/** The operation that made this version of a resource. */
export function operationOf(resource: Json): string | undefined {
  return text(extension(resource, OPERATION_EXTENSION)?.valueString);
}

function byIdentifier(system: string, value: string): string {
  return new URLSearchParams({ identifier: `${system}|${value}` }).toString();
}

/** The base as what its type says it is: a server stored it, and it was read into a record before. */
function typed<R extends FhirResource>(base: unknown, type: R['resourceType']): R | undefined {
  return isOfType<R>(base, type) ? base : undefined;
}

function isOfType<R extends FhirResource>(base: unknown, type: R['resourceType']): base is R {
  return isJson(base) && base.resourceType === type;
}
