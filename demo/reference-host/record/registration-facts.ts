import type { Extension, Patient, PatientContact, Period } from 'fhir/r4';
import { readableDate } from './patient-text.ts';

const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';
const NHS_COMMUNICATION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication';
const INTERPRETER_REQUIRED = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';
const REMOVAL = 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration';
const DEATH_NOTIFICATION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus';
/** The notification was a mistake. */
const NOTIFICATION_REMOVED = 'U';
/** HL7 v2 table 0131. */
const EMERGENCY_CONTACT = 'C';

/** Where the patient stays for a time, with that time; `undefined` when there is none, or it is over. */
export function temporaryAddress(patient: Patient, today: string): string | undefined {
  const address = patient.address?.find(
    ({ use, period }) => use === 'temp' && !isOver(period, today),
  );
  if (address === undefined) return undefined;
  const { line = [], city, district, postalCode, text, period } = address;
  const lines = [...line, city, district, postalCode].filter((part) => part !== undefined);
  const place = lines.length === 0 ? (text ?? '') : lines.join(', ');
  return [place, timeText(period)].filter(Boolean).join(' ');
}

/** Whether the patient needs an interpreter; `undefined` when the record says neither. */
export function interpreter(patient: Patient): string | undefined {
  const national = extensionOf(extensionOf(patient, NHS_COMMUNICATION), 'interpreterRequired');
  const required = (national ?? extensionOf(patient, INTERPRETER_REQUIRED))?.valueBoolean;
  if (required === undefined) return undefined;
  return required ? 'Needed' : 'Not needed';
}

/** Whom to phone in an emergency. */
export function emergencyContact({ contact = [] }: Patient): string | undefined {
  const named = contact
    .filter(isForEmergencies)
    .map(({ name, telecom = [] }) =>
      [
        name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' '),
        ...telecom.flatMap(({ value }) => value ?? []),
      ].join(', '),
    );
  return named.length === 0 ? undefined : named.join('; ');
}

/** Whether somebody is there to be phoned in an emergency, rather than as next of kin. */
export function isForEmergencies({ relationship = [] }: PatientContact): boolean {
  return relationship.some(({ coding }) => coding?.some(({ code }) => code === EMERGENCY_CONTACT));
}

/** Since when, and why, the patient is being taken off the practice's list; `undefined` when they are not. */
export function removalUnderWay(patient: Patient, today: string): string | undefined {
  const removal = extensionOf(patient, REMOVAL);
  const period = extensionOf(removal, 'effectiveTime')?.valuePeriod;
  if (removal === undefined || isOver(period, today)) return undefined;
  const coding = extensionOf(removal, 'removalFromRegistrationCode')?.valueCodeableConcept
    ?.coding?.[0];
  const since = period?.start === undefined ? undefined : `Since ${readableDate(period.start)}`;
  return [since, coding?.display ?? coding?.code].filter(Boolean).join(': ') || 'Under way';
}

/** The practice that registers the patient, else the one that keeps the record. */
export function practiceOfRegistration(patient: Patient, today: string): string | undefined {
  const current = patient.generalPractitioner?.find(
    ({ identifier }) => identifier?.system === ODS_CODE && !isOver(identifier.period, today),
  );
  const { display, identifier } = current ?? patient.managingOrganization ?? {};
  if (display === undefined) return identifier?.value;
  return identifier?.value === undefined ? display : `${display} (${identifier.value})`;
}

/**
 * Whether somebody is a patient of the practice no more, or not for long: died, left, merged into another record, being removed,
 * or registered elsewhere.
 */
export function hasLeft(patient: Patient, practiceId: string, today: string): boolean {
  return (
    patient.active === false ||
    patient.deceasedBoolean === true ||
    patient.deceasedDateTime !== undefined ||
    isNotifiedDead(patient) ||
    patient.link?.some(({ type }) => type === 'replaced-by') === true ||
    removalUnderWay(patient, today) !== undefined ||
    isRegisteredElsewhere(patient, practiceId, today)
  );
}

function isNotifiedDead(patient: Patient): boolean {
  const notification = extensionOf(patient, DEATH_NOTIFICATION);
  const status = extensionOf(notification, 'deathNotificationStatus')?.valueCodeableConcept;
  const codes = (status?.coding ?? []).map(({ code }) => code);
  return codes.length > 0 && !codes.includes(NOTIFICATION_REMOVED);
}

function isRegisteredElsewhere(patient: Patient, practiceId: string, today: string): boolean {
  const named = (patient.generalPractitioner ?? []).filter(
    ({ identifier }) => identifier?.system === ODS_CODE && !isOver(identifier.period, today),
  );
  return named.length > 0 && !named.some(({ identifier }) => identifier?.value === practiceId);
}

function timeText(period: Period | undefined): string {
  const { start, end } = period ?? {};
  if (start === undefined) return end === undefined ? '' : `(until ${readableDate(end)})`;
  return end === undefined
    ? `(from ${readableDate(start)})`
    : `(${readableDate(start)} to ${readableDate(end)})`;
}

function isOver(period: Period | undefined, today: string): boolean {
  const end = period?.end?.slice(0, 10);
  return end !== undefined && end < today.slice(0, end.length);
}

function extensionOf(
  holder: { readonly extension?: readonly Extension[] | undefined } | undefined,
  url: string,
): Extension | undefined {
  return holder?.extension?.find((extension) => extension.url === url);
}
