import type { Instant, RecordKind } from '../../services/domain/records.ts';
import type {
  KeptApart,
  KnownVersion,
  PulledPage,
  PullJournal,
  Reconciled,
} from '../../services/ports/outbox.ts';
import { countApart, movedRow } from '../../services/storage/kept-apart.ts';
import { isKept, isMoved } from '../../services/storage/kept-remote.ts';
import { takeRemote } from '../../services/storage/remote-changes.ts';
import type { RecordRow } from '../../services/storage/record-row.ts';
import { settingsAfter } from '../../services/storage/taking-settings.ts';
import type { InMemoryState } from './in-memory-state.ts';

/** Where the pull stands, in memory. */
export class InMemoryPullJournal implements PullJournal {
  constructor(private readonly state: InMemoryState) {}

  cursor(kind: RecordKind): Promise<Instant | undefined> {
    return this.use(() => this.state.cursors.get(kind));
  }

  applyPage(page: PulledPage, epoch: number): Promise<readonly string[]> {
    return this.use(() => {
      this.state.requireEpoch(epoch);
      const set = this.state.workingSet();
      const left: string[] = [];
      const source = page.isCurrent === true ? 'read' : 'found';
      const settings = page.records.filter((each) => each.kind === 'practice-settings');
      const taken = settingsAfter(this.state.settings, settings, source);
      this.state.settings = taken.held;
      left.push(...taken.olderLooking);
      for (const remote of page.records.filter(isKept)) {
        const place = `${page.kind}/${remote.version.id}`;
        this.state.quarantine.delete(place);
        const held = this.heldAs(page.kind, remote.version.id);
        const hasMoved = held !== undefined && isMoved(held, remote);
        const taking = hasMoved ? 'moved' : takeRemote(set, remote, source);
        if (taking === 'older-looking') left.push(remote.version.id);
        if (taking === 'moved') this.state.quarantine.set(place, movedRow(remote));
      }
      for (const serverId of page.gone ?? []) {
        this.state.quarantine.delete(`${page.kind}/${serverId}`);
      }
      for (const { serverId, versionId, fields, onlyIfHeld } of page.quarantined) {
        if (onlyIfHeld === true && this.heldAs(page.kind, serverId) === undefined) continue;
        const { kind } = page;
        this.state.quarantine.set(`${kind}/${serverId}`, { kind, serverId, versionId, fields });
      }
      if (page.cursor !== undefined) this.state.cursors.set(page.kind, page.cursor);
      this.state.save(set);
      return left;
    });
  }

  reconciled(): Promise<Reconciled> {
    return this.use(() => structuredClone(this.state.reconciled));
  }

  noteReconciled(reconciled: Reconciled, epoch: number): Promise<void> {
    return this.use(() => {
      this.state.requireEpoch(epoch);
      this.state.reconciled = structuredClone(reconciled);
      this.state.changed$.next();
    });
  }

  known(kind: RecordKind): Promise<readonly KnownVersion[]> {
    return this.use(() => {
      const known = new Map<string, KnownVersion>();
      for (const { server, ...row } of this.state.rows()) {
        if (row.kind !== kind || server === undefined) continue;
        const { id: serverId, versionId } = server.version;
        known.set(serverId, { serverId, versionId, isApartOnly: false });
      }
      const { settings } = this.state;
      if (kind === 'identity-check' && settings !== undefined) {
        const { id: serverId, versionId } = settings.version;
        known.set(serverId, { serverId, versionId, isApartOnly: false });
      }
      for (const { serverId, versionId, ...row } of this.state.quarantine.values()) {
        if (row.kind !== kind) continue;
        known.set(serverId, { serverId, versionId, isApartOnly: !known.has(serverId) });
      }
      return [...known.values()];
    });
  }

  keptApart(): Promise<KeptApart> {
    return this.use(() => countApart([...this.state.quarantine.values()]));
  }

  private heldAs(kind: RecordKind, serverId: string): RecordRow | undefined {
    return this.state
      .rows()
      .find((row) => row.kind === kind && row.server?.version.id === serverId);
  }

  private use<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.state.requireUsable();
      resolve(work());
    });
  }
}
