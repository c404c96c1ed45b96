/** Deeper than any resource of FHIR is nested in earnest. */
const DEEPEST = 64;
/** Characters in all names and texts together: more than a hundred times what our records take. */
const LONGEST = 250_000;

/**
 * Whether a resource can be kept and compared: what copies it, here or in the browser, goes one call deeper for each
 * level, and what is shown or searched must be of a size for people.
 */
export function isManageable(resource: object): boolean {
  return room(resource, LONGEST, DEEPEST) >= 0;
}

/** What is left of the room for text after `value`; negative where it does not fit, or not in so many levels. */
function room(value: unknown, left: number, levels: number): number {
  if (typeof value === 'string') return left - value.length;
  if (typeof value !== 'object' || value === null) return left - 1;
  if (levels === 0) return -1;
  let rest = left;
  for (const [name, part] of Object.entries(value)) {
    rest = room(part, rest - name.length, levels - 1);
    if (rest < 0) return rest;
  }
  return rest;
}
