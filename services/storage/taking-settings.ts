/** Taking in the practice's settings of the shared record. Loaded when some come. */
import type { RemoteRecord } from '../ports/remote-records.ts';
import type { HeldSettings } from '../ports/shared-settings.ts';
import type { Tables } from './database-tables.ts';
import { heldSettings } from './dexie-shared-settings.ts';
import { isSameVersion, takesPlaceOf, type VersionSource } from './server-version-order.ts';

type Given = RemoteRecord<'practice-settings'>;

interface Taken {
  readonly held: HeldSettings | undefined;
  /** Server ids of what looks older than what is held. */
  readonly olderLooking: readonly string[];
}

/** Takes in settings and gives the server ids of what looks older. Inside a transaction only. */
export async function takeSettings(
  tables: Pick<Tables, 'meta'>,
  given: readonly Given[],
  source: VersionSource,
): Promise<readonly string[]> {
  const before = await heldSettings(tables);
  const { held, olderLooking } = settingsAfter(before, given, source);
  if (held !== undefined && held !== before) {
    await tables.meta.put({ name: 'settings', value: held });
  }
  return olderLooking;
}

/** What is held after some came. */
export function settingsAfter(
  before: HeldSettings | undefined,
  given: readonly Given[],
  source: VersionSource,
): Taken {
  let held = before;
  const olderLooking: string[] = [];
  for (const { body, version } of given) {
    if (held !== undefined && isSameVersion(version, held.version)) continue;
    const { id, versionId, lastUpdated } = version;
    const next = { record: body, version: { id, versionId, lastUpdated } };
    if (held === undefined || counts(next, held, source)) held = next;
    else if (id === held.version.id) olderLooking.push(id);
  }
  return { held, olderLooking };
}

/** Should there be two resources for one practice, the one that was saved last counts, here and everywhere. */
function counts(next: HeldSettings, held: HeldSettings, source: VersionSource): boolean {
  return next.version.id === held.version.id
    ? takesPlaceOf(next.version, held.version, source)
    : next.record.savedAt > held.record.savedAt;
}
