import { IdentifierScheme } from './patient-identifier.ts';

/** FHIR identifier systems under which each kind of patient number is found, commonest first. */
export const IDENTIFIER_SYSTEMS: Readonly<Record<IdentifierScheme, readonly string[]>> = {
  nhs: ['https://fhir.nhs.uk/Id/nhs-number'],
  // Common, though not the only one; a practice can name its own in the settings.
  chi: ['urn:oid:2.16.840.1.113883.2.1.3.2.4.16.53'],
  // Sources disagree; both are read.
  hc: ['https://fhir.nhs.uk/Id/hsc-number', 'https://fhir.hscni.net/Id/hcn'],
};

/** Kind of number a system holds, if it is one of ours. `extra` are systems the practice named itself. */
export function schemeOf(
  system: string,
  extra: Partial<Readonly<Record<IdentifierScheme, string>>> = {},
): IdentifierScheme | undefined {
  return Object.values(IdentifierScheme).find(
    (scheme) => IDENTIFIER_SYSTEMS[scheme].includes(system) || extra[scheme] === system,
  );
}
