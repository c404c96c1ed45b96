import type { RemoteFailure } from '../ports/remote-records.ts';
import type { FhirFailure } from './fhir-http.ts';
import { firstFound } from './first-found.ts';
import { rejected } from './http-failure.ts';
import type { Json } from './mapping/reading.ts';
import type { RecordServer } from './record-server.ts';

/** How servers that check references answer what refers to a Patient they do not have. */
const MAY_LACK_PATIENT: ReadonlySet<number | undefined> = new Set([400, 409, 412, 422]);

/**
 * Whether the server does not have the patient: one that checks references refuses what is about somebody it does not
 * know. It is asked, by a search that keeps the id out of addresses; its own words may repeat what was sent.
 */
export async function unknownPatient(
  { search }: RecordServer,
  { status }: FhirFailure,
  patientRef: string | undefined,
  signal: AbortSignal | undefined,
): Promise<RemoteFailure | undefined> {
  if (patientRef === undefined || !MAY_LACK_PATIENT.has(status)) return undefined;
  const condition = new URLSearchParams({ _id: patientRef }).toString();
  const isMet = ({ id }: Json): boolean => id === patientRef;
  const found = await firstFound(search, 'Patient', condition, isMet, signal);
  const isUnknown = found.ok && found.value === undefined;
  return isUnknown ? rejected({ code: 'patient-not-on-record' }) : undefined;
}
