import { RegistrationState, type Instant, type TaggedRecord } from '../domain/records.ts';
import { LONGEST_PAUSE_MS, OutboxState, type OutboxEntry } from '../ports/outbox.ts';
import { after } from './sync-work.ts';

/** Who sends, when, and what has had its turn in this pass. */
export interface SendTurn {
  /** Only this person's work is sent: an entry goes as its author or not at all. */
  readonly staffId: string;
  readonly now: Instant;
  /** Entry ids to pass over. */
  readonly except?: ReadonlySet<string>;
}

/**
 * The first entry that may be sent now, in order of making. An entry waits for every earlier unsettled one of its record,
 * what belongs to an account waits until the account has been created, and new codes wait until the endings of older ones,
 * made before them, have gone out: never two sets of codes that work. So one that is stuck holds up its own kin
 * and nobody else. Audit rows go when everything else has gone: a patient waits for an account, nobody for its audit.
 */
export function nextToSend(
  entries: readonly OutboxEntry[],
  turn: SendTurn,
): OutboxEntry | undefined {
  const unsettled = auditLast(entries.filter((entry) => entry.state !== OutboxState.superseded));
  const accountsToCome = new Set(unsettled.filter(isAccountCreation).map((each) => each.recordId));
  const held = new Set<string>();
  const codesToEnd = new Set<string>();
  for (const entry of unsettled) {
    const record = `${entry.kind}/${entry.recordId}`;
    const account = accountOf(entry.after);
    const free =
      !held.has(record) &&
      (account === undefined || !accountsToCome.has(account)) &&
      !(isNewRegistration(entry) && account !== undefined && codesToEnd.has(account));
    if (free && isDue(entry, turn)) return entry;
    held.add(record);
    if (account !== undefined && endsCodes(entry)) codesToEnd.add(account);
  }
  return undefined;
}

function auditLast(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const isAudit = ({ kind }: OutboxEntry): boolean => kind === 'audit';
  return [...entries.filter((entry) => !isAudit(entry)), ...entries.filter(isAudit)];
}

/** When the earliest postponed entry of this person may be tried again, if there is any. */
export function nextDue(entries: readonly OutboxEntry[], staffId: string): Instant | undefined {
  return entries
    .filter((entry) => entry.state === OutboxState.waiting && entry.author.id === staffId)
    .flatMap((entry) => entry.nextAttemptAt ?? [])
    .sort()[0];
}

function isDue(entry: OutboxEntry, turn: SendTurn): boolean {
  return (
    entry.state === OutboxState.waiting &&
    entry.author.id === turn.staffId &&
    !isPutOff(entry, turn.now) &&
    turn.except?.has(entry.id) !== true
  );
}

function isPutOff({ nextAttemptAt }: OutboxEntry, now: Instant): boolean {
  if (nextAttemptAt === undefined) return false;
  return nextAttemptAt > now && nextAttemptAt <= after(now, LONGEST_PAUSE_MS);
}

function isAccountCreation(entry: OutboxEntry): boolean {
  return entry.kind === 'account' && entry.before === undefined;
}

function isNewRegistration(entry: OutboxEntry): boolean {
  return entry.kind === 'registration' && entry.before === undefined;
}

function endsCodes({ after, before }: OutboxEntry): boolean {
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
