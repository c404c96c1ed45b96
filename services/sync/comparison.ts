/** Comparing what is held here with what the server has. Loaded when that may be due. */
import type { RecordKind } from '../domain/records.ts';
import type { Reconciled, ReconcileFindings } from '../ports/outbox.ts';
import {
  PULLED_KINDS,
  type ListedVersion,
  type RemoteFailure,
  type RemoteRecord,
  type RemoteResult,
} from '../ports/remote-records.ts';
import { fetchPage, firstPlace, withNext, type PagePlace } from './change-pages.ts';
import { extentDue } from './comparison-due.ts';
import { readAgain } from './read-again.ts';
import { storePage } from './store-page.ts';
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
  /** Every resource is fetched, also one whose version is known: it may have been garbled since. */
  readonly isWhole: boolean;
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

/** Comparisons of everything, kind by kind. */
export class Comparison {
  private inHand: KindInHand | undefined;
  /** When it was first asked, in elapsed milliseconds. */
  private askedAt: number | undefined;

  /** Does the next piece of the one that is written down as in hand, or begins one if it is due. */
  async goOn(noted: Reconciled, work: SyncWork): Promise<ReconcileStep> {
    const { inHand } = noted;
    if (inHand === undefined) return this.begin(noted, work);
    const kind = PULLED_KINDS.find((each) => inHand[each] === undefined);
    return kind === undefined ? finish(noted, work) : this.compare(kind, noted, work);
  }

  private async begin(noted: Reconciled, work: SyncWork): Promise<ReconcileStep> {
    const now = work.environment.elapsed();
    this.askedAt ??= now;
    const extent = extentDue(noted, work, now - this.askedAt);
    if (extent === undefined) return { kind: 'nothing-left', findings: noted.findings };
    const same: RemoteResult<readonly RecordKind[]> =
      extent === 'counts' ? await kindsOfSameCount(work) : { ok: true, value: [] };
    if (!same.ok) return { kind: 'failed', failure: same.failure };
    const inHand = Object.fromEntries(same.value.map((kind) => [kind, { missing: 0 }]));
    const begun = { ...noted, inHand, extent };
    if (same.value.length === PULLED_KINDS.length) return finish(begun, work);
    await work.journal.noteReconciled(begun, work.epoch);
    return { kind: 'more' };
  }

  private async compare(
    kind: RecordKind,
    noted: Reconciled,
    work: SyncWork,
  ): Promise<ReconcileStep> {
    if (this.inHand?.kind !== kind || this.inHand.epoch !== work.epoch) {
      this.inHand = await takeInHand(kind, noted.extent === 'whole', work);
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

async function finish(
  { finishedOn: before, comparedOn = before, inHand = {}, extent }: Reconciled,
  { environment, journal, epoch }: SyncWork,
): Promise<ReconcileStep> {
  const findings = sum(inHand);
  const finishedOn = environment.today();
  const compared = extent === 'counts' ? comparedOn : finishedOn;
  const days = { finishedOn, ...(compared !== undefined && { comparedOn: compared }) };
  await journal.noteReconciled({ ...days, findings }, epoch);
  return { kind: 'nothing-left', findings };
}

/** Those of which as many are held as the server counts; where it does not count, they are compared. */
async function kindsOfSameCount({
  remote,
  journal,
  signal,
}: SyncWork): Promise<RemoteResult<readonly RecordKind[]>> {
  const counted = await remote.look(
    PULLED_KINDS.map((kind) => ({ kind, count: 0 })),
    signal,
  );
  if (!counted.ok) return counted;
  const same: RecordKind[] = [];
  for (const kind of PULLED_KINDS) {
    const total = counted.value.pages.get(kind)?.total;
    if (total !== undefined && (await journal.known(kind)).length === total) same.push(kind);
  }
  return { ok: true, value: same };
}

function sum(through: NonNullable<Reconciled['inHand']>): ReconcileFindings {
  return { missing: Object.values(through).reduce((total, { missing }) => total + missing, 0) };
}

/** Begins with a kind: all that is held of it here. */
async function takeInHand(kind: RecordKind, isWhole: boolean, work: SyncWork): Promise<KindInHand> {
  const known = await work.journal.known(kind);
  return {
    kind,
    epoch: work.epoch,
    isWhole,
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
  if (inHand.isWhole) return fetchListed(inHand, place, work);
  const { kind, held } = inHand;
  const answer = await work.remote.versions(kind, place, work.signal);
  if (!answer.ok) return answer.failure;
  const { page, next } = withNext(answer.value, place, work.timing);
  const isSame = page.versions.every(({ serverId, versionId, onlyIfHeld }) =>
    onlyIfHeld === true ? !held.has(serverId) : held.get(serverId) === versionId,
  );
  if (!isSame) return fetchListed(inHand, place, work);
  listAll(inHand, page.versions, next);
  return undefined;
}

/** Fetches the page in whole, and stores what differs. */
async function fetchListed(
  inHand: KindInHand,
  place: PagePlace,
  work: SyncWork,
): Promise<RemoteFailure | undefined> {
  const { kind, held } = inHand;
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
  inHand.mended += differing.records.length;
  listAll(inHand, [...page.records.map(listedAs), ...page.quarantined], next);
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

/** The server has these; after its last page, what it has not listed is to be looked for. */
function listAll(
  inHand: KindInHand,
  versions: readonly Pick<ListedVersion, 'serverId'>[],
  next: PagePlace | undefined,
): void {
  const { held, listed } = inHand;
  versions.forEach(({ serverId }) => listed.add(serverId));
  inHand.place = next;
  if (next === undefined) inHand.unlisted = [...held.keys()].filter((id) => !listed.has(id));
}

function listedAs({ version }: RemoteRecord): Pick<ListedVersion, 'serverId'> {
  return { serverId: version.id };
}
