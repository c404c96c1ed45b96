import type { RemoteFailure } from '../ports/remote-records.ts';
import type { FhirFailure } from './fhir-http.ts';
import { firstFound } from './first-found.ts';
import { recordBusy } from './http-failure.ts';
import type { Json } from './mapping/reading.ts';
import type { RecordServer } from './record-server.ts';

/**
 * Issues over which the same content may be sent again: `transient` of FHIR's IssueType, and what that contains
 * (http://hl7.org/fhir/R4/valueset-issue-type.html).
 */
const TRANSIENT: ReadonlySet<string | undefined> = new Set([
  'transient',
  'lock-error',
  'no-store',
  'exception',
  'timeout',
  'incomplete',
  'throttled',
]);
/** How servers answer what refers to a Patient they do not have, or whatever they are asked without their database. */
const DOUBTED: ReadonlySet<number> = new Set([400, 422]);
/** In the place of a patient's id, where it is about none. */
const NOBODY = 'nobody';

/**
 * What a refusal for good is about. A server that checks references refuses what is about somebody it does not know; and
 * one whose database is away may answer 400 to whatever it is asked. So it is asked for the patient, by a search that
 * keeps the id out of addresses; its own words may repeat what was sent. That it finds nobody is told beside its own
 * reason, and not in its place: it may hold no Patients, or show staff none.
 */
export async function whyRefused(
  { search }: RecordServer,
  { status = 0, failure }: FhirFailure,
  patientRef: string | undefined,
  signal: AbortSignal | undefined,
): Promise<RemoteFailure> {
  if (isTransient(failure)) return recordBusy(status);
  if (!DOUBTED.has(status)) return failure;
  const condition = new URLSearchParams({ _id: patientRef ?? NOBODY }).toString();
  const isMet = ({ id }: Json): boolean => id === patientRef;
  const found = await firstFound(search, 'Patient', condition, isMet, signal);
  // It finds the same fault with a question that has none: that says nothing of what was sent.
  if (!found.ok) return isSame(found.failure, failure) ? recordBusy(status) : failure;
  const isUnknown = patientRef !== undefined && found.value === undefined;
  return isUnknown ? withoutPatient(failure) : failure;
}

function withoutPatient(failure: RemoteFailure): RemoteFailure {
  if (failure.kind !== 'rejected' || failure.reason.code !== 'record-refused') return failure;
  return { ...failure, reason: { ...failure.reason, code: 'refused-without-patient' } };
}

function isTransient(failure: RemoteFailure): boolean {
  if (failure.kind !== 'rejected' || failure.reason.code !== 'record-refused') return false;
  const { issues } = failure.reason;
  return issues.length > 0 && issues.every(({ issue }) => TRANSIENT.has(issue));
}

function isSame(one: RemoteFailure, other: RemoteFailure): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
