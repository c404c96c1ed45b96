import type { QueuedEntry } from './queued-entry.ts';

/** The entry with one attempt more, noting with the first what it is sent on. */
export function attempted(entry: QueuedEntry, sentOn: string | undefined): QueuedEntry {
  const isFirst = entry.attempts === 0 && sentOn !== undefined;
  return { ...entry, attempts: entry.attempts + 1, ...(isFirst && { sentOn }) };
}
