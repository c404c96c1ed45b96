import type { Patient } from 'fhir/r4';
import type { CalendarDate } from '../../domain/records.ts';
import { calendarDateOf, elementsOf, inForce, textOf } from './fhir-values.ts';

const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';

/** Since when the patient has been registered at the practice, this time, where the record says so by a full date. */
export function registeredOn(
  { generalPractitioner }: Patient,
  practiceId: string,
  today: CalendarDate,
): CalendarDate | undefined {
  const starts = elementsOf(generalPractitioner).flatMap(({ identifier }) => {
    const isOurs =
      identifier?.system === ODS_CODE &&
      textOf(identifier.value)?.toUpperCase() === practiceId.toUpperCase() &&
      inForce(identifier.period, today);
    return isOurs ? [calendarDateOf(textOf(identifier.period?.start)?.slice(0, 10))] : [];
  });
  // Where one of them does not say since when, nobody knows.
  if (starts.includes(undefined)) return undefined;
  return starts.flatMap((start) => start ?? []).sort()[0];
}
