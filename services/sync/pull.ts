import type { Instant, RecordKind } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import type { PulledPage } from '../ports/outbox.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import {
  changePages,
  fetchTogether,
  firstPlace,
  type FetchedPage,
  type PagePlace,
} from './change-pages.ts';
import { LookWindow } from './look-window.ts';
import { storePage } from './store-page.ts';
import { after, type SyncWork } from './sync-work.ts';

/** What a pull has others do. */
export interface PullHooks {
  /** Called after each page, however many follow; a failure stops the pull. */
  readonly afterPage: () => Promise<RemoteFailure | undefined>;
  /** The server's clock has gone back further than a pull looks back: changes stamped in between may be missed. */
  readonly clockWentBack: () => Promise<void>;
}

export interface PullOutcome {
  /** What stopped or spoiled it. */
  readonly failure?: RemoteFailure;
  /** There is more to fetch: the next one goes on. */
  readonly isBehind: boolean;
}

interface KindOutcome extends PullOutcome {
  /** Something came that was not known. */
  readonly isNews: boolean;
}

/** A kind of which there is more than was fetched in a row. */
interface HalfWay {
  readonly place: PagePlace;
  readonly isNear: boolean;
  readonly incomplete: ExchangeReason | undefined;
}

/** Where a kind's part of a pull begins. */
interface Beginning {
  readonly kind: RecordKind;
  readonly saved: Instant | undefined;
  readonly cursor: Instant | undefined;
  /** It goes on half way. */
  readonly begun: HalfWay | undefined;
  readonly place: PagePlace;
  /** It asks from a near place, so that its cursor stays where it is. */
  readonly isNear: boolean;
}

/** Fetching what others changed. Remembers what it has stored, so that looking again costs this workstation nothing. */
export class Pull {
  private readonly stored = new Map<RecordKind, Map<string, Instant>>();
  private readonly halfWay = new Map<RecordKind, HalfWay>();
  private readonly window: LookWindow;

  constructor(
    private readonly work: SyncWork,
    private readonly hooks: PullHooks,
  ) {
    this.window = new LookWindow(work);
  }

  /** Whether a pull has stopped half way, and the next one goes on. */
  get isHalfWay(): boolean {
    return this.halfWay.size > 0;
  }

  /**
   * Fetches every kind, their first pages in one request where that can be. One that the server refuses, or that has no
   * end, does not keep the others from being fetched.
   */
  async all(): Promise<PullOutcome> {
    const before = this.window.begin();
    const begins: Beginning[] = [];
    for (const kind of PULLED_KINDS) begins.push(await this.beginning(kind));
    const outcome = await this.look(begins, before);
    if (outcome.isNews) this.work.came();
    const isWhole = outcome.failure === undefined && !this.work.signal.aborted;
    const isOne = begins.every(({ begun }) => begun === undefined) && !outcome.isBehind;
    const wide = begins.every(({ isNear }) => !isNear);
    const came = outcome.isNews || !isOne ? 'news' : 'quiet';
    const settled = this.window.end(isWhole ? came : 'incomplete', wide);
    const failure = settled === undefined ? undefined : await this.moveCursors(settled);
    return failure === undefined ? outcome : failed(failure);
  }

  private async look(
    begins: readonly Beginning[],
    workedSince: Instant | undefined,
  ): Promise<KindOutcome> {
    const fresh = begins.filter(({ begun }) => begun === undefined);
    const places = new Map(fresh.map(({ kind, place }) => [kind, place]));
    const first = await fetchTogether(places, this.work, workedSince);
    if (!first.ok) return failed(first.failure);
    if (first.value.isWorkedAt) this.work.expected();
    let refused: RemoteFailure | undefined;
    let isNews = false;
    for (const beginning of begins) {
      const outcome = await this.kind(beginning, first.value.pages.get(beginning.kind));
      isNews ||= outcome.isNews;
      if (outcome.failure?.kind === 'rejected') refused ??= outcome.failure;
      else if (outcome.failure !== undefined) return outcome;
    }
    return refused === undefined ? { isBehind: this.isHalfWay, isNews } : failed(refused);
  }

  /** All stamped before this has been seen of every kind. Those without a cursor have nothing to come again. */
  private async moveCursors(settled: Instant): Promise<RemoteFailure | undefined> {
    for (const kind of PULLED_KINDS) {
      const saved = await this.work.journal.cursor(kind);
      if (saved === undefined || saved >= settled) continue;
      const page = { kind, records: [], quarantined: [], cursor: settled };
      const failure = await storePage(page, this.work);
      if (failure !== undefined) return failure;
      this.forgetBefore(kind, settled);
    }
    return undefined;
  }

  /** Where to begin with a kind. */
  private async beginning(kind: RecordKind): Promise<Beginning> {
    const saved = await this.work.journal.cursor(kind);
    // Without a cursor the database is new, or was emptied: what was stored is no longer there.
    if (saved === undefined) {
      this.stored.delete(kind);
      this.halfWay.delete(kind);
    }
    const cursor = await this.notAhead(saved);
    const begun = this.halfWay.get(kind);
    const near = this.window.nearerThan(cursor);
    const place = begun?.place ?? firstPlace(near ?? cursor, this.work);
    return { kind, saved, cursor, begun, place, isNear: begun?.isNear ?? near !== undefined };
  }

