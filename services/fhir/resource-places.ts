import type { FhirResource } from 'fhir/r4';
import type { RecordKind } from '../domain/records.ts';
import {
  ACCOUNT_KEY,
  IDENTITY_CHECK_ID,
  LETTER_ID,
  PRACTICE_SETTINGS,
  REGISTRATION_ID,
  SERVICES_ID,
} from './vocabulary.ts';

/** Kinds that are read as well as sent; audit rows are only sent. */
export type ReadKind = Exclude<RecordKind, 'audit'>;

/** What resources a kind of record is. */
export interface ResourcePlace {
  readonly resourceType: FhirResource['resourceType'];
  /** Identifier system by which a resource is known as ours. */
  readonly idSystem: string;
}

/** Known before anything is found; how it is read and written comes with the first of them (resource-mapping.ts). */
export const PLACES = {
  account: { resourceType: 'Person', idSystem: ACCOUNT_KEY },
  registration: { resourceType: 'Task', idSystem: REGISTRATION_ID },
  services: { resourceType: 'Consent', idSystem: SERVICES_ID },
  'identity-check': { resourceType: 'QuestionnaireResponse', idSystem: IDENTITY_CHECK_ID },
  letter: { resourceType: 'DocumentReference', idSystem: LETTER_ID },
  // Among identity checks, so that fetching changes takes no further search.
  'practice-settings': { resourceType: 'QuestionnaireResponse', idSystem: PRACTICE_SETTINGS },
} as const satisfies Readonly<Record<ReadKind, ResourcePlace>>;
