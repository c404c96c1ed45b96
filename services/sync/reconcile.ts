import type { RecordKind } from '../domain/records.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import { changePages } from './change-pages.ts';
import type { SyncWork } from './sync-work.ts';

/**
 * Compares every id and version here with the server's and fetches what differs: an overlap makes a missed change
 * unlikely, this makes it temporary. Leaves the cursors. Resolves to what failed, or `undefined`.
 */
export async function reconcile(work: SyncWork): Promise<RemoteFailure | undefined> {
  for (const kind of PULLED_KINDS) {
    const failure = await reconcileKind(kind, work);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function reconcileKind(kind: RecordKind, work: SyncWork): Promise<RemoteFailure | undefined> {
  const { journal, log, epoch, signal } = work;
  const known = await journal.known(kind);
  const versions = new Map(known.map(({ serverId, versionId }) => [serverId, versionId]));
  const listed = new Set<string>();
  let mended = 0;
  for await (const page of changePages(kind, undefined, work)) {
    if (!page.ok) return page.failure;
    if (signal.aborted) return undefined;
    listAll(page.value, listed);
    const { records, quarantined } = page.value;
    const differing = {
      kind,
      records: records.filter(({ version }) => versions.get(version.id) !== version.versionId),
      quarantined: quarantined.filter((each) => versions.get(each.serverId) !== each.versionId),
    };
    const differences = differing.records.length + differing.quarantined.length;
    if (differences > 0) await journal.applyPage(differing, epoch);
    mended += differences;
  }
  if (mended > 0) log.write('warn', 'Reconciling found differences.', { kind, mended });
  return readUnlisted(
    kind,
    known.filter(({ serverId }) => !listed.has(serverId)),
    work,
  );
}

/** Looks one by one for what the server did not list: its search may lag behind, or the resource is gone. */
async function readUnlisted(
  kind: RecordKind,
  unlisted: readonly { readonly serverId: string }[],
  work: SyncWork,
): Promise<RemoteFailure | undefined> {
  const { remote, journal, log, epoch, signal } = work;
  let gone = 0;
  for (const { serverId } of unlisted) {
    const answer = await remote.read(kind, serverId, signal);
    if (answer.ok)
      await journal.applyPage({ kind, records: [answer.value], quarantined: [] }, epoch);
    else if (answer.failure.kind === 'rejected') gone += 1;
    else return answer.failure;
  }
  // Nothing is ever deleted by this product, so a person has to find out why.
  if (gone > 0) log.write('error', 'Records are gone from the shared record.', { kind, gone });
  return undefined;
}

function listAll(page: ChangePage, listed: Set<string>): void {
  page.records.forEach(({ version }) => listed.add(version.id));
  page.quarantined.forEach(({ serverId }) => listed.add(serverId));
}
