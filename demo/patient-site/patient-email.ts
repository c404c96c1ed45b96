import type { Patient } from 'fhir/r4';
import { CONTACT_VERIFIED_EXTENSION } from '../../services/fhir/vocabulary.ts';

/** The address for messages: the email that the practice has verified and marked as preferred; else none. */
export function verifiedPreferredEmail(patient: Patient | undefined): string | undefined {
  return patient?.telecom?.find(
    ({ system, rank, use, value, extension }) =>
      system === 'email' &&
      rank === 1 &&
      use !== 'old' &&
      value !== undefined &&
      extension?.some(
        ({ url, valueBoolean }) => url === CONTACT_VERIFIED_EXTENSION && valueBoolean === true,
      ) === true,
  )?.value;
}

/** An address that its owner recognises and a stranger cannot use: "s••••@mail.example". */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${[...address][0] ?? ''}••••${address.slice(at)}`;
}
