import type { Instant } from '../domain/records.ts';
import type { OutboxEntry } from '../ports/outbox.ts';

/** Records go before audit rows: a patient waits for an account, nobody for its audit. */
export type Lane = 'record' | 'audit';

/**
 * In the place of a person's id: audit rows are sent by whoever is signed in, for they say themselves who did what. The
 * work of somebody who has left would else never be accounted for.
 */
export const ANYBODY = '';

/** Whose queue a lane of this person's sign-in is. */
export function senderOf(lane: Lane, staffId: string): string {
  return lane === 'audit' ? ANYBODY : staffId;
}

/**
 * The place of an entry that nothing holds up in the queue of who may send it: what is next is found by index, however
 * long the queue is. Either it may go at once, in its lane, or it is tried again when due.
 */
export interface Turn {
  /** Whose sign-in it waits for, or {@link ANYBODY}. */
  readonly staffId: string;
  readonly lane?: Lane;
  readonly due?: Instant;
}

/** An entry as it is stored. */
export interface QueuedEntry extends OutboxEntry {
  /** Absent while something holds the entry up, or it is not to be sent. */
  readonly turn?: Turn;
}

/** An entry before the database has given it its place in the sequence. */
export type NewEntry = Omit<QueuedEntry, 'sequence'>;

/** An entry without what only the queue needs to know. */
export function withoutTurn({ turn: _turn, ...entry }: QueuedEntry): OutboxEntry {
  return entry;
}
