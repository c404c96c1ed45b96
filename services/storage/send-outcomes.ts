import type { Instant } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';

/** The entry about to be sent. */
export function attempted(entry: OutboxEntry): OutboxEntry {
  return { ...entry, attempts: entry.attempts + 1 };
}

/** The entry after a try that did not work out. Only waiting work waits on: staff or a pull may have been quicker. */
export function postponed(
  entry: OutboxEntry,
  reason: ExchangeReason,
  nextAttemptAt: Instant,
): OutboxEntry {
  if (entry.state !== OutboxState.waiting) return entry;
  return { ...entry, reason, nextAttemptAt };
}

/** The entry after the server refused it for good. Only waiting work is parked, as with {@link postponed}. */
export function parked(entry: OutboxEntry, reason: ExchangeReason): OutboxEntry {
  if (entry.state !== OutboxState.waiting) return entry;
  const { nextAttemptAt: _nextAttemptAt, ...rest } = entry;
  return { ...rest, state: OutboxState.parked, reason };
}
