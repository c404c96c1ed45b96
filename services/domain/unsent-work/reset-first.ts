/** How a change of an account meets a reset of it that one side had not heard of: the reset comes first. */
import { isReset } from '../account/account-state.ts';
import { OFFER_FIELDS } from '../contacts/offered-contact.ts';
import type { AccountRecord } from '../records.ts';
import { samePlainData } from './plain-data.ts';

/** What a reset decides, as one. */
const DECIDED = [
  'status',
  'registeredAt',
  'activatedAt',
  'lockedAt',
  'lockedUntil',
  'activateBy',
  'reminder',
  'resetAt',
  'resetId',
  'resetBy',
  ...OFFER_FIELDS,
] as const satisfies readonly (keyof AccountRecord)[];

/** A change as it is to be put on what others made of the account. */
export interface Meeting {
  readonly before: AccountRecord;
  readonly ours: AccountRecord;
}

/**
 * Our change of `before` to `ours`, where others made `theirs` of it:
 *
 * - Of what somebody registered, activated, locked or unlocked, nothing outlives a reset, whoever sends last;
 * - Of two resets the first to arrive stands: `'reset-elsewhere'`, there is nothing left of ours;
 * - What the patient has typed at the website since is still to be decided about: we had seen what they typed before;
 * - Everything else about the account is put together as with any change.
 */
export function resetFirst(
  before: AccountRecord,
  ours: AccountRecord,
  theirs: AccountRecord,
): Meeting | 'reset-elsewhere' {
  if (!isReset(before, ours)) {
    if (before.resetId === theirs.resetId) {
      return { before, ours: undecided(before, ours, theirs) };
    }
    // What ours decided was about an account that has been reset since.
    return { before: decidedAs(theirs, before), ours: decidedAs(theirs, ours) };
  }
  const hasArrived = theirs.resetId === ours.resetId;
  if (hasArrived) return { before: decidedAs(theirs, before), ours: decidedAs(theirs, ours) };
  return isReset(before, theirs) ? 'reset-elsewhere' : { before: decidedAs(theirs, before), ours };
}

/** Ours without what it decided about a contact in place of which there is another by now; else the same object. */
function undecided(
  before: AccountRecord,
  ours: AccountRecord,
  theirs: AccountRecord,
): AccountRecord {
  const newer = OFFER_FIELDS.filter(
    (name) =>
      before[name] !== undefined &&
      ours[name] === undefined &&
      theirs[name] !== undefined &&
      !samePlainData(before[name], theirs[name]),
  );
  const kept = newer.map((name) => [name, before[name]] as const);
  return kept.length === 0 ? ours : { ...ours, ...Object.fromEntries(kept) };
}

function decidedAs(decided: AccountRecord, account: AccountRecord): AccountRecord {
  const kept = Object.entries(account).filter(([name]) => !isDecided(name));
  const taken = Object.entries(decided).filter(([name]) => isDecided(name));
  // Both are accounts, and each name is taken from one of them.
  return Object.fromEntries([...kept, ...taken]) as unknown as AccountRecord;
}

function isDecided(name: string): boolean {
  return (DECIDED as readonly string[]).includes(name);
}
