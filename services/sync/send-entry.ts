import type { TaggedRecord } from '../domain/records.ts';
import { holdsSealedText } from '../domain/unsent-work/holds-sealed-text.ts';
import { LONGEST_PAUSE_MS, type OutboxEntry } from '../ports/outbox.ts';
import type { RemoteFailure, RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import { retryDelay } from './retry-policy.ts';
import { after, type SyncWork } from './sync-work.ts';

/** What became of one try. */
export type SendStep =
  /** Sent, parked, superseded or set aside for later: out of the way. */
  | { readonly kind: 'settled' }
  /** The server had moved on; the entry stands on its new version, or has become a conflict. */
  | { readonly kind: 'rebased' }
  /** Not now; the entry still waits. */
  | { readonly kind: 'failed'; readonly failure: RemoteFailure };

/** What sending one entry takes. */
export interface SendWork extends SyncWork {
  /** Says that the server has done it, and what is left is to write that down. */
  readonly answered: () => void;
}

const SETTLED: SendStep = { kind: 'settled' };
const REBASED: SendStep = { kind: 'rebased' };

/** How often one update is sent in one go to a server that refuses it though nothing has changed. */
const SENDS_IN_A_GO = 3;

/** Sent on, the work would be lost with the first patient and turn up with the second. */
const MOVED: RemoteFailure = { kind: 'rejected', reason: { code: 'moved-to-another-patient' } };

/** Sent on, a sealed text would take the place of what somebody wrote. */
const UNREADABLE: RemoteFailure = {
  kind: 'rejected',
  reason: { code: 'text-cannot-be-opened' },
};

/** A person has to tell from what the record shows now. */
const NOT_TOLD: RemoteFailure = { kind: 'rejected', reason: { code: 'arrival-not-told' } };

/** The version an update is to be built on could not be taken in. */
const NO_PROGRESS: RemoteFailure = {
  kind: 'conflict',
  reason: { code: 'record-keeps-changing' },
};

/** Sends one entry and settles it by the push protocol. Throws LeaseLost when another tab has taken over. */
export async function sendEntry(entry: OutboxEntry, work: SendWork): Promise<SendStep> {
  if (holdsSealedText(entry.after.body)) return notDone(entry, UNREADABLE, work);
  const isNew = entry.before === undefined;
  const base = isNew ? undefined : await work.outbox.serverVersion(entry);
  if (base === undefined) return create(entry, work);
  // Written down first: after a crash in the middle, too, it is known that the server may have it.
  if (!(await work.outbox.attempt(entry.id, work.epoch, base.versionId))) return SETTLED;
  // An earlier try may have arrived without our hearing of it, so look before sending again.
  return entry.attempts > 0 ? look(entry, base, work) : update(entry, base, work);
}

/** Creates are conditional, so sending one again is always safe: a try is only counted where it came to nothing. */
async function create(entry: OutboxEntry, work: SendWork): Promise<SendStep> {
  const { outbox, epoch } = work;
  const { kind, body } = namingSender(entry.after, work);
  const answer = await work.remote.create(kind, body, entry.id, work.signal);
  if (!answer.ok) {
    if (!work.signal.aborted) await outbox.attempt(entry.id, epoch);
    return notDone(entry, answer.failure, work);
  }
  const record = answer.value;
  if (isOfAnother(entry, record)) return notDone(entry, MOVED, work);
  if (record.kind === 'account' && record.body.id !== entry.recordId) {
    await outbox.supersede(entry.id, record, epoch);
    return SETTLED;
  }
  // An update whose record the server turns out to have, though its version was not known here.
  if (entry.before !== undefined && record.operationId !== entry.id) {
    return rebase(entry, record, undefined, work);
  }
  return confirm(entry, record, work);
}

/** An audit row goes as whoever is signed in, and says so beside who did it; the rest goes as its author alone. */
function namingSender(record: TaggedRecord, { staff }: SyncWork): TaggedRecord {
  return record.kind === 'audit'
    ? { kind: 'audit', body: { ...record.body, sentBy: staff } }
    : record;
}

async function update(
  entry: OutboxEntry,
  base: ServerVersion,
  work: SendWork,
  sends = 1,
): Promise<SendStep> {
  const { kind, body } = entry.after;
  const answer = await work.remote.update(kind, body, base, entry.id, work.signal);
  if (answer.ok) {
    const isOdd = isOfAnother(entry, answer.value);
    return isOdd ? notDone(entry, MOVED, work) : confirm(entry, answer.value, work);
  }
  const mayLook = answer.failure.kind === 'conflict' && sends <= SENDS_IN_A_GO;
  return mayLook ? look(entry, base, work, sends) : notDone(entry, answer.failure, work);
}

/** Whether the server's answer is about another patient than the entry. */
function isOfAnother({ patientRef }: OutboxEntry, { body }: RemoteRecord): boolean {
  return body.patientRef !== patientRef;
}

/** Tells from the server's version and history whether the entry has arrived, may be sent, or was overtaken. */
async function look(
  entry: OutboxEntry,
  base: ServerVersion,
  work: SendWork,
  sends = 0,
): Promise<SendStep> {
  const { remote, signal } = work;
  const { id, kind, sentOn } = entry;
  // The history first, also when the base is current: a pull may have put the entry on a version made after its own.
  const operation = { id, ...(sentOn !== undefined && { sentOn }) };
  const arrived = await remote.hasOperation(kind, base.id, operation, signal);
  if (!arrived.ok) return notDone(entry, arrived.failure, work);
  const answer = await remote.read(kind, base.id, signal);
  if (!answer.ok) return notDone(entry, answer.failure, work);
  const current = answer.value;
  if (isOfAnother(entry, current)) return notDone(entry, MOVED, work);
  const { versionId } = current.version;
  if (arrived.value === 'yes' || current.operationId === id) return confirm(entry, current, work);
  // What was refused at its first sending has not arrived.
  const isAbsent = arrived.value === 'no' || entry.attempts === 0;
  const untouched = isAbsent ? base.versionId : (sentOn ?? base.versionId);
  if (versionId === untouched) return update(entry, base, work, sends + 1);
  return isAbsent ? rebase(entry, current, base, work) : ask(entry, current, work);
}

/** Sent again, it might undo what somebody did after it had arrived. What the server says already needs no asking. */
async function ask(entry: OutboxEntry, current: RemoteRecord, work: SendWork): Promise<SendStep> {
  const step = await notDone(entry, NOT_TOLD, work);
  // Put on that version only now: what waits there would be sent.
  await work.outbox.rebase(entry.id, current, work.epoch);
  return step;
}

/** A rebase that leaves the entry where it was would come again and again: that is a failure, and has a pause. */
async function rebase(
  entry: OutboxEntry,
  current: RemoteRecord,
  base: ServerVersion | undefined,
  work: SendWork,
): Promise<SendStep> {
  await work.outbox.rebase(entry.id, current, work.epoch);
  const { kind, recordId } = entry;
  const { patientRef = '' } = current.body;
  const held = await work.outbox.serverVersion({ kind, recordId, patientRef });
  return held?.versionId === base?.versionId ? notDone(entry, NO_PROGRESS, work) : REBASED;
}

async function confirm(
  entry: OutboxEntry,
  record: RemoteRecord,
  work: SendWork,
): Promise<SendStep> {
  work.answered();
  await work.outbox.confirm(entry.id, record, work.epoch);
  return SETTLED;
}

async function notDone(
  entry: OutboxEntry,
  failure: RemoteFailure,
  work: SendWork,
): Promise<SendStep> {
  const { outbox, epoch } = work;
  const failed: SendStep = { kind: 'failed', failure };
  // Given up by ourselves, or not let in: the server has not spoken on this entry, so nothing is counted against it.
  if (work.signal.aborted || failure.kind === 'unauthorised') return failed;
  const postpone = () =>
    outbox.postpone(entry.id, failure.reason, nextTry(entry, failure, work), epoch);
  if (failure.kind === 'rejected') {
    // Who may not write audit entries today may be let to tomorrow. It is no reason to hold up other work.
    if (entry.kind === 'audit' && failure.notPermitted === true) await postpone();
    else await outbox.park(entry.id, failure.reason, epoch);
    return SETTLED;
  }
  await postpone();
  return failed;
}

/**
 * At once when the network returns, else with growing pauses, never longer than the longest: what a busy server asks
 * for the engine keeps by itself, by a clock that nobody sets. "At once" is not "now", for the clock may be hours
 * ahead.
 */
function nextTry(entry: OutboxEntry, failure: RemoteFailure, work: SendWork): string {
  const { timing, environment } = work;
  if (failure.kind === 'unreachable') return AT_ONCE;
  const delay = retryDelay(entry.attempts + 1, timing.busy, timing.random);
  return after(environment.now(), Math.min(delay, LONGEST_PAUSE_MS));
}

const AT_ONCE = new Date(0).toISOString();