  private async kind(
    { kind, begun, place, isNear, ...beginning }: Beginning,
    first: FetchedPage | undefined,
  ): Promise<KindOutcome> {
    let { saved, cursor } = beginning;
    let came = false;
    let incomplete = begun?.incomplete;
    let pages = 0;
    for await (const fetched of changePages(kind, place, this.work, first)) {
      if (!fetched.ok) return failed(fetched.failure);
      if (this.work.signal.aborted) return { isBehind: false, isNews: came };
      cursor = this.cursorAfter(fetched.value, cursor, isNear);
      const { page } = fetched.value;
      const fresh = this.withoutStored(kind, page, cursor);
      const isNews = fresh.records.length > 0 || fresh.quarantined.length > 0;
      const failure = isNews || cursor !== saved ? await storePage(fresh, this.work) : undefined;
      if (failure !== undefined) return failed(failure);
      came ||= isNews;
      saved = cursor;
      this.remember(kind, page);
      const stopped = await this.hooks.afterPage();
      if (stopped !== undefined) return failed(stopped);
      incomplete ??= page.incomplete;
      pages += 1;
      if (pages < this.work.timing.pagesInARow || fetched.value.next === undefined) continue;
      this.halfWay.set(kind, { place: fetched.value.next, isNear, incomplete });
      return { isBehind: true, isNews: came };
    }
    this.halfWay.delete(kind);
    this.forgetBefore(kind, cursor);
    return incomplete === undefined
      ? { isBehind: false, isNews: came }
      : failed({ kind: 'rejected', reason: incomplete });
  }

  /**
   * A cursor is never ahead of the server's time; if it is, that clock has been set back, and it stamps changes anew.
   */
  private async notAhead(cursor: Instant | undefined): Promise<Instant | undefined> {
    const { environment, timing } = this.work;
    if (cursor === undefined || !environment.isTimeTrusted()) return cursor;
    const now = environment.now();
    if (cursor <= now) return cursor;
    this.window.open();
    await this.hooks.clockWentBack();
    return after(now, -timing.overlapMs);
  }

  /**
   * From where there can still be news after a page: a server stamps a change before others can see it, so the time
   * just before the page was asked for is looked at again. What was old by then can be seen by now. A stamp ahead of
   * the server's clock says nothing of what is still to come.
   */
  private cursorAfter(
    { page, askedAt }: FetchedPage,
    cursor: Instant | undefined,
    isNear: boolean,
  ): Instant | undefined {
    const { timing, environment } = this.work;
    const known = askedAt ?? page.answeredAt;
    const isPast = (stamp: Instant): boolean => stamp <= (known ?? environment.now());
    const past = page.stamps.filter(isPast).reduce(later, undefined);
    if (past !== undefined && askedAt !== undefined) this.window.saw(past);
    if (isNear) return cursor;
    const latest = past ?? (page.stamps.length > 0 ? known : undefined);
    if (latest === undefined) return cursor;
    const isSettled = askedAt !== undefined && latest < after(askedAt, -timing.settledMs);
    return later(cursor, isSettled ? latest : after(latest, -timing.overlapMs));
  }

  private withoutStored(
    kind: RecordKind,
    page: ChangePage,
    cursor: Instant | undefined,
  ): PulledPage {
    const stored = this.stored.get(kind);
    return {
      kind,
      records: page.records.filter(
        ({ version }) => !stored?.has(key(version.id, version.versionId)),
      ),
      quarantined: page.quarantined.filter(
        (each) => !stored?.has(apartKey(each.serverId, each.versionId)),
      ),
      ...(cursor === undefined ? {} : { cursor }),
    };
  }

  private remember(kind: RecordKind, page: ChangePage): void {
    const stored = this.stored.get(kind) ?? new Map<string, Instant>();
    const latest = page.stamps.reduce(later, undefined) ?? '';
    for (const { version } of page.records) {
      stored.set(key(version.id, version.versionId), version.lastUpdated);
    }
    // Their own time is not known; the page's latest keeps them at least as long.
    for (const each of page.quarantined) {
      stored.set(apartKey(each.serverId, each.versionId), latest);
    }
    this.stored.set(kind, stored);
  }

  /** What lies before the cursor does not come again. */
  private forgetBefore(kind: RecordKind, cursor: Instant | undefined): void {
    if (cursor === undefined) return;
    const stored = this.stored.get(kind) ?? new Map<string, Instant>();
    for (const [version, at] of stored) if (at < cursor) stored.delete(version);
  }
}

function failed(failure: RemoteFailure): KindOutcome {
  return { failure, isBehind: false, isNews: false };
}

function key(serverId: string, versionId: string): string {
  return `${serverId}/${versionId}`;
}

/** A version that could be read once may be garbled now. */
function apartKey(serverId: string, versionId: string): string {
  return `/${key(serverId, versionId)}`;
}

function later(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other > one ? other : one;
}
