import { RegistrationState, type Instant, type TaggedRecord } from '../domain/records.ts';
import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';

/** Records go before audit rows: a patient waits for an account, nobody for its audit. */
export type Lane = 'record' | 'audit';

/**
 * In the place of a person's id: audit rows are sent by whoever is signed in, for they say themselves who did what. The
 * work of somebody who has left would else never be accounted for.
 */
export const ANYBODY = '';

/**
 * The place of an entry that nothing holds up in the queue of who may send it: what is next is found by index, however long the
 * queue is. Either it may go at once, in its lane, or it is tried again when due.
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

/** Turns, by entry id, of a patient's entries given in order of making. */
export function turnsOf(entries: readonly NewEntry[]): ReadonlyMap<string, Turn> {
  const unsettled = entries.filter((entry) => entry.state !== OutboxState.superseded);
  const accountsToCome = new Set(unsettled.filter(isAccountCreation).map((each) => each.recordId));
  const held = new Set<string>();
  const codesToEnd = new Set<string>();
  const turns = new Map<string, Turn>();
  for (const entry of unsettled) {
    const record = `${entry.kind}/${entry.recordId}`;
    const account = accountOf(entry.after);
    const isFree =
      !held.has(record) &&
      (account === undefined || !accountsToCome.has(account)) &&
      !(isNewRegistration(entry) && account !== undefined && codesToEnd.has(account));
    if (isFree && entry.state === OutboxState.waiting) turns.set(entry.id, turnOf(entry));
    held.add(record);
    if (account !== undefined && endsCodes(entry)) codesToEnd.add(account);
  }
  return turns;
}

/** The lane an entry goes in. */
export function laneOf({ kind }: NewEntry): Lane {
  return kind === 'audit' ? 'audit' : 'record';
}

/** Whose queue a lane of this person's sign-in is. */
export function senderOf(lane: Lane, staffId: string): string {
  return lane === 'audit' ? ANYBODY : staffId;
}

/** The turn of an entry that nothing holds up. */
export function turnOf(entry: NewEntry): Turn {
  const lane = laneOf(entry);
  const staffId = senderOf(lane, entry.author.id);
  const due = entry.nextAttemptAt;
  return due === undefined ? { staffId, lane } : { staffId, due };
}

function isAccountCreation(entry: NewEntry): boolean {
  return entry.kind === 'account' && entry.before === undefined;
}

function isNewRegistration(entry: NewEntry): boolean {
  return entry.kind === 'registration' && entry.before === undefined;
}

function endsCodes({ after, before }: NewEntry): boolean {
  if (after.kind !== 'registration' || before === undefined) return false;
  return after.body.state !== RegistrationState.pending;
}

/** The account a record cannot be without on the server. Identity checks and audit rows stand alone. */
function accountOf(record: TaggedRecord): string | undefined {
  switch (record.kind) {
    case 'registration':
    case 'services':
    case 'letter':
      return record.body.accountKey;
    default:
      return undefined;
  }
}
