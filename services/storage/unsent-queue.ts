import { oursOverTheirRecord, rebaseRecord } from '../domain/unsent-work/disable-wins.ts';
import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import { resetFirst } from '../domain/unsent-work/reset-first.ts';
import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';
import {
  isEndedRegistration,
  withoutEndedCodes,
  withoutEndedCodesInEntry,
} from './ended-registration.ts';
import type { RecordBody } from './record-row.ts';

/** The unsent changes of one record after its base has changed. */
export interface RebasedQueue {
  /** The record with every unsent change on top; `undefined` = there is no such record any more. */
  readonly body: RecordBody | undefined;
  /** Entries still to be sent or decided on, in order. */
  readonly kept: readonly OutboxEntry[];
  /** Entries of which nothing is left to send, and why. */
  readonly dropped: readonly DroppedEntry[];
}

export interface DroppedEntry {
  readonly entry: OutboxEntry;
  readonly why: DropReason;
}

export const DropReason = {
  /** The server says the same already: its change arrived, or somebody else made the same. */
  shared: 'shared',
  /** It ends codes that have ended otherwise. */
  moot: 'moot',
  /** It changes a record that is no longer there. */
  orphaned: 'orphaned',
  /** Somebody else has reset the account first. */
  resetElsewhere: 'reset-elsewhere',
  /** It collides, and staff have taken the other version. */
  givenUp: 'given-up',
} as const;
export type DropReason = (typeof DropReason)[keyof typeof DropReason];

/** What becomes of an entry that cannot be put on the record's new base. */
export type OnConflict = (entry: OutboxEntry) => 'ask' | 'drop';

/** People choose. */
export const ASK: OnConflict = () => 'ask';

/**
 * Puts the unsent changes of one record, in order, on top of `base` (the server's version, `undefined` when the server
 * has none). What cannot be put there becomes a conflict, or is dropped when `onConflict` says so; entries after a
 * conflict wait as they are.
 */
export function rebaseQueue(
  base: RecordBody | undefined,
  entries: readonly OutboxEntry[],
  onConflict: OnConflict = ASK,
): RebasedQueue {
  const kept: OutboxEntry[] = [];
  const dropped: DroppedEntry[] = [];
  let body = base;
  let blocked = false;
  for (const entry of entries) {
    const step = rebaseEntry(body, entry, { blocked, onConflict });
    if (typeof step === 'string') {
      dropped.push({ entry, why: step });
      continue;
    }
    kept.push(withoutEndedCodesInEntry(step.entry));
    body = withoutEndedCodes(step.body);
    blocked ||= step.entry.state === OutboxState.conflict;
  }
  return { body, kept, dropped };
}

interface RebaseRules {
  readonly blocked: boolean;
  readonly onConflict: OnConflict;
}

/** The entry on top of `body` and the record that results, or why nothing is left of it. */
function rebaseEntry(
  body: RecordBody | undefined,
  entry: OutboxEntry,
  rules: RebaseRules,
): { readonly entry: OutboxEntry; readonly body: RecordBody } | DropReason {
  if (body === undefined)
    return entry.before === undefined ? { entry, body: entry.after.body } : DropReason.orphaned;
  const met = metWithReset(entry, body);
  return met === 'reset-elsewhere' ? DropReason.resetElsewhere : rebaseChange(body, met, rules);
}

/** The entry as it is to be put on `body`, where one of the two has reset the account without the other's knowing. */
function metWithReset(entry: OutboxEntry, body: RecordBody): OutboxEntry | 'reset-elsewhere' {
  const { before, after } = entry;
  const areAccounts =
    after.kind === 'account' &&
    before !== undefined &&
    'accountId' in before &&
    'accountId' in body;
  if (!areAccounts) return entry;
  const met = resetFirst(before, after.body, body);
  if (met === 'reset-elsewhere') return met;
  const isUntouched = met.before === before && met.ours === after.body;
  return isUntouched
    ? entry
    : { ...entry, before: met.before, after: { ...after, body: met.ours } };
}

function rebaseChange(
  body: RecordBody,
  entry: OutboxEntry,
  rules: RebaseRules,
): { readonly entry: OutboxEntry; readonly body: RecordBody } | DropReason {
  const { before } = entry;
  const after = entry.after.body;
  // Ids are made here, so a server that has the record has had our create.
  if (before === undefined) return DropReason.shared;
  // Codes that have been used, or have ended otherwise, cannot be ended again: there is nothing to choose.
  if (isEndedRegistration(body) && !isEndedRegistration(before)) return DropReason.moot;
  if (rules.blocked) return { entry, body: oursOverTheirRecord(before, after, body) };
  if (samePlainData(before, after)) return DropReason.shared;
  if (samePlainData(before, body) && entry.state !== OutboxState.conflict) {
    return { entry, body: after };
  }
  const rebased = rebaseRecord(before, after, body);
  if (!rebased.ok) {
    if (rules.onConflict(entry) === 'drop') return DropReason.givenUp;
    return { entry: inConflict(entry, body), body: oursOverTheirRecord(before, after, body) };
  }
  if (samePlainData(rebased.after, body)) return DropReason.shared;
  return { entry: onTopOf(entry, body, rebased.after), body: rebased.after };
}

/** The entry as a change of `before` to `after`; a conflict it was in has gone away. */
export function onTopOf(entry: OutboxEntry, before: RecordBody, after: RecordBody): OutboxEntry {
  const moved = {
    ...entry,
    before,
    after: { ...entry.after, body: after } as OutboxEntry['after'],
  };
  return entry.state === OutboxState.conflict ? waitingAgain(moved) : moved;
}

/** The entry ready to be sent at once. Its attempts stay: one of them may have arrived unheard. */
export function waitingAgain(entry: OutboxEntry): OutboxEntry {
  return { ...withoutOutcome(entry), state: OutboxState.waiting };
}

/** The entry without what became of it so far. */
export function withoutOutcome(entry: OutboxEntry): Omit<OutboxEntry, 'state'> {
  const { state: _state, reason: _reason, theirs: _theirs, nextAttemptAt: _next, ...rest } = entry;
  return rest;
}

function inConflict(entry: OutboxEntry, theirs: RecordBody): OutboxEntry {
  return { ...withoutOutcome(entry), state: OutboxState.conflict, theirs };
}
