import type { Address, HumanName, Patient as FhirPatient } from 'fhir/r4';
import type { IdentifierScheme, PatientIdentifier } from '../domain/patient/patient-identifier.ts';
import { schemeOf } from '../domain/patient/identifier-systems.ts';
import type { Patient } from '../ports/practice-host.ts';

/** Systems a practice named besides the usual ones. */
export type ExtraSystems = Partial<Readonly<Record<IdentifierScheme, string>>>;

/** What registration needs of a FHIR R4 Patient (UK Core or PDS shape), or `null` for one without an id. */
export function patientFromFhir(patient: FhirPatient, extra: ExtraSystems): Patient | null {
  if (patient.id === undefined || patient.id === '') return null;
  const name = currentName(patient.name ?? []);
  const address = currentAddress(patient.address ?? []);
  return {
    ref: patient.id,
    displayName: displayName(name),
    letterName: letterName(name),
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    address: address === undefined ? [] : addressLines(address),
    identifiers: identifiers(patient, extra),
    deceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
    departed: patient.active === false,
  };
}

function identifiers(patient: FhirPatient, extra: ExtraSystems): readonly PatientIdentifier[] {
  return (patient.identifier ?? []).flatMap(({ system, value, use }) => {
    const scheme = system === undefined ? undefined : schemeOf(system, extra);
    return scheme === undefined || value === undefined || use === 'old' ? [] : [{ scheme, value }];
  });
}

/** The official name, else the usual one, else whichever is not old. */
function currentName(names: readonly HumanName[]): HumanName | undefined {
  return (
    names.find(({ use }) => use === 'official') ??
    names.find(({ use }) => use === 'usual') ??
    names.find(({ use }) => use !== 'old' && use !== 'maiden')
  );
}

function displayName(name: HumanName | undefined): string | undefined {
  if (name === undefined) return undefined;
  const given = (name.given ?? []).join(' ');
  const family = (name.family ?? '').toLocaleUpperCase('en-GB');
  const title = (name.prefix ?? []).join(' ');
  const both = [family, given].filter((part) => part !== '').join(', ');
  if (both === '') return name.text;
  return title === '' ? both : `${both} (${title})`;
}

function letterName(name: HumanName | undefined): string | undefined {
  const parts = [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family ?? ''];
  const whole = parts.filter((part) => part !== '').join(' ');
  return whole === '' ? name?.text : whole;
}

/** Where the patient lives now; letters do not go to old or billing addresses. */
function currentAddress(addresses: readonly Address[]): Address | undefined {
  return (
    addresses.find(({ use }) => use === 'home') ??
    addresses.find(({ use }) => use === undefined || use === 'temp')
  );
}

function addressLines(address: Address): readonly string[] {
  const parts = [...(address.line ?? []), address.city, address.district, address.postalCode];
  const lines = parts.filter((part): part is string => part !== undefined && part.trim() !== '');
  return lines.length > 0 ? lines : (address.text ?? '').split('\n').filter((line) => line !== '');
}
