import { isLookedFor, stretchOf, type HistoryFilter } from '../../domain/history/history-filter.ts';
import { inOrder, type HistoryRow } from '../../domain/history/history-row.ts';
import type { Instant } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ExchangeReason } from '../../domain/unsent-work/reasons.ts';
import type { RemoteFailure } from '../../ports/remote-records.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { rowsHere } from './rows-here.ts';

type HistoryPorts = Pick<CommandPorts, 'history' | 'outbox' | 'store'>;

/** What is known of what is looked for in a history. */
export interface KnownRows {
  /** Newest first. */
  readonly rows: readonly HistoryRow[];
  readonly unsent: ReadonlySet<string>;
}

/**
 * What is looked for in a patient's history, as far as it has been read from the shared record, together with what is on this
 * workstation. What is here counts only as far back as the shared record was read, so that no gap looks like none;
 * where it cannot be read, all that is here is shown.
 */
export class HistorySoFar {
  /** Why the shared record could not be read the last time. */
  failure: RemoteFailure | undefined;
  /** Why there is more of some moment than could be had. */
  incomplete: ExchangeReason | undefined;
  private given: readonly HistoryRow[] = [];
  private readonly unreadable = new Set<string>();
  private next: Instant | undefined;
  private isAtEnd = false;

  constructor(
    private readonly patientRef: string,
    readonly lookedFor: HistoryFilter,
    private readonly ports: HistoryPorts,
  ) {}

  /** There is older on the shared record, or may be. */
  get hasMore(): boolean {
    return !this.isAtEnd;
  }

  get unreadableCount(): number {
    return this.unreadable.size;
  }

  /** One page further back. */
  async readOn(): Promise<void> {
    if (this.isAtEnd) return;
    const stretch = stretchOf(this.lookedFor);
    const upTo = this.next ?? stretch.upTo;
    const asked = { patientRef: this.patientRef, ...stretch, ...(upTo !== undefined && { upTo }) };
    const page = await this.ports.history.page(asked);
    this.failure = page.ok ? undefined : page.failure;
    if (!page.ok) return;
    const { rows, next, unreadable, incomplete } = page.value;
    this.given = [...this.given, ...rows];
    unreadable.forEach((id) => this.unreadable.add(id));
    this.incomplete ??= incomplete;
    this.next = next;
    this.isAtEnd = next === undefined;
  }

  /** What has been read, with what is here. Refused: `storage-unavailable`. */
  async known(): Promise<Result<KnownRows>> {
    const here = await rowsHere(this.patientRef, this.ports);
    if (!here.ok) return here;
    const { rows, unsent } = here.value;
    const reach = this.failure === undefined ? this.next : undefined;
    const ours = rows.filter(({ at }) => reach === undefined || at >= reach);
    const onRecord = new Set(this.given.map(({ id }) => id));
    return ok({
      rows: inOrder([...this.given, ...ours]).filter((row) => isLookedFor(row, this.lookedFor)),
      unsent: new Set([...unsent].filter((id) => !onRecord.has(id))),
    });
  }
}
