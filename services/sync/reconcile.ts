import type { RecordKind } from '../domain/records.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import { changePages } from './change-pages.ts';
import type { SyncWork } from './sync-work.ts';

/** What a reconcile found that only people can mend. */
export interface ReconcileFindings {
  /** Records held here as shared that the server no longer has. */
  readonly missing: number;
  /** Resources of this practice that could not be read. */
  readonly unreadable: number;
}

export type ReconcileOutcome =
  | { readonly ok: true; readonly findings: ReconcileFindings }
  | { readonly ok: false; readonly failure: RemoteFailure };

/** The work was given up in the middle: nothing was found out. */
const GIVEN_UP: ReconcileOutcome = {
  ok: false,
  failure: { kind: 'unreachable', message: 'Given up.' },
};

/**
 * Compares every id and version here with the server's and fetches what differs: an overlap makes a missed change
 * unlikely, this makes it temporary. Leaves the cursors.
 */
export async function reconcile(work: SyncWork): Promise<ReconcileOutcome> {
  const findings = { missing: 0, unreadable: 0 };
  for (const kind of PULLED_KINDS) {
    const outcome = await reconcileKind(kind, work);
    if (!outcome.ok) return outcome;
    findings.missing += outcome.findings.missing;
    findings.unreadable += outcome.findings.unreadable;
  }
  return { ok: true, findings };
}

async function reconcileKind(kind: RecordKind, work: SyncWork): Promise<ReconcileOutcome> {
  const { journal, log, epoch, signal } = work;
  const known = await journal.known(kind);
  const versions = new Map(known.map(({ serverId, versionId }) => [serverId, versionId]));
  const listed = new Set<string>();
  const unreadable = new Set<string>();
  let mended = 0;
  for await (const page of changePages(kind, undefined, work)) {
    if (!page.ok) return page;
    if (signal.aborted) return GIVEN_UP;
    listAll(page.value, listed);
    const { records, quarantined } = page.value;
    quarantined.forEach(({ serverId }) => unreadable.add(serverId));
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
  const unlisted = known.filter(({ serverId }) => !listed.has(serverId));
  const missing = await readUnlisted(kind, unlisted, work);
  return typeof missing === 'number'
    ? { ok: true, findings: { missing, unreadable: unreadable.size } }
    : { ok: false, failure: missing };
}

/**
 * Looks one by one for what the server did not list: its search may lag behind, or the resource is gone. Resolves to how
 * many are gone, or to what failed.
 */
async function readUnlisted(
  kind: RecordKind,
  unlisted: readonly { readonly serverId: string }[],
  work: SyncWork,
): Promise<number | RemoteFailure> {
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
  return gone;
}

function listAll(page: ChangePage, listed: Set<string>): void {
  page.records.forEach(({ version }) => listed.add(version.id));
  page.quarantined.forEach(({ serverId }) => listed.add(serverId));
}
