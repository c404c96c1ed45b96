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
import type * as Careful from './careful-taking.ts';
import { EXCHANGE, type Tables } from './database-tables.ts';
import { countApart, keepApart, keepMovedApart } from './kept-apart.ts';
import { isKept, type KeptRemoteRecord } from './kept-remote.ts';
import { lastReconciled } from './last-reconciled.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { CareNeeded, takePulled } from './pulled-records.ts';
import { currentEpoch, requireCurrent, requireSenderEpoch } from './sender-epoch.ts';
import type { VersionSource } from './server-version-order.ts';
import { textsToWrite } from './texts-to-write.ts';

/** Records stored in one transaction: so long a screen may have to wait for its turn. */
const RECORDS_AT_A_TIME = 250;

/**
 * {@link PullJournal} in IndexedDB. The cursor lives with the records it stands for: when the browser evicts one it
 * evicts both, and the next pull starts from the beginning.
 */
@injectable()
export class DexiePullJournal implements PullJournal {
  private careful: typeof Careful | undefined;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
  ) {}

  async cursor(kind: RecordKind): Promise<Instant | undefined> {
    // First, because another key means that all is fetched from the beginning.
    await textsToWrite(this.database);
    return this.database.read(
      ['cursors'],
      async ({ cursors }) => (await cursors.get(kind))?.cursor,
    );
  }

  async applyPage(page: PulledPage, epoch: number): Promise<readonly string[]> {
    const texts = await textsToWrite(this.database);
    const records = page.records.filter(isKept);
    const source = page.isCurrent === true ? 'read' : 'found';
    const olderLooking = [...(await this.takeSettings(page, epoch, source))];
    const movedSoFar: KeptRemoteRecord[] = [];
    let from = 0;
    do {
      const given = records.slice(from, from + RECORDS_AT_A_TIME);
      const slice = await Promise.all(given.map((remote) => texts.remote(remote)));
      from += RECORDS_AT_A_TIME;
      const isLast = from >= records.length;
      const left = await this.withCare(async (tables) => {
        const [{ finishedOn }, current] = await Dexie.Promise.all([
          lastReconciled(tables),
          currentEpoch(tables),
        ]);
        requireCurrent(current, epoch);
        const isFirst = finishedOn === undefined;
        const taking = takePulled(tables, slice, { source, isFirst, careful: this.careful });
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

  /** Before the records they came with: only with the last of those the cursor moves past them. */
  private async takeSettings(
    { records }: PulledPage,
    epoch: number,
    source: VersionSource,
  ): Promise<readonly string[]> {
    const given = records.filter((remote) => remote.kind === 'practice-settings');
    if (given.length === 0) return [];
    const { takeSettings } = await import('./taking-settings.ts');
    return this.database.write(['meta'], async (tables) => {
      await requireSenderEpoch(tables, epoch);
      return takeSettings(tables, given, source);
    });
  }

  /** One transaction; begun again once what takes in with care has come, if it turns out to be needed. */
  private async withCare<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    try {
      return await this.database.write(EXCHANGE, work);
    } catch (error) {
      if (!(error instanceof CareNeeded)) throw error;
      this.careful = await import('./careful-taking.ts');
      return this.database.write(EXCHANGE, work);
    }
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
    const { knownVersions } = await import('./known-versions.ts');
    return knownVersions(this.database, kind);
  }

  keptApart(): Promise<KeptApart> {
    return this.database.read(['quarantine'], async ({ quarantine }) =>
      countApart(await quarantine.toArray()),
    );
  }
}

/** The cursor comes last. */
async function closePage(tables: Tables, page: PulledPage): Promise<void> {
  const { kind, cursor } = page;
  await keepApart(tables, page);
  if (cursor !== undefined) await tables.cursors.put({ kind, cursor });
}
