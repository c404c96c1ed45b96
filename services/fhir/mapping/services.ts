import type { Consent, ConsentProvision } from 'fhir/r4';
import { ServiceName, type ServiceEntitlement, type ServicesRecord } from '../../domain/records.ts';
import {
  ACCOUNT_KEY,
  DISABLING_EXTENSION,
  MISSED_FROM_EXTENSION,
  NOTES_EXTENSION,
  RECORD_ACCESS_EXTENSION,
  SERVICE_CODE,
  SERVICES_ID,
  SERVICES_POLICY,
} from '../vocabulary.ts';
import { disablingExtension, disablingIn } from './disabling.ts';
import { accessExtension, accessIn } from './record-access.ts';
import {
  codeOf,
  complete,
  extension,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  oneOf,
  patientRef,
  practiceOf,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  patientReference,
  practiceMeta,
  replaceExtensions,
  withExtensions,
  withIdentifiers,
} from './writing.ts';

const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const PRIVACY = { system: SCOPE, code: 'patient-privacy' } as const;
const LOINC = 'http://loinc.org';
const PRIVACY_DOCUMENT = { system: LOINC, code: '59284-0' } as const;

/** The set of services as a Consent, on top of `base`: everything is denied but what is listed as permitted. */
export function servicesToConsent(
  services: ServicesRecord,
  operationId: string,
  base?: Consent,
): Consent {
  return {
    ...base,
    resourceType: 'Consent',
    meta: practiceMeta(base?.meta, services.practiceId),
    extension: withExtensions(base?.extension, operationId),
    identifier: withIdentifiers(base?.identifier, [
      { system: SERVICES_ID, value: services.id },
      { system: ACCOUNT_KEY, value: services.accountKey },
    ]),
    status: 'active',
    scope: { coding: [PRIVACY] },
    category: [{ coding: [PRIVACY_DOCUMENT] }],
    policyRule: { ...base?.policyRule, text: SERVICES_POLICY },
    patient: patientReference(services.patientRef),
    provision: provision(services, base?.provision),
  };
}

function provision(services: ServicesRecord, base: ConsentProvision | undefined) {
  const { provision: nestedBefore, ...kept } = base ?? {};
  const existing = listed(nestedBefore);
  const others = existing.filter((each) => serviceOf(each.code) === undefined);
  const ours = Object.values(ServiceName).flatMap((name) => {
    const entitlement = services.services[name];
    const before = existing.find((each) => serviceOf(each.code) === name);
    return entitlement === undefined ? [] : [serviceProvision(name, entitlement, before)];
  });
  const nested = [...ours, ...others];
  return {
    ...kept,
    type: 'deny',
    ...(nested.length === 0 ? {} : { provision: nested }),
  } satisfies ConsentProvision;
}

/** One service, on top of what stood there. */
export function serviceProvision(
  name: ServiceName,
  entitlement: ServiceEntitlement,
  before?: ConsentProvision,
): ConsentProvision {
  const { extension: existing, ...kept } = before ?? {};
  const { notes } = entitlement;
  const extensions = replaceExtensions(existing, {
    [NOTES_EXTENSION]: notes === undefined || notes === '' ? undefined : { valueString: notes },
    [DISABLING_EXTENSION]: disablingExtension(entitlement.disabling),
    [RECORD_ACCESS_EXTENSION]: accessExtension(entitlement.access),
    [MISSED_FROM_EXTENSION]:
      entitlement.missedFrom === undefined ? undefined : { valueInstant: entitlement.missedFrom },
  });
  return {
    ...kept,
    ...(extensions.length === 0 ? {} : { extension: extensions }),
    type: entitlement.enabled ? 'permit' : 'deny',
    code: [{ coding: [{ system: SERVICE_CODE, code: name }] }],
  };
}

/** The known service a provision is about; a service that a later version added is `undefined` and left alone. */
function serviceOf(codes: unknown): ServiceName | undefined {
  return objects(codes)
    .map((concept) => oneOf(ServiceName, codeOf(concept, SERVICE_CODE)))
    .find((name) => name !== undefined);
}

/** A Consent back into the set of services. */
export function consentToServices(consent: Json): Reading<ServicesRecord> {
  return complete(
    {
      servicesId: identifierValue(consent.identifier, SERVICES_ID),
      accountKey: identifierValue(consent.identifier, ACCOUNT_KEY),
      practice: practiceOf(consent),
      patient: patientRef(consent.patient),
      services: entitlements(objects(object(consent.provision).provision)),
    },
    (found) => ({
      id: found.servicesId,
      accountKey: found.accountKey,
      practiceId: found.practice,
      patientRef: found.patient,
      services: found.services,
    }),
  );
}

/** `undefined` when a known service is neither permitted nor denied: never guessed. */
export function entitlements(nested: readonly Json[]): ServicesRecord['services'] | undefined {
  const found: Partial<Record<ServiceName, ServiceEntitlement>> = {};
  for (const each of nested) {
    const name = serviceOf(each.code);
    if (name === undefined) continue;
    if (each.type !== 'permit' && each.type !== 'deny') return undefined;
    const notes = text(extension(each, NOTES_EXTENSION)?.valueString);
    const enabled = each.type === 'permit';
    found[name] = {
      enabled,
      ...(notes !== undefined && { notes }),
      ...disablingIn(each, enabled),
      ...accessIn(each, enabled),
      ...missedFromIn(each),
    };
  }
  return found;
}

function missedFromIn(each: Json): Pick<ServiceEntitlement, 'missedFrom'> {
  const missedFrom = instant(extension(each, MISSED_FROM_EXTENSION)?.valueInstant);
  return missedFrom === undefined ? {} : { missedFrom };
}
