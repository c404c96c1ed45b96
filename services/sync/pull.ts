import type { Instant, RecordKind } from '../domain/records.ts';
import type { PulledPage } from '../ports/outbox.ts';
import { PULLED_KINDS, type ChangePage, type RemoteFailure } from '../ports/remote-records.ts';
import { changePages } from './change-pages.ts';
import { after, type SyncWork } from './sync-work.ts';

/** Fetching what others changed. Remembers what it has stored, so that looking again costs this workstation nothing. */
export class Pull {
  private readonly stored = new Map<RecordKind, Map<string, Instant>>();

  constructor(private readonly work: SyncWork) {}

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

  /** The latest change that any pull of this workstation has seen. */
  async latest(): Promise<Instant | undefined> {
    const cursors = await Promise.all(PULLED_KINDS.map((kind) => this.work.journal.cursor(kind)));
    return cursors.filter((cursor) => cursor !== undefined).reduce(later, undefined);
  }

  private async kind(kind: RecordKind): Promise<RemoteFailure | undefined> {
    const { journal, timing, epoch, signal } = this.work;
    const cursor = await journal.cursor(kind);
    // Without a cursor the database is new, or was emptied: what was stored is no longer there.
    if (cursor === undefined) this.stored.delete(kind);
    const from = cursor === undefined ? undefined : after(cursor, -timing.overlapMs);
    let greatest = cursor;
    for await (const page of changePages(kind, from, this.work)) {
      if (!page.ok) return page.failure;
      if (signal.aborted) return undefined;
      const before = greatest;
      greatest = page.value.stamps.reduce(later, greatest);
      const fresh = this.withoutStored(kind, page.value, greatest);
      const isNews = fresh.records.length > 0 || fresh.quarantined.length > 0;
      if (!isNews && greatest === before) continue;
      await journal.applyPage(fresh, epoch);
      this.remember(kind, page.value);
    }
    this.forgetBefore(kind, greatest);
    return undefined;
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

  /** What is older than the overlap does not come again. */
  private forgetBefore(kind: RecordKind, cursor: Instant | undefined): void {
    if (cursor === undefined) return;
    const oldest = after(cursor, -this.work.timing.overlapMs);
    const stored = this.stored.get(kind) ?? new Map<string, Instant>();
    for (const [version, at] of stored) if (at < oldest) stored.delete(version);
  }
}

function key(serverId: string, versionId: string): string {
  return `${serverId}/${versionId}`;
}

function later(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other > one ? other : one;
}
