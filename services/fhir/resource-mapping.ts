/**
 * Records to resources and back. Only this file and `mapping/` know the shapes: see docs/fhir-mapping.md. Loaded with the
 * first resource that is found, or record that is sent.
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
import { identifierValue, isJson, type Json, type Reading } from './mapping/reading.ts';
import { registrationToTask, taskToRegistration } from './mapping/registration.ts';
import { consentToServices, servicesToConsent } from './mapping/services.ts';
import { PLACES, type ReadKind, type ResourcePlace } from './resource-places.ts';
import { PRACTICE_SETTINGS } from './vocabulary.ts';

/** Kinds of a patient's that are stored here; audit rows are only sent. */
export type StoredKind = Exclude<ReadKind, 'practice-settings'>;

/** How one kind of record travels that is read and updated as well as created. */
export interface StoredMapping<K extends RecordKind> extends ResourcePlace {
  /** The resource for `body`, made by `operationId`, on top of what the server has, if anything. */
  toResource(body: SharedRecords[K], operationId: string, base?: unknown): FhirResource;
  /** Back again, or what of it makes no sense. */
  toRecord(resource: Json): Reading<SharedRecords[K]>;
}

const account: StoredMapping<'account'> = {
  ...PLACES.account,
  toResource: (body, operationId, base) =>
    accountToPerson(body, operationId, typed<Person>(base, 'Person')),
  toRecord: personToAccount,
};

const registration: StoredMapping<'registration'> = {
  ...PLACES.registration,
  toResource: (body, operationId, base) =>
    registrationToTask(body, operationId, typed<Task>(base, 'Task')),
  toRecord: taskToRegistration,
};

const services: StoredMapping<'services'> = {
  ...PLACES.services,
  toResource: (body, operationId, base) =>
    servicesToConsent(body, operationId, typed<Consent>(base, 'Consent')),
  toRecord: consentToServices,
};

const identityCheck: StoredMapping<'identity-check'> = {
  ...PLACES['identity-check'],
  toResource: (body, operationId, base) =>
    identityCheckToResponse(
      body,
      operationId,
      typed<QuestionnaireResponse>(base, 'QuestionnaireResponse'),
    ),
  toRecord: responseToIdentityCheck,
};

const letter: StoredMapping<'letter'> = {
  ...PLACES.letter,
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

let settings: StoredMapping<'practice-settings'> | undefined;

async function fetchSettings(): Promise<void> {
  settings ??= await import('./mapping/practice-settings.ts').then(
    ({ settingsToResponse, responseToSettings }) => ({
      ...PLACES['practice-settings'],
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
}

/** How this kind of record travels; `undefined` where that cannot be fetched, and for what is only ever sent. */
export async function fetchMapping<K extends RecordKind>(
  kind: K,
): Promise<StoredMapping<K> | undefined> {
  if (kind === 'practice-settings') await fetchSettings();
  const mappings: { readonly [P in RecordKind]?: StoredMapping<P> | undefined } = {
    ...STORED,
    'practice-settings': settings,
  };
  return mappings[kind];
}

/** Of which kind a resource is that was asked for as of this one. */
export function kindOf(kind: ReadKind, { identifier }: Json): ReadKind {
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

/** The base as what its type says it is: a server stored it, and it was read into a record before. */
function typed<R extends FhirResource>(base: unknown, type: R['resourceType']): R | undefined {
  return isOfType<R>(base, type) ? base : undefined;
}

function isOfType<R extends FhirResource>(base: unknown, type: R['resourceType']): base is R {
  return isJson(base) && base.resourceType === type;
}
