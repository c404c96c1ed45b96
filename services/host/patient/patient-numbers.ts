import type { Identifier } from 'fhir/r4';
import { schemeOf } from '../../domain/patient/identifier-systems.ts';
import type {
  IdentifierScheme,
  PatientIdentifier,
} from '../../domain/patient/patient-identifier.ts';
import type { CalendarDate } from '../../domain/records.ts';
import { codingOf, elementsOf, extensionOf, inForce, textOf } from './fhir-values.ts';

/** Systems a practice named besides the usual ones. */
export type ExtraSystems = Partial<Readonly<Record<IdentifierScheme, string>>>;

const VERIFICATION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';
/** "Number present and verified". */
const VERIFIED = '01';

/** National patient numbers, with what speaks against one. A number that says nothing of its standing counts. */
export function patientNumbers(
  identifiers: readonly Identifier[] | undefined,
  extra: ExtraSystems,
  today: CalendarDate,
): readonly PatientIdentifier[] {
  return elementsOf(identifiers).flatMap((identifier): readonly PatientIdentifier[] => {
    const [system, value] = [textOf(identifier.system), textOf(identifier.value)];
    const scheme = system === undefined ? undefined : schemeOf(system, extra);
    if (scheme === undefined || value === undefined) return [];
    const doubt = doubtOf(identifier, today);
    return [{ scheme, value, ...(doubt && { doubt }) }];
  });
}

function doubtOf(identifier: Identifier, today: CalendarDate): PatientIdentifier['doubt'] {
  if (identifier.use === 'old' || !inForce(identifier.period, today)) return 'ended';
  const status = codingOf(extensionOf(identifier, VERIFICATION)?.valueCodeableConcept)?.code;
  return status === undefined || status === VERIFIED ? undefined : 'unverified';
}
