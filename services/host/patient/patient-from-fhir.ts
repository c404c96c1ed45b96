import type { Patient as FhirPatient } from 'fhir/r4';
import type { CalendarDate } from '../../domain/records.ts';
import type { Patient } from '../../ports/practice-host.ts';
import { communicationNeeds } from './communication-needs.ts';
import { calendarDateOf, elementsOf, textOf } from './fhir-values.ts';
import { postalAddress } from './patient-address.ts';
import { endingOf, registeredSince } from './patient-ending.ts';
import { currentName, displayName, letterName } from './patient-name.ts';
import { patientNumbers, type ExtraSystems } from './patient-numbers.ts';
import { registeredOn } from './registration-date.ts';
import { replacedRecords } from './replaced-records.ts';

/** By what a Patient is read, besides itself. */
export interface Reading {
  readonly practiceId: string;
  readonly extraSystems: ExtraSystems;
  /** The practice's day, for all that has a period. */
  readonly today: CalendarDate;
}

/** Labels of records that not everybody in the practice may see: restricted, and very restricted. */
const RESTRICTED: readonly (string | undefined)[] = ['R', 'V'];

/**
 * What registration needs of a FHIR R4 Patient (UK Core or PDS shape), or `null` for one without an id. Never throws:
 * what cannot be read counts as not recorded.
 */
export function patientFromFhir(patient: FhirPatient, reading: Reading): Patient | null {
  const ref = textOf(patient.id);
  if (ref === undefined) return null;
  const { today, practiceId, extraSystems } = reading;
  const name = currentName(patient.name, today);
  const surname = textOf(name?.family);
  const birthDate = calendarDateOf(patient.birthDate);
  const address = postalAddress(patient.address, today);
  const ending = endingOf(patient, practiceId, today);
  const since = registeredOn(patient, practiceId, today);
  const replaces = replacedRecords(patient);
  const needs = communicationNeeds(patient);
  return {
    ref,
    displayName: displayName(name),
    letterName: letterName(name),
    ...(surname !== undefined && { surname }),
    ...(birthDate !== undefined && { birthDate }),
    ...(address !== undefined && { address }),
    ...registeredSince(patient, practiceId, today),
    identifiers: patientNumbers(patient.identifier, extraSystems, today),
    ...(ending !== undefined && { ending }),
    ...(since !== undefined && { registeredOn: since }),
    ...(replaces.length > 0 && { replaces }),
    restricted: elementsOf(patient.meta?.security).some(({ code }) => RESTRICTED.includes(code)),
    ...(needs !== undefined && { needs }),
  };
}
