import type { ServerVersion } from '../ports/remote-records.ts';
import type { RecordBody } from './record-row.ts';

interface Version {
  readonly body: RecordBody;
  readonly version: ServerVersion;
}

/** The mark of a sealed text (domain/sealed-text.ts), as JSON writes it. */
const MARKS = /"\\u0001sealed:[^:"]*:/g;

/**
 * Whether one version, held and given again, is sealed under the same key. If not, it lies here in the clear or under a
 * key that is gone, and has to be taken in again.
 */
export function isSealedAlike(held: Version, given: Version): boolean {
  return marksIn(held) === marksIn(given);
}

function marksIn({ body, version: { resource } }: Version): string {
  const marks = JSON.stringify([body, resource]).match(MARKS);
  return [...new Set(marks)].sort().join();
}
