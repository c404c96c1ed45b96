import { OutboxState, type OutboxEntry } from '../../ports/outbox.ts';

/** One change of a person: what is unsent of it, and the part by which it is shown. */
export interface UnsentChange {
  readonly entries: readonly OutboxEntry[];
  readonly shown: OutboxEntry;
}

/** What needs a person comes first. */
const URGENCY = [
  OutboxState.conflict,
  OutboxState.parked,
  OutboxState.superseded,
  OutboxState.waiting,
] as const;

/** What staff read about and decide: a change may be several records, and is one thing. */
export function unsentChanges(entries: readonly OutboxEntry[]): readonly UnsentChange[] {
  const concerning = entries.filter(concernsStaff);
  const ids = [...new Set(concerning.map(({ changeId }) => changeId))];
  return ids.flatMap((id) => {
    const parts = concerning.filter(({ changeId }) => changeId === id);
    const shown = URGENCY.flatMap((state) => parts.filter((part) => part.state === state))[0];
    return shown === undefined ? [] : [{ entries: parts, shown }];
  });
}

/** Audit rows go out by themselves; only one that was refused is anybody's business. */
export function concernsStaff({ kind, state }: OutboxEntry): boolean {
  return kind !== 'audit' || state !== OutboxState.waiting;
}

/** A message that something else stands in its place is read, and gives nothing up. */
export function isUndecided({ state }: OutboxEntry): boolean {
  return state !== OutboxState.superseded;
}
