import type { Instant, StaffMember } from '../records.ts';

/** Who did, or tried, something about an account. */
export type HistoryActor =
  | { readonly kind: 'staff'; readonly staff: StaffMember }
  /** By itself, while somebody was signed in who may do the same. */
  | { readonly kind: 'rule'; readonly staff: StaffMember }
  | { readonly kind: 'patient' }
  /** The website of its own accord, or at the hand of somebody whom it does not know. */
  | { readonly kind: 'website' };

/** What a website says of a deed, beside its code. */
export interface WebsiteFacts {
  /** Which wrong password in a row it was. */
  readonly tries?: number;
  /** When a lock ends by itself. */
  readonly until?: Instant;
}

/** One thing that happened to a patient's account, as it is on the shared record. */
export interface HistoryRow {
  /** The operation that made it: the same wherever it is read, and on its way there. */
  readonly id: string;
  readonly at: Instant;
  readonly by: HistoryActor;
  /** Who sent it, where that was somebody else. */
  readonly sentBy?: StaffMember;
  /** Name of the workstation; unknown of rows of earlier versions, and not of a website's. */
  readonly workstation?: string;
  /** What was done; of a newer version, or a website, it may be one that this version does not know. */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** What the practice's own product said of it then. A website's deeds are told by their code alone. */
  readonly summary?: string;
  /** Why, in the words of who did it. */
  readonly reason?: string;
  readonly facts?: WebsiteFacts;
}

/** Newest first; of one moment in an order that is the same everywhere. */
export function newestFirst(one: HistoryRow, other: HistoryRow): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return one.id === other.id ? 0 : one.id < other.id ? 1 : -1;
}

/** Each row once, newest first; of rows with one id the first counts. */
export function inOrder(rows: readonly HistoryRow[]): readonly HistoryRow[] {
  const byId = new Map<string, HistoryRow>();
  for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row);
  return [...byId.values()].sort(newestFirst);
}
