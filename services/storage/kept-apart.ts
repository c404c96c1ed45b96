/** What of the server's is kept apart: it makes no sense, or the server has made it another patient's. */
import type { RecordKind } from '../domain/records.ts';
import type { KeptApart, PulledPage } from '../ports/outbox.ts';
import type { QuarantinedResource } from '../ports/remote-records.ts';
import { BY_SERVER_VERSION, type QuarantineRow, type Tables } from './database-tables.ts';
import { firstOfEach } from './index-lookups.ts';
import type { StoredRow } from './record-row.ts';
import type { KeptRemoteRecord } from './kept-remote.ts';

/** What could not be read is remembered, what can be again or is gone is forgotten. Inside a transaction only. */
export async function keepApart(tables: Tables, page: PulledPage): Promise<void> {
  const { quarantine } = tables;
  const { kind, records, gone = [] } = page;
  if ((await quarantine.where('kind').equals(kind).count()) > 0) {
    const readable = records.map(({ version }) => version.id);
    await quarantine.bulkDelete([...readable, ...gone].map((serverId) => [kind, serverId]));
  }
  const resources = await concerningUs(tables, page);
  const rows = resources.map(({ serverId, versionId, fields }) => ({
    ...{ kind, serverId, versionId, fields },
  }));
  if (rows.length > 0) await quarantine.bulkPut(rows);
}

/** Inside a transaction only, and after {@link keepApart} of the same page. */
export async function keepMovedApart(
  { quarantine }: Tables,
  moved: readonly KeptRemoteRecord[],
): Promise<void> {
  if (moved.length > 0) await quarantine.bulkPut(moved.map(movedRow));
}

export function movedRow({ kind, version }: KeptRemoteRecord): QuarantineRow {
  const { id: serverId, versionId } = version;
  return { kind, serverId, versionId, fields: ['patient'], isMoved: true };
}

export function countApart(rows: readonly QuarantineRow[]): KeptApart {
  const moved = rows.filter(({ isMoved }) => isMoved === true).length;
  return { unreadable: rows.length - moved, moved };
}

/** Other people's resources are none of our business, unless they were ours before. */
async function concerningUs(
  { patientRecords }: Tables,
  { kind, quarantined }: PulledPage,
): Promise<readonly QuarantinedResource[]> {
  const foreign = quarantined.filter(({ onlyIfHeld }) => onlyIfHeld === true);
  if (foreign.length === 0) return quarantined;
  const ranges = foreign.map(({ serverId }) => rangeOf(kind, serverId));
  const rows = await firstOfEach<StoredRow>(patientRecords, BY_SERVER_VERSION, ranges);
  const held = new Set(rows.map((row) => row?.server?.id));
  return quarantined.filter(
    ({ serverId, onlyIfHeld }) => onlyIfHeld !== true || held.has(serverId),
  );
}

function rangeOf(kind: RecordKind, serverId: string): IDBKeyRange {
  return IDBKeyRange.bound([kind, serverId], [kind, serverId, []]);
}
