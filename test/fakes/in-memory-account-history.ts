import { inOrder, type HistoryRow } from '../../services/domain/history/history-row.ts';
import type {
  AccountHistory,
  HistoryPage,
  HistoryQuery,
} from '../../services/ports/account-history.ts';
import type { RemoteFailure, RemoteResult } from '../../services/ports/remote-records.ts';

/** What happened to whom, as a server in memory has it. */
export interface KnownRow {
  readonly patientRef: string;
  readonly practiceId: string;
  readonly row: HistoryRow;
}

/** A history that a test fills; any number of workstations share the rows. */
export class InMemoryAccountHistory implements AccountHistory {
  readonly workstation = 'desk-1';
  /** Instead of an answer. */
  failure: RemoteFailure | undefined;
  /** Ids of entries that make no sense. */
  unreadable: readonly string[] = [];
  /** Entries of a page. */
  pageSize = 100;
  /** Every question, in order. */
  readonly asked: HistoryQuery[] = [];

  constructor(
    private readonly practiceId: string,
    readonly all: KnownRow[] = [],
  ) {}

  /** Something happened to the patient's account, wherever. */
  add(patientRef: string, ...rows: readonly HistoryRow[]): void {
    const { practiceId } = this;
    this.all.push(...rows.map((row) => ({ patientRef, practiceId, row })));
  }

  async page(query: HistoryQuery): Promise<RemoteResult<HistoryPage>> {
    await Promise.resolve();
    this.asked.push(query);
    if (this.failure !== undefined) return { ok: false, failure: this.failure };
    const { patientRef, from, upTo } = query;
    const ours = this.all.filter(
      (each) =>
        each.patientRef === patientRef &&
        each.practiceId === this.practiceId &&
        (from === undefined || each.row.at >= from) &&
        (upTo === undefined || each.row.at <= upTo),
    );
    const rows = inOrder(ours.map(({ row }) => row));
    const next = rows.length > this.pageSize ? rows[this.pageSize - 1]?.at : undefined;
    return {
      ok: true,
      value: {
        rows: rows.filter(({ at }) => next === undefined || at >= next),
        unreadable: this.unreadable,
        ...(next !== undefined && { next }),
      },
    };
  }
}
