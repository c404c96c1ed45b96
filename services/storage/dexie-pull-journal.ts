import { Dexie } from 'dexie';
import { inject, injectable } from 'tsyringe';
import type { Instant, RecordKind } from '../domain/records.ts';
import type {
  KeptApart,
  KnownVersion,
  PulledPage,
  PullJournal,
  Reconciled,
} from '../ports/outbox.ts';
import { BY_SERVER_VERSION, EXCHANGE, type Tables } from './database-tables.ts';
import { countApart, keepApart, keepMovedApart } from './kept-apart.ts';
import { lastReconciled } from './last-reconciled.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { takePulled } from './pulled-records.ts';
import { isKept, type KeptRemoteRecord } from './remote-changes.ts';
import { currentEpoch, requireCurrent, requireSenderEpoch } from './sender-epoch.ts';

/** Records stored in one transaction: so long a screen may have to wait for its turn. */
const RECORDS_AT_A_TIME = 250;
/** Index keys read in one transaction. */
const KEYS_AT_A_TIME = 2000;

/**
 * {@link PullJournal} in IndexedDB. The cursor lives with the records it stands for: when the browser evicts one it
 * evicts both, and the next pull starts from the beginning.
 */
@injectable()
export class DexiePullJournal implements PullJournal {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
  ) {}

  cursor(kind: RecordKind): Promise<Instant | undefined> {
    return this.database.read(
      ['cursors'],
      async ({ cursors }) => (await cursors.get(kind))?.cursor,
    );
  }

  async applyPage(page: PulledPage, epoch: number): Promise<readonly string[]> {
    const records = page.records.filter(isKept);
    const source = page.isCurrent === true ? 'read' : 'found';
    const olderLooking: string[] = [];
    const movedSoFar: KeptRemoteRecord[] = [];
    let from = 0;
    do {
      const slice = records.slice(from, from + RECORDS_AT_A_TIME);
      from += RECORDS_AT_A_TIME;
      const isLast = from >= records.length;
      const left = await this.database.write(EXCHANGE, async (tables) => {
        const [{ finishedOn }, current] = await Dexie.Promise.all([
          lastReconciled(tables),
          currentEpoch(tables),
        ]);
        requireCurrent(current, epoch);
        const taking = takePulled(tables, slice, { source, isFirst: finishedOn === undefined });
        const [{ olderLooking: older, moved }] = await Dexie.Promise.all([
          taking,
          isLast ? closePage(tables, page) : undefined,
        ]);
        movedSoFar.push(...moved);
        if (isLast) await keepMovedApart(tables, movedSoFar);
        return older;
      });
      olderLooking.push(...left.map(({ version }) => version.id));
    } while (from < records.length);
    return olderLooking;
  }

  reconciled(): Promise<Reconciled> {
    return this.database.read(['meta'], lastReconciled);
  }

  noteReconciled(reconciled: Reconciled, epoch: number): Promise<void> {
    return this.database.write(['meta'], async (tables) => {
      await requireSenderEpoch(tables, epoch);
      await tables.meta.put({ name: 'reconciled', value: reconciled });
    });
  }

  async known(kind: RecordKind): Promise<readonly KnownVersion[]> {
    const known = new Map<string, KnownVersion>();
    for await (const version of this.heldVersions(kind)) known.set(version.serverId, version);
    // Read once and found wanting: there is no use in fetching that version again.
    await this.database.read(['quarantine'], ({ quarantine }) =>
      quarantine
        .where('kind')
        .equals(kind)
        .each(({ serverId, versionId }) => {
          known.set(serverId, { serverId, versionId, isApartOnly: !known.has(serverId) });
        }),
    );
    return [...known.values()];
  }

  keptApart(): Promise<KeptApart> {
    return this.database.read(['quarantine'], async ({ quarantine }) =>
      countApart(await quarantine.toArray()),
    );
  }

  /**
   * From the index alone, a slice at a time: no row is read, and whoever writes waits for one slice at most. Dexie does
   * not know what an index is made of, so its keys are told their type.
   */
  private async *heldVersions(kind: RecordKind): AsyncGenerator<KnownVersion, void, undefined> {
    let after: readonly unknown[] = [kind, Dexie.minKey];
    for (;;) {
      const keys = await this.database.read(
        ['patientRecords'],
        async ({ patientRecords }) =>
          (await patientRecords
            .where(BY_SERVER_VERSION)
            .between(after, [kind, Dexie.maxKey], false, true)
            .limit(KEYS_AT_A_TIME)
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
}

/** The cursor comes last. */
async function closePage(tables: Tables, page: PulledPage): Promise<void> {
  const { kind, cursor } = page;
  await keepApart(tables, page);
  if (cursor !== undefined) await tables.cursors.put({ kind, cursor });
}
