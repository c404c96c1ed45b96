import { createHmac, randomBytes } from 'node:crypto';
import type { Patient } from 'fhir/r4';
import { JsonFile } from './json-file.ts';

/**
 * Patients whose ids can be seen in addresses: an id that is one of the patient's own numbers, as PDS has it, or any
 * ten digits, is replaced by one that gives nothing away. The same patient gets the same id again after a restart when
 * there is a file for the secret it is made with.
 */
export async function withOpaqueIds(
  patients: readonly Patient[],
  secretFile: string | undefined,
): Promise<readonly Patient[]> {
  if (!patients.some(showsNumber)) return patients;
  const file = await JsonFile.open(
    secretFile,
    '',
    (value): value is string => typeof value === 'string',
  );
  if (file.content === '') await file.replace(randomBytes(32).toString('base64url'));
  return patients.map((patient) =>
    showsNumber(patient) ? { ...patient, id: opaqueId(patient.id ?? '', file.content) } : patient,
  );
}

function showsNumber({ id = '', identifier = [] }: Patient): boolean {
  return /\d{10}/.test(id) || identifier.some(({ value }) => value === id);
}

function opaqueId(id: string, secret: string): string {
  return `pt-${createHmac('sha256', secret).update(id).digest('hex').slice(0, 24)}`;
}
