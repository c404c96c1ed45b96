/** Comparing each kind of record, id by id, with what the server lists. Loaded when it is due. */
import type { RecordKind } from '../domain/records.ts';
import type { Reconciled, ReconcileFindings } from '../ports/outbox.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import { fetchPage, firstPlace, type PagePlace } from './change-pages.ts';
import { readAgain, storePage } from './store-page.ts';
import type { SyncWork } from './sync-work.ts';

/** What became of a piece of reconciling. */
export type ReconcileStep =
  /** What the last one that was finished found. */
  | { readonly kind: 'nothing-left'; readonly findings: ReconcileFindings }
  /** There is more to do at once. */
  | { readonly kind: 'more' }
  | { readonly kind: 'failed'; readonly failure: RemoteFailure };

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

/** A comparison of everything, kind by kind. */
export class Comparison {
  private inHand: KindInHand | undefined;

  /** Does the next piece of the one that is written down as in hand, or begins one. */
  async goOn(noted: Reconciled, work: SyncWork): Promise<ReconcileStep> {
    const through = noted.inHand ?? {};
    const kind = PULLED_KINDS.find((each) => through[each] === undefined);
    return kind === undefined
      ? finish(sum(through), work)
      : this.compare(kind, { ...noted, inHand: through }, work);
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
    const failure = await comparePiece(inHand, work);
    if (failure !== undefined) return { kind: 'failed', failure };
    if (inHand.place !== undefined || inHand.unlisted.length > 0) return { kind: 'more' };
    const through = { ...noted.inHand, [kind]: { missing: inHand.gone } };
    await work.journal.noteReconciled({ ...noted, inHand: through }, work.epoch);
    report(inHand, work);
    return { kind: 'more' };
  }
}

async function finish(findings: ReconcileFindings, work: SyncWork): Promise<ReconcileStep> {
  const finishedOn = work.environment.today();
  await work.journal.noteReconciled({ finishedOn, findings }, work.epoch);
  return { kind: 'nothing-left', findings };
}

function sum(through: NonNullable<Reconciled['inHand']>): ReconcileFindings {
  return { missing: Object.values(through).reduce((total, { missing }) => total + missing, 0) };
}

/** Begins with a kind: all that is held of it here. */
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

/** The next page of the server's list or, once all has been listed, some of what it did not list. */
function comparePiece(inHand: KindInHand, work: SyncWork): Promise<RemoteFailure | undefined> {
  return inHand.place === undefined ? readSome(inHand, work) : listPage(inHand, inHand.place, work);
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

/** Writes down what came of it. */
function report({ kind, mended, gone }: KindInHand, { log }: SyncWork): void {
  if (mended > 0) log.write('warn', 'Reconciling found differences.', { kind, mended });
  // Nothing is ever deleted by this product, so a person has to find out why.
  if (gone > 0) log.write('error', 'Records are gone from the shared record.', { kind, gone });
}

function listAll(page: ChangePage, listed: Set<string>): void {
  page.records.forEach(({ version }) => listed.add(version.id));
  page.quarantined.forEach(({ serverId }) => listed.add(serverId));
}
