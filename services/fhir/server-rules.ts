/** What is judged of a server's answers, by the product's look at it and by `npm run fhir:check` alike. */

/** Further apart than this, one of two clocks is wrong. */
export const CLOCKS_APART_MS = 10_000;

/** Whether a version of FHIR is R4, also in its technical corrections. */
export function isR4(fhirVersion: string): boolean {
  return fhirVersion.startsWith('4.0.');
}

/** Whether time stamps, in ISO 8601 of whichever zone, stand in the order of time. */
export function isInOrder(stamps: readonly string[]): boolean {
  const times = stamps.map((stamp) => Date.parse(stamp));
  return times.every((time, place) => place === 0 || time >= (times[place - 1] ?? 0));
}

/** Whether any stamp is before the one that was asked from, or says nothing. */
export function givesOlder(stamps: readonly string[], from: string): boolean {
  return !stamps.every((stamp) => Date.parse(stamp) >= Date.parse(from));
}
