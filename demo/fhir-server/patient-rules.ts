import type { OperationOutcomeIssue, Patient } from '@medplum/fhirtypes';
import { isPlainObject } from './json.ts';
import { structureIssue } from './structure-rules.ts';

/** Required bindings of R4 that a registration screen depends on. */
const GENDERS = ['male', 'female', 'other', 'unknown'];
const TELECOM_SYSTEMS = ['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'];

/**
 * Rules for a Patient that the structure alone does not hold: codes from the value sets that R4
 * requires, and dates that exist in the calendar.
 */
export function patientIssues(patient: Patient): OperationOutcomeIssue[] {
  return [
    ...codeIssue(patient.gender, GENDERS, 'Patient.gender'),
    ...listOf(patient.telecom).flatMap((contact, index) =>
      codeIssue(
        isPlainObject(contact) ? contact.system : undefined,
        TELECOM_SYSTEMS,
        `Patient.telecom[${index}].system`,
      ),
    ),
    ...dateIssue(patient.birthDate, 'Patient.birthDate'),
    ...dateIssue(patient.deceasedDateTime, 'Patient.deceasedDateTime'),
  ];
}

/** Nothing is known to be well formed yet: what is no array is for the structure's rules to find. */
function listOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [];
}

function codeIssue(
  code: unknown,
  allowed: readonly string[],
  path: string,
): OperationOutcomeIssue[] {
  if (typeof code !== 'string' || allowed.includes(code)) return [];
  return [structureIssue(`"${code}" is none of ${allowed.join(', ')}`, path)];
}

function dateIssue(date: unknown, path: string): OperationOutcomeIssue[] {
  const [, year, month, day] =
    typeof date === 'string' ? (/^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? []) : [];
  if (year === undefined) return [];
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) <= lastDay) return [];
  return [structureIssue(`There is no ${day ?? ''}th day in ${year}-${month ?? ''}`, path)];
}
