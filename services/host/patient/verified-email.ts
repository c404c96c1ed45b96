import type { ContactPoint, Patient } from 'fhir/r4';
import type { CalendarDate } from '../../domain/records.ts';
import { elementsOf, extensionOf, inForce } from './fhir-values.ts';

/** FHIR has no place for *Verified*: hosts that tell it with a Patient do so by this extension of the contact point. */
const CONTACT_VERIFIED =
  'https://fhir.online-services.example/StructureDefinition/contact-verified';

/** Whether an email address in force is verified; `undefined` where no contact point says of any that it is or is not. */
export function verifiedEmail(
  { telecom }: Pick<Patient, 'telecom'>,
  today: CalendarDate,
): boolean | undefined {
  const current = elementsOf(telecom).filter(
    ({ use, period }) => use !== 'old' && inForce(period, today),
  );
  if (current.some((point) => point.system === 'email' && isVerified(point) === true)) return true;
  return current.some((point) => isVerified(point) !== undefined) ? false : undefined;
}

function isVerified(point: ContactPoint): boolean | undefined {
  return extensionOf(point, CONTACT_VERIFIED)?.valueBoolean;
}
