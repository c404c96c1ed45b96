import type { Patient } from 'fhir/r4';
import type { CommunicationNeeds } from '../../ports/practice-host.ts';
import { codingOf, elementsOf, extensionOf, textOf } from './fhir-values.ts';

const NHS_COMMUNICATION =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication';
const CONTACT_PREFERENCE =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference';

/** How to talk and write to the patient, where the record says more than "in English". */
export function communicationNeeds(patient: Patient): CommunicationNeeds | undefined {
  const nhs = extensionOf(patient, NHS_COMMUNICATION);
  const language = languageOf(patient);
  const interpreter = extensionOf(nhs, 'interpreterRequired')?.valueBoolean === true;
  const format = formatOf(patient);
  const needs = {
    ...(language !== undefined && { language }),
    ...(interpreter && { interpreter: true as const }),
    ...(format !== undefined && { format }),
  };
  return Object.keys(needs).length > 0 ? needs : undefined;
}

/** The language the patient prefers, by its name, unless that is English. */
function languageOf(patient: Patient): string | undefined {
  const stated = elementsOf(patient.communication);
  const [first] = [...stated.filter(({ preferred }) => preferred === true), ...stated];
  const national = extensionOf(extensionOf(patient, NHS_COMMUNICATION), 'language');
  const coding = codingOf(national?.valueCodeableConcept) ?? codingOf(first?.language);
  const code = textOf(coding?.code)?.toLowerCase();
  if (code === 'en' || code?.startsWith('en-') === true) return undefined;
  return textOf(coding?.display) ?? code;
}

/** Such as "Braille" or "Large print". */
function formatOf(patient: Patient): string | undefined {
  const preference = extensionOf(patient, CONTACT_PREFERENCE);
  const format = extensionOf(preference, 'PreferredWrittenCommunicationFormat');
  const coding = codingOf(format?.valueCodeableConcept);
  return textOf(coding?.display) ?? textOf(coding?.code);
}
