import type { Extension, Patient, Period, Reference } from 'fhir/r4';
import { dateOf } from '../../services/domain/calendar.ts';
import type { CalendarDate } from '../../services/domain/records.ts';
import { ODS_CODE } from '../../services/fhir/vocabulary.ts';

const DEATH_NOTIFICATION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus';
/** The notification was a mistake. */
const NOTIFICATION_REMOVED = 'U';
const REMOVAL = 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration';

/** Whether somebody is a patient of the practice today: docs/fhir-mapping.md, "What a website checks". */
export function isPatientOf(
  patient: Patient,
  practiceId: string | undefined,
  today: CalendarDate,
): boolean {
  return !(
    isDeceased(patient) ||
    patient.active === false ||
    patient.link?.some(({ type }) => type === 'replaced-by') === true ||
    isBeingRemoved(patient, today) ||
    isRegisteredElsewhere(patient, practiceId, today)
  );
}

function isDeceased(patient: Patient): boolean {
  const notification = extensionOf(patient, DEATH_NOTIFICATION);
  const status = extensionOf(notification, 'deathNotificationStatus')?.valueCodeableConcept;
  const codes = (status?.coding ?? []).map(({ code }) => code);
  const isNotified = codes.length > 0 && !codes.includes(NOTIFICATION_REMOVED);
  // Any date counts, also one that cannot be read.
  return patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined || isNotified;
}

/** A removal without an end, or with one that is still to come, stands. */
function isBeingRemoved(patient: Patient, today: CalendarDate): boolean {
  const removal = extensionOf(patient, REMOVAL);
  return (
    removal !== undefined && isInForce(extensionOf(removal, 'effectiveTime')?.valuePeriod, today)
  );
}

/** A record that names no practice may still be one of ours; one that names others, and not us, is not. */
function isRegisteredElsewhere(
  { generalPractitioner = [] }: Patient,
  practiceId: string | undefined,
  today: CalendarDate,
): boolean {
  const named = generalPractitioner.flatMap((practice) => codeOf(practice, today));
  return named.length > 0 && !named.includes(practiceId?.toUpperCase() ?? '');
}

function codeOf({ identifier }: Reference, today: CalendarDate): readonly string[] {
  const { system, value, period } = identifier ?? {};
  const counts = system === ODS_CODE && value !== undefined && isInForce(period, today);
  return counts ? [value.toUpperCase()] : [];
}

/** Whether something holds today. Partial dates compare by what they say: what ends in "2026" holds through 2026. */
function isInForce(period: Period | undefined, today: CalendarDate): boolean {
  const [start, end] = [dayOf(period?.start), dayOf(period?.end)];
  const hasBegun = start === undefined || start <= today.slice(0, start.length);
  return hasBegun && (end === undefined || end >= today.slice(0, end.length));
}

function dayOf(dateTime: string | undefined): string | undefined {
  return dateTime?.includes('T') === true ? dateOf(dateTime) : dateTime;
}

function extensionOf(
  holder: { readonly extension?: readonly Extension[] | undefined } | undefined,
  url: string,
): Extension | undefined {
  return holder?.extension?.find((extension) => extension.url === url);
}
