import type { HumanName, Identifier, Patient } from 'fhir/r4';

/** National numbers by their systems, as this host names them. */
const NUMBER_LABELS: readonly (readonly [system: string, label: string])[] = [
  ['https://fhir.nhs.uk/Id/nhs-number', 'NHS number'],
  ['urn:oid:2.16.840.1.113883.2.1.3.2.4.16.53', 'CHI number'],
  ['https://fhir.nhs.uk/Id/hsc-number', 'H&C number'],
  ['https://fhir.hscni.net/Id/hcn', 'H&C number'],
];
const DATE = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The name a patient is registered by. */
export function officialName(patient: Patient): HumanName {
  const names = patient.name ?? [];
  const current = names.filter(({ use }) => use !== 'old' && use !== 'maiden');
  return current.find(({ use }) => use === 'official') ?? current[0] ?? names[0] ?? {};
}

/** As in a list: "PRITCHARD, Siân Margaret (Mrs)". */
export function listName(patient: Patient): string {
  const { family, given, prefix, text } = officialName(patient);
  if (family === undefined && given === undefined) return text ?? 'Name not recorded';
  const names = [family?.toLocaleUpperCase('en-GB'), given?.join(' ')].filter(Boolean).join(', ');
  return prefix === undefined ? names : `${names} (${prefix.join(' ')})`;
}

/** A national number: what it is called and its digits in groups. */
export interface PatientNumber {
  readonly label: string;
  readonly display: string;
}

/** The patient's national numbers, in the order of the record. */
export function patientNumbers(patient: Patient): readonly PatientNumber[] {
  return (patient.identifier ?? []).flatMap((identifier) => patientNumber(identifier) ?? []);
}

function patientNumber({ system, value }: Identifier): PatientNumber | undefined {
  const label = NUMBER_LABELS.find(([known]) => known === system)?.[1];
  if (label === undefined || value === undefined) return undefined;
  const grouping = label === 'CHI number' ? /^(\d{6})(\d{4})$/ : /^(\d{3})(\d{3})(\d{4})$/;
  const groups = grouping.exec(value)?.slice(1);
  return { label, display: groups?.join(' ') ?? value };
}

/** What tells the right patient from a wrong one, in one line: name, date of birth, number. */
export function patientLine(patient: Patient): string {
  const number = patientNumbers(patient)[0];
  const born = `born ${readableDate(patient.birthDate)}`;
  const numbered = number === undefined ? [] : [`${number.label} ${number.display}`];
  return [listName(patient), born, ...numbered].join(' · ');
}

/** A FHIR date for reading: "14 May 1979"; a partial date as it is. */
export function readableDate(date: string | undefined): string {
  if (date === undefined) return 'Not recorded';
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0];
  return day === undefined ? date : DATE.format(new Date(`${day}T00:00:00Z`));
}

/** Age in whole years on a day; `undefined` when the date of birth is not a full date. */
export function ageOn(birthDate: string | undefined, today: string): number | undefined {
  if (birthDate === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Where the patient lives, one line an entry. */
export function addressLines(patient: Patient): readonly string[] {
  const addresses = (patient.address ?? []).filter(
    ({ use, period }) => use !== 'old' && !(Date.parse(period?.end ?? '') < Date.now()),
  );
  const address = addresses.find(({ use }) => use === 'home') ?? addresses[0];
  if (address === undefined) return [];
  const { line = [], city, district, state, postalCode, text } = address;
  const lines = [...line, city, district, state, postalCode].filter((part) => part !== undefined);
  return lines.length === 0 && text !== undefined ? text.split('\n') : lines;
}

/** The languages a patient speaks, the preferred one first. */
export function languages(patient: Patient): readonly string[] {
  const known = [...(patient.communication ?? [])];
  known.sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
  return known.flatMap(({ language }) => language.coding?.[0]?.display ?? language.text ?? []);
}

/** Why a patient's record is not one to work on any more; `undefined` for everybody else. */
export function endOfRegistration(patient: Patient): string | undefined {
  if (patient.deceasedDateTime !== undefined) {
    return `Deceased ${readableDate(patient.deceasedDateTime)}`;
  }
  if (patient.deceasedBoolean === true) return 'Deceased';
  // This host's own convention, which FHIR leaves open: an inactive record is of somebody who has left the practice.
  return patient.active === false ? 'No longer registered here' : undefined;
}

/** Whether not everybody in the practice may see this record: labelled restricted or very restricted. */
export function isRestricted({ meta }: Patient): boolean {
  return (meta?.security ?? []).some(({ code }) => code === 'R' || code === 'V');
}

/** Today in the United Kingdom, as YYYY-MM-DD. */
export function todayHere(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date());
}
