import type { FhirResource } from 'fhir/r4';
import type { RecordKind, SharedRecords } from '../domain/records.ts';
import { accountOfPatient } from './mapping/account.ts';
import { auditToResource } from './mapping/audit.ts';
import { hasTag, identifierValue, type Json } from './mapping/reading.ts';
import { STORED, storedMapping } from './resource-mapping.ts';
import { OPERATION_TAG } from './audit-vocabulary.ts';
import { ACCOUNT_OF_PATIENT } from './vocabulary.ts';

/** What to create, and the condition under which at most one such resource exists. */
export interface Creation {
  readonly resource: FhirResource;
  /** Encoded search parameters, for `If-None-Exist`. */
  readonly condition: string;
  /** Whether a resource is what the condition asks for: a server may ignore what it does not know. */
  readonly isMet: (resource: Json) => boolean;
}

type Create<K extends RecordKind> = (
  body: SharedRecords[K],
  operationId: string,
  workstation: string,
) => Creation;

const CREATIONS: { readonly [K in RecordKind]: Create<K> } = {
  account: (body, operationId) => ({
    resource: STORED.account.toResource(body, operationId),
    ...byIdentifier(ACCOUNT_OF_PATIENT, accountOfPatient(body)),
  }),
  registration: createdById('registration'),
  services: createdById('services'),
  'identity-check': createdById('identity-check'),
  letter: createdById('letter'),
  'practice-settings': createdById('practice-settings'),
  audit: (body, operationId, workstation) => ({
    resource: auditToResource(body, operationId, workstation),
    // Provenance and AuditEvent have no identifier, so a tag stands in.
    condition: parameters({ _tag: `${OPERATION_TAG}|${operationId}` }),
    isMet: (resource) => hasTag(resource, OPERATION_TAG, operationId),
  }),
};

/** The resource that carries a new record, made by the operation at the workstation. */
export function creationOf<K extends RecordKind>(
  kind: K,
  body: SharedRecords[K],
  operationId: string,
  workstation: string,
): Creation {
  return CREATIONS[kind](body, operationId, workstation);
}

function createdById<K extends RecordKind>(kind: K): Create<K> {
  return (body, operationId) => {
    const stored = storedMapping(kind);
    if (stored === undefined) throw new TypeError(`Nothing maps a ${kind}.`);
    return {
      resource: stored.toResource(body, operationId),
      ...byIdentifier(stored.idSystem, body.id),
    };
  };
}

function byIdentifier(system: string, value: string): Pick<Creation, 'condition' | 'isMet'> {
  return {
    condition: parameters({ identifier: `${system}|${value}` }),
    isMet: ({ identifier }) => identifierValue(identifier, system) === value,
  };
}

function parameters(values: Record<string, string>): string {
  return new URLSearchParams(values).toString();
}
