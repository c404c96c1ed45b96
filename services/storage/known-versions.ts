/** What is known here of a kind of record, for comparing it with the server. Loaded when that is due. */
import { Dexie } from 'dexie';
import type { RecordKind } from '../domain/records.ts';
import type { KnownVersion } from '../ports/outbox.ts';
import { BY_SERVER_VERSION } from './database-tables.ts';
import { heldSettings } from './dexie-shared-settings.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';

/** Index keys read in one transaction. */
const KEYS_AT_A_TIME = 2000;

export async function knownVersions(
  database: OnlineServicesDatabase,
  kind: RecordKind,
): Promise<readonly KnownVersion[]> {
  const known = new Map<string, KnownVersion>();
  for await (const version of heldVersions(database, kind)) known.set(version.serverId, version);
  if (kind === 'identity-check') {
    // They come with these, and are counted with them.
    const settings = await database.read(['meta'], heldSettings);
    if (settings !== undefined) {
      const { id: serverId, versionId } = settings.version;
      known.set(serverId, { serverId, versionId, isApartOnly: false });
    }
  }
  // Read once and found wanting: there is no use in fetching that version again.
  await database.read(['quarantine'], ({ quarantine }) =>
    quarantine
      .where('kind')
      .equals(kind)
      .each(({ serverId, versionId }) => {
        known.set(serverId, { serverId, versionId, isApartOnly: !known.has(serverId) });
      }),
  );
  return [...known.values()];
}

/**
 * From the index alone, a slice at a time: no row is read, and whoever writes waits for one slice at most. Dexie does
 * not know what an index is made of, so its keys are told their type.
 */
async function* heldVersions(
  database: OnlineServicesDatabase,
  kind: RecordKind,
): AsyncGenerator<KnownVersion, void, undefined> {
  let after: readonly unknown[] = [kind, Dexie.minKey];
  for (;;) {
    const keys = await database.read(
      ['patientRecords'],
      async ({ patientRecords }) =>
        (await patientRecords
          .where(BY_SERVER_VERSION)
          .between(after, [kind, Dexie.maxKey], false, true)
          .limit(KEYS_AT_A_TIME)
          // Keys of that index: what it is made of.
          .keys()) as unknown as readonly [RecordKind, string, string][],
    );
    for (const [, serverId, versionId] of keys) {
      yield { serverId, versionId, isApartOnly: false };
    }
    const last = keys.at(-1);
    if (last === undefined || keys.length < KEYS_AT_A_TIME) return;
    after = last;
  }
}
