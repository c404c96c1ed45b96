import type { Instant, RecordKind } from '../domain/records.ts';
import type { PulledPage } from '../ports/outbox.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import { changePages, type FetchedPage } from './change-pages.ts';
import { storePage } from './store-page.ts';
import { after, type SyncWork } from './sync-work.ts';

/** What a pull has others do. */
export interface PullHooks {
  /** Called after each page, however many follow; a failure stops the pull. */
  readonly afterPage: () => Promise<RemoteFailure | undefined>;
  /** The server's clock has gone back further than a pull looks back: changes stamped in between may be missed. */
  readonly clockWentBack: () => Promise<void>;
}

/** Fetching what others changed. Remembers what it has stored, so that looking again costs this workstation nothing. */
export class Pull {
  private readonly stored = new Map<RecordKind, Map<string, Instant>>();

  constructor(
    private readonly work: SyncWork,
    private readonly hooks: PullHooks,
  ) {}

  /**
   * Fetches every kind. Resolves to what failed, or `undefined` when all was complete. A kind that the server refuses
   * does not keep the others from being fetched.
   */
  async all(): Promise<RemoteFailure | undefined> {
    let refused: RemoteFailure | undefined;
    for (const kind of PULLED_KINDS) {
      const failure = await this.kind(kind);
      if (failure?.kind === 'rejected') refused ??= failure;
      else if (failure !== undefined) return failure;
    }
    return refused;
  }

  private async kind(kind: RecordKind): Promise<RemoteFailure | undefined> {
    let saved = await this.work.journal.cursor(kind);
    // Without a cursor the database is new, or was emptied: what was stored is no longer there.
    if (saved === undefined) this.stored.delete(kind);
    let cursor = await this.notAhead(saved);
    for await (const fetched of changePages(kind, cursor, this.work)) {
      if (!fetched.ok) return fetched.failure;
      if (this.work.signal.aborted) return undefined;
      cursor = this.cursorAfter(fetched.value, cursor);
      const { page } = fetched.value;
      const fresh = this.withoutStored(kind, page, cursor);
      const isNews = fresh.records.length > 0 || fresh.quarantined.length > 0;
      const failure = isNews || cursor !== saved ? await storePage(fresh, this.work) : undefined;
      if (failure !== undefined) return failure;
      saved = cursor;
      this.remember(kind, page);
      const stopped = await this.hooks.afterPage();
      if (stopped !== undefined) return stopped;
    }
    this.forgetBefore(kind, cursor);
    return undefined;
  }

  /** A cursor is never ahead of the server's time; if it is, that clock has been set back, and it stamps changes anew. */
  private async notAhead(cursor: Instant | undefined): Promise<Instant | undefined> {
    const { environment, timing } = this.work;
    if (cursor === undefined || !environment.isTimeTrusted()) return cursor;
    const now = environment.now();
    if (cursor <= now) return cursor;
    await this.hooks.clockWentBack();
    return after(now, -timing.overlapMs);
  }

  /**
   * From where there can still be news after a page: a server stamps a change before others can see it, so the time
   * just before the page was asked for is looked at again. What was old by then can be seen by now.
   */
  private cursorAfter(
    { page, askedAt }: FetchedPage,
    cursor: Instant | undefined,
  ): Instant | undefined {
    const { timing } = this.work;
    const last = page.stamps.reduce(later, undefined);
    if (last === undefined) return cursor;
    if (askedAt === undefined) return later(cursor, after(last, -timing.overlapMs));
    if (last < after(askedAt, -timing.settledMs)) return later(cursor, last);
    const latest = last < askedAt ? last : askedAt;
    return later(cursor, after(latest, -timing.overlapMs));
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
        (each) => !stored?.has(key(each.serverId, each.versionId)),
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
    for (const each of page.quarantined) stored.set(key(each.serverId, each.versionId), latest);
    this.stored.set(kind, stored);
  }

  /** What lies before the cursor does not come again. */
  private forgetBefore(kind: RecordKind, cursor: Instant | undefined): void {
    if (cursor === undefined) return;
    const stored = this.stored.get(kind) ?? new Map<string, Instant>();
    for (const [version, at] of stored) if (at < cursor) stored.delete(version);
  }
}

function key(serverId: string, versionId: string): string {
  return `${serverId}/${versionId}`;
}

function later(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other > one ? other : one;
}
