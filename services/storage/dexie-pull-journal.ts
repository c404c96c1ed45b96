import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { Instant, RecordKind } from '../domain/records.ts';
import {
  NEVER_RECONCILED,
  type PulledPage,
  type PullJournal,
  type Reconciled,
} from '../ports/outbox.ts';
import type { Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import { isKept, takeRemote } from './remote-changes.ts';
import { requireSenderEpoch } from './sender-epoch.ts';

/**
 * {@link PullJournal} in IndexedDB. The cursor lives with the records it stands for: when the browser evicts one it
 * evicts both, and the next pull starts from the beginning.
 */
@injectable()
export class DexiePullJournal implements PullJournal {
  readonly isComplete$: Observable<boolean>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase) {
    this.isComplete$ = database.live(lastReconciled).pipe(
      filter((answer) => answer.available),
      map(({ value }) => value.finishedOn !== undefined),
    );
  }

  cursor(kind: RecordKind): Promise<Instant | undefined> {
    return this.database.read(async ({ cursors }) => (await cursors.get(kind))?.cursor);
  }

  applyPage(page: PulledPage, epoch: number): Promise<readonly string[]> {
    return this.database.write(async (tables) => {
      await requireSenderEpoch(tables, epoch);
      const olderLooking = await applyRecords(tables, page);
      await applyQuarantine(tables, page);
      const { kind, cursor } = page;
      if (cursor !== undefined) await tables.cursors.put({ kind, cursor });
      return olderLooking;
    });
  }

  reconciled(): Promise<Reconciled> {
    return this.database.read(lastReconciled);
  }

  noteReconciled(reconciled: Reconciled, epoch: number): Promise<void> {
    return this.database.write(async (tables) => {
      await requireSenderEpoch(tables, epoch);
      await tables.meta.put({ name: 'reconciled', value: reconciled });
    });
  }

  known(
    kind: RecordKind,
  ): Promise<readonly { readonly serverId: string; readonly versionId: string }[]> {
    return this.database.read(async ({ records, quarantine }) => {
      const versions = new Map<string, string>();
      await records
        .where('kind')
        .equals(kind)
        .each(({ server }) => {
          if (server !== undefined) versions.set(server.version.id, server.version.versionId);
        });
      // Read once and found wanting: there is no use in fetching that version again.
      await quarantine
        .where('kind')
        .equals(kind)
        .each(({ serverId, versionId }) => {
          versions.set(serverId, versionId);
        });
      return [...versions].map(([serverId, versionId]) => ({ serverId, versionId }));
    });
  }
}

async function lastReconciled({ meta }: Tables): Promise<Reconciled> {
  const row = await meta.get('reconciled');
  return row?.name === 'reconciled' ? row.value : NEVER_RECONCILED;
}

/** Resolves to the server ids of those that look older than what is here. */
async function applyRecords(tables: Tables, page: PulledPage): Promise<readonly string[]> {
  const records = page.records.filter(isKept);
  const set = await loadWorkingSet(tables, {
    patientRefs: [...new Set(records.map(({ body }) => body.patientRef))],
    keys: records.map(({ kind, body }) => ({ kind, recordId: body.id })),
  });
  const source = page.isCurrent === true ? 'read' : 'found';
  const left = records.filter((remote) => !takeRemote(set, remote, source));
  await saveWorkingSet(tables, set);
  return left.map(({ version }) => version.id);
}

async function applyQuarantine({ quarantine }: Tables, page: PulledPage): Promise<void> {
  const { kind } = page;
  await quarantine.bulkDelete(page.records.map(({ version }) => [kind, version.id]));
  await quarantine.bulkPut(page.quarantined.map((resource) => ({ ...resource, kind })));
}
