import type { Patient, Reference } from 'fhir/r4';
import { PatientEnding } from '../../domain/patient/patient-ending.ts';
import type { CalendarDate } from '../../domain/records.ts';
import { calendarDateOf, elementsOf, extensionOf, inForce, textOf } from './fhir-values.ts';

const DEATH_NOTIFICATION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus';
/** The notification was a mistake. */
const NOTIFICATION_REMOVED = 'U';
const REMOVAL = 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration';
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';

/** Why this is no patient of the practice any more; `undefined` = they are. What weighs most comes first. */
export function endingOf(
  patient: Patient,
  practiceId: string,
  today: CalendarDate,
): PatientEnding | undefined {
  if (isDeceased(patient)) return PatientEnding.deceased;
  if (isReplaced(patient)) return PatientEnding.merged;
  if (patient.active === false) return PatientEnding.departed;
  if (isBeingRemoved(patient, today)) return PatientEnding.removal;
  return isRegisteredElsewhere(patient, practiceId, today)
    ? PatientEnding.registeredElsewhere
    : undefined;
}

/** First day on which this practice is named as the patient's, where it says a full date. */
export function registeredSince(
  { generalPractitioner }: Patient,
  practiceId: string,
  today: CalendarDate,
): { readonly registeredSince?: CalendarDate } {
  const ours = elementsOf(generalPractitioner).find((reference) =>
    codeOf(reference, today).includes(practiceId.toUpperCase()),
  );
  const since = calendarDateOf(textOf(ours?.identifier?.period?.start)?.slice(0, 10));
  return since === undefined ? {} : { registeredSince: since };
}

function isDeceased(patient: Patient): boolean {
  const notification = extensionOf(patient, DEATH_NOTIFICATION);
  const status = extensionOf(notification, 'deathNotificationStatus')?.valueCodeableConcept;
  const codes = elementsOf(status?.coding).map(({ code }) => code);
  const isNotified = codes.length > 0 && !codes.includes(NOTIFICATION_REMOVED);
  // Any date counts, also one that cannot be read.
  return patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined || isNotified;
}

function isReplaced({ link }: Patient): boolean {
  return elementsOf(link).some(({ type }) => type === 'replaced-by');
}

/** A removal without an end, or with one that is still to come, stands. */
function isBeingRemoved(patient: Patient, today: CalendarDate): boolean {
  const removal = extensionOf(patient, REMOVAL);
  if (removal === undefined) return false;
  return inForce(extensionOf(removal, 'effectiveTime')?.valuePeriod, today);
}

/** A record that names no practice may still be one of ours; one that names others, and not us, is not. */
function isRegisteredElsewhere(
  { generalPractitioner }: Patient,
  practiceId: string,
  today: CalendarDate,
): boolean {
  const named = elementsOf(generalPractitioner).flatMap((reference) => codeOf(reference, today));
  return named.length > 0 && !named.includes(practiceId.toUpperCase());
}

function codeOf({ identifier }: Reference, today: CalendarDate): readonly string[] {
  const code = textOf(identifier?.value);
  const counts = identifier?.system === ODS_CODE && inForce(identifier.period, today);
  return counts && code !== undefined ? [code.toUpperCase()] : [];
}
