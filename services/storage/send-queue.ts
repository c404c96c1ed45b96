import { RegistrationState, type TaggedRecord } from '../domain/records.ts';
import { isReset } from '../domain/account/account-state.ts';
import { OutboxState } from '../ports/outbox.ts';
import { senderOf, type Lane, type NewEntry, type Turn } from './queued-entry.ts';

/** Turns, by entry id, of a patient's entries given in order of making. */
export function turnsOf(entries: readonly NewEntry[]): ReadonlyMap<string, Turn> {
  const unsettled = entries.filter((entry) => entry.state !== OutboxState.superseded);
  const accountsToCome = new Set(unsettled.filter(isAccountCreation).map((each) => each.recordId));
  const held = new Set<string>();
  const codesToEnd = new Set<string>();
  const resetsToCome = new Set<string>();
  const changesEndingCodes = new Set(unsettled.filter(isAboutToEndCodes).map(changeOf));
  const turns = new Map<string, Turn>();
  for (const entry of unsettled) {
    const record = `${entry.kind}/${entry.recordId}`;
    const account = accountOf(entry.after);
    const isFree =
      !held.has(record) &&
      (account === undefined || !accountsToCome.has(account)) &&
      !(isNewRegistration(entry) && waitsFor(account, codesToEnd, resetsToCome)) &&
      !(isResetEntry(entry) && changesEndingCodes.has(entry.changeId));
    if (isFree && entry.state === OutboxState.waiting) turns.set(entry.id, turnOf(entry));
    held.add(record);
    if (account !== undefined && endsCodes(entry)) codesToEnd.add(account);
    if (isResetEntry(entry)) resetsToCome.add(entry.recordId);
  }
  return turns;
}

/** The lane an entry goes in. */
export function laneOf({ kind }: NewEntry): Lane {
  return kind === 'audit' ? 'audit' : 'record';
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

/** Codes of a reset must not be there unless the reset is, which somebody else's may have come before. */
function isResetEntry({ before, after }: NewEntry): boolean {
  return (
    after.kind === 'account' &&
    before !== undefined &&
    'accountId' in before &&
    isReset(before, after.body)
  );
}

/** Codes from before a reset go first. Where the server refuses to end them, the reset waits for nobody. */
function isAboutToEndCodes(entry: NewEntry): boolean {
  return entry.state === OutboxState.waiting && endsCodes(entry);
}

function changeOf({ changeId }: NewEntry): string {
  return changeId;
}

function waitsFor(account: string | undefined, ...held: readonly ReadonlySet<string>[]): boolean {
  return account !== undefined && held.some((accounts) => accounts.has(account));
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
