import type { RecordKind } from '../domain/records.ts';
import type { Reconciled, ReconcileFindings } from '../ports/outbox.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import { fetchPage, firstPlace, type PagePlace } from './change-pages.ts';
import { readAgain, storePage } from './store-page.ts';
import type { SyncWork } from './sync-work.ts';

/** What became of a piece of reconciling. */
export type ReconcileStep =
  | { readonly kind: 'nothing-left' }
  /** There is more to do at once. */
  | { readonly kind: 'more' }
  | { readonly kind: 'failed'; readonly failure: RemoteFailure };

const NOTHING_LEFT: ReconcileStep = { kind: 'nothing-left' };
const MORE: ReconcileStep = { kind: 'more' };

/** Resources read one by one before others have their turn. */
const READS_AT_A_TIME = 20;

/** The comparison of one kind, half way. */
interface KindInHand {
  readonly kind: RecordKind;
  /** Of the lead that began it. */
  readonly epoch: number;
  /** What is held here: server id to version. */
  readonly held: ReadonlyMap<string, string>;
  /** Those of which no record is held: they are only known not to make sense. */
  readonly apartOnly: ReadonlySet<string>;
  readonly listed: Set<string>;
  /** Where the server's list goes on; `undefined` once it has been listed. */
  place: PagePlace | undefined;
  /** Held here, not listed by the server, and still to be read. */
  unlisted: readonly string[];
  mended: number;
  gone: number;
}

/**
 * Compares every id and version here with the server's and fetches what differs: an overlap makes a missed change
 * unlikely, this makes it temporary. Once a day, in pieces, so that work is sent in between; which kinds are through is
 * written down, so that a restart goes on from there. Leaves the cursors.
 */
export class Reconcile {
  /** What the last one that was finished found. */
  findings: ReconcileFindings | undefined;
  private inHand: KindInHand | undefined;

  /** Begins anew, also when one was finished today. */
  async begin({ journal, epoch }: SyncWork): Promise<void> {
    this.inHand = undefined;
    await journal.noteReconciled({ ...(await journal.reconciled()), inHand: {} }, epoch);
  }

  /** Does the next piece, if one is in hand or due. To be called after a complete pull. */
  async goOn(work: SyncWork): Promise<ReconcileStep> {
    const noted = await work.journal.reconciled();
    this.findings = noted.findings;
    const isDue = noted.finishedOn !== undefined && noted.finishedOn !== work.environment.today();
    const through = noted.inHand ?? (isDue ? {} : undefined);
    if (through === undefined) {
      // Everything has just been fetched for the first time: there is nothing to compare.
      if (noted.finishedOn === undefined) await this.finish(noted.findings, work);
      return NOTHING_LEFT;
    }
    const kind = PULLED_KINDS.find((each) => through[each] === undefined);
    if (kind === undefined) {
      await this.finish(sum(through), work);
      return NOTHING_LEFT;
    }
    return this.compare(kind, { ...noted, inHand: through }, work);
  }

  private async finish(findings: ReconcileFindings, work: SyncWork): Promise<void> {
    const finishedOn = work.environment.today();
    await work.journal.noteReconciled({ finishedOn, findings }, work.epoch);
    this.findings = findings;
  }

  private async compare(
    kind: RecordKind,
    noted: Reconciled,
    work: SyncWork,
  ): Promise<ReconcileStep> {
    if (this.inHand?.kind !== kind || this.inHand.epoch !== work.epoch) {
      this.inHand = await takeInHand(kind, work);
    }
    const { inHand } = this;
    const failure =
      inHand.place === undefined
        ? await readSome(inHand, work)
        : await listPage(inHand, inHand.place, work);
    if (failure !== undefined) return { kind: 'failed', failure };
    if (inHand.place !== undefined || inHand.unlisted.length > 0) return MORE;
    const through = { ...noted.inHand, [kind]: { missing: inHand.gone } };
    await work.journal.noteReconciled({ ...noted, inHand: through }, work.epoch);
    report(inHand, work);
    return MORE;
  }
}

async function takeInHand(kind: RecordKind, work: SyncWork): Promise<KindInHand> {
  const known = await work.journal.known(kind);
  return {
    kind,
    epoch: work.epoch,
    held: new Map(known.map(({ serverId, versionId }) => [serverId, versionId])),
    apartOnly: new Set(known.flatMap((each) => (each.isApartOnly ? each.serverId : []))),
    listed: new Set(),
    place: firstPlace(undefined, work),
    unlisted: [],
    mended: 0,
    gone: 0,
  };
}

async function listPage(
  inHand: KindInHand,
  place: PagePlace,
  work: SyncWork,
): Promise<RemoteFailure | undefined> {
  const { kind, held, listed } = inHand;
  const fetched = await fetchPage(kind, place, work);
  if (!fetched.ok) return fetched.failure;
  const { page, next } = fetched.value;
  const differing = {
    kind,
    records: page.records.filter(({ version }) => held.get(version.id) !== version.versionId),
    // A version that could be read when it was stored may be garbled now.
    quarantined: page.quarantined.filter(
      (each) => each.onlyIfHeld !== true || held.has(each.serverId),
    ),
  };
  const isNews = differing.records.length > 0 || differing.quarantined.length > 0;
  const failure = isNews ? await storePage(differing, work) : undefined;
  if (failure !== undefined) return failure;
  listAll(page, listed);
  inHand.mended += differing.records.length;
  inHand.place = next;
  if (next === undefined) inHand.unlisted = [...held.keys()].filter((id) => !listed.has(id));
  return undefined;
}

/** Looks one by one for what the server did not list: its search may lag behind, or the resource is gone. */
async function readSome(inHand: KindInHand, work: SyncWork): Promise<RemoteFailure | undefined> {
  const { kind, apartOnly } = inHand;
  for (const serverId of inHand.unlisted.slice(0, READS_AT_A_TIME)) {
    const read = await readAgain(kind, serverId, work);
    if (read.kind === 'failed') return read.failure;
    if (read.kind === 'gone' && !apartOnly.has(serverId)) inHand.gone += 1;
    inHand.unlisted = inHand.unlisted.slice(1);
  }
  return undefined;
}

function report({ kind, mended, gone }: KindInHand, { log }: SyncWork): void {
  if (mended > 0) log.write('warn', 'Reconciling found differences.', { kind, mended });
  // Nothing is ever deleted by this product, so a person has to find out why.
  if (gone > 0) log.write('error', 'Records are gone from the shared record.', { kind, gone });
}

function listAll(page: ChangePage, listed: Set<string>): void {
  page.records.forEach(({ version }) => listed.add(version.id));
  page.quarantined.forEach(({ serverId }) => listed.add(serverId));
}

function sum(through: NonNullable<Reconciled['inHand']>): ReconcileFindings {
  return { missing: Object.values(through).reduce((total, { missing }) => total + missing, 0) };
}
