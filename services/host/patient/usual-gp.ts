import type { Patient, Reference } from 'fhir/r4';
import type { CalendarDate } from '../../domain/records.ts';
import { elementsOf, inForce, textOf } from './fhir-values.ts';

/** Name of the person whom the record names as the patient's GP today; practices that it names are none. */
export function usualGp(
  { generalPractitioner }: Pick<Patient, 'generalPractitioner'>,
  today: CalendarDate,
): string | undefined {
  const people = elementsOf(generalPractitioner).filter(
    (reference) => isPerson(reference) && inForce(reference.identifier?.period, today),
  );
  return people.flatMap(({ display }) => textOf(display) ?? [])[0];
}

function isPerson({ type, reference }: Reference): boolean {
  return /^Practitioner(Role)?$/.test(
    textOf(type) ?? /(?:^|\/)(\w+)\/[^/]+$/.exec(textOf(reference) ?? '')?.[1] ?? '',
  );
}
