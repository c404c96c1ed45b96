/**
 * Records to resources and back. Only this file and `mapping/` know the shapes: see docs/fhir-mapping.md.
 */
import type {
  Consent,
  DocumentReference,
  FhirResource,
  Person,
  QuestionnaireResponse,
  Task,
} from 'fhir/r4';
import type { RecordKind, SharedRecords } from '../domain/records.ts';
import { accountToPerson, personToAccount } from './mapping/account.ts';
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
  IDENTITY_CHECK_ID,
  LETTER_ID,
  OPERATION_EXTENSION,
  PRACTICE_SETTINGS,
  REGISTRATION_ID,
  SERVICES_ID,
} from './vocabulary.ts';

/** Kinds of a patient's that are stored here; audit rows are only sent. */
export type StoredKind = Exclude<RecordKind, 'audit' | 'practice-settings'>;

/** What resources a kind of record is. */
export interface ResourcePlace {
  readonly resourceType: FhirResource['resourceType'];
  /** Identifier system by which a resource is known as ours. */
  readonly idSystem: string;
}

/** How one kind of record travels that is read and updated as well as created. */
export interface StoredMapping<K extends RecordKind> extends ResourcePlace {
  /** The resource for `body`, made by `operationId`, on top of what the server has, if anything. */
  toResource(body: SharedRecords[K], operationId: string, base?: unknown): FhirResource;
  /** Back again, or what of it makes no sense. */
  toRecord(resource: Json): Reading<SharedRecords[K]>;
}

const account: StoredMapping<'account'> = {
  resourceType: 'Person',
  idSystem: ACCOUNT_KEY,
  toResource: (body, operationId, base) =>
    accountToPerson(body, operationId, typed<Person>(base, 'Person')),
  toRecord: personToAccount,
};

const registration: StoredMapping<'registration'> = {
  resourceType: 'Task',
  idSystem: REGISTRATION_ID,
  toResource: (body, operationId, base) =>
    registrationToTask(body, operationId, typed<Task>(base, 'Task')),
  toRecord: taskToRegistration,
};

const services: StoredMapping<'services'> = {
  resourceType: 'Consent',
  idSystem: SERVICES_ID,
  toResource: (body, operationId, base) =>
    servicesToConsent(body, operationId, typed<Consent>(base, 'Consent')),
  toRecord: consentToServices,
};

const identityCheck: StoredMapping<'identity-check'> = {
  resourceType: 'QuestionnaireResponse',
  idSystem: IDENTITY_CHECK_ID,
  toResource: (body, operationId, base) =>
    identityCheckToResponse(
      body,
      operationId,
      typed<QuestionnaireResponse>(base, 'QuestionnaireResponse'),
    ),
  toRecord: responseToIdentityCheck,
};

const letter: StoredMapping<'letter'> = {
  resourceType: 'DocumentReference',
  idSystem: LETTER_ID,
  toResource: (body, operationId, base) =>
    letterToDocument(body, operationId, typed<DocumentReference>(base, 'DocumentReference')),
  toRecord: documentToLetter,
};

export const STORED: { readonly [K in StoredKind]: StoredMapping<K> } = {
  account,
  registration,
  services,
  'identity-check': identityCheck,
  letter,
};

/** Where the practice's settings are: among identity checks, so that fetching changes takes no further search. */
export const SETTINGS_PLACE = {
  resourceType: 'QuestionnaireResponse',
  idSystem: PRACTICE_SETTINGS,
} as const;

let settings: StoredMapping<'practice-settings'> | undefined;

/** Fetches what maps this kind, where that is still to be done; whether it is there. */
export async function fetchMapping(kind: RecordKind): Promise<boolean> {
  if (kind !== 'practice-settings') return true;
  settings ??= await import('./mapping/practice-settings.ts').then(
    ({ settingsToResponse, responseToSettings }) => ({
      ...SETTINGS_PLACE,
      toResource: (body, operationId, base) =>
        settingsToResponse(
          body,
          operationId,
          typed<QuestionnaireResponse>(base, 'QuestionnaireResponse'),
        ),
      toRecord: responseToSettings,
    }),
    () => undefined,
  );
  return settings !== undefined;
}

/** How this kind of record travels, once it has been fetched; `undefined` for what is only ever sent. */
export function storedMapping<K extends RecordKind>(kind: K): StoredMapping<K> | undefined {
  const mappings: { readonly [P in RecordKind]?: StoredMapping<P> | undefined } = {
    ...STORED,
    'practice-settings': settings,
  };
  return mappings[kind];
}

/** Of which kind a resource is that was asked for as of this one. */
export function kindOf(kind: RecordKind, { identifier }: Json): RecordKind {
  const isSettings =
    kind === 'identity-check' && identifierValue(identifier, PRACTICE_SETTINGS) !== undefined;
  return isSettings ? 'practice-settings' : kind;
}

/** Whether the resource is one of ours of this kind; others may keep the same resource types on the same server. */
export function isOurs({ resourceType, idSystem }: ResourcePlace, resource: Json): boolean {
  return (
    resource.resourceType === resourceType &&
    identifierValue(resource.identifier, idSystem) !== undefined
  );
}

/** The operation that made this version of a resource. */
export function operationOf(resource: Json): string | undefined {
  return text(extension(resource, OPERATION_EXTENSION)?.valueString);
}

/** The base as what its type says it is: a server stored it, and it was read into a record before. */
function typed<R extends FhirResource>(base: unknown, type: R['resourceType']): R | undefined {
  return isOfType<R>(base, type) ? base : undefined;
}

function isOfType<R extends FhirResource>(base: unknown, type: R['resourceType']): base is R {
  return isJson(base) && base.resourceType === type;
}
