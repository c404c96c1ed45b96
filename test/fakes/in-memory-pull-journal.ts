import type { Instant, RecordKind } from '../../services/domain/records.ts';
import type { PulledPage, PullJournal, Reconciled } from '../../services/ports/outbox.ts';
import { isKept, takeRemote } from '../../services/storage/remote-changes.ts';
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
      for (const remote of page.records.filter(isKept)) {
        if (!takeRemote(set, remote, source)) left.push(remote.version.id);
        this.state.quarantine.delete(`${page.kind}/${remote.version.id}`);
      }
      for (const resource of page.quarantined) {
        this.state.quarantine.set(`${page.kind}/${resource.serverId}`, {
          ...resource,
          kind: page.kind,
        });
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

  known(
    kind: RecordKind,
  ): Promise<readonly { readonly serverId: string; readonly versionId: string }[]> {
    return this.use(() => {
      const rows = this.state.rows().filter((row) => row.kind === kind);
      const versions = new Map(
        rows.flatMap(({ server }) =>
          server === undefined ? [] : [[server.version.id, server.version.versionId] as const],
        ),
      );
      for (const resource of this.state.quarantine.values()) {
        if (resource.kind === kind) versions.set(resource.serverId, resource.versionId);
      }
      return [...versions].map(([serverId, versionId]) => ({ serverId, versionId }));
    });
  }

  private use<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.state.requireUsable();
      resolve(work());
    });
  }
}
