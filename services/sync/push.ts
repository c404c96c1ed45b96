import type { OutboxEntry } from '../ports/outbox.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import { turnOfOthers } from '../streams/turn-of-others.ts';
import { sendEntry, type SendStep } from './send-entry.ts';
import type { SyncWork } from './sync-work.ts';

/** After so many "busy" answers in a row it is the server, not one entry. */
const BUSY_IN_A_ROW = 3;
/** How often one entry is put on a newer version and sent again in one pass. */
const REBASES_IN_A_PASS = 5;

/**
 * For each entry that is with the server so many are under way: while answers are being stored, all in one go, the server works
 * on the next.
 */
const UNDER_WAY = 3;

/**
 * Sends all that may be sent now. Resolves to what stopped it, or `undefined` when everything had its turn; an entry
 * that did not go out waits, is parked or in conflict in the outbox. Nothing is under way any more when it ends. Throws
 * LeaseLost when another tab has taken over.
 */
export async function push(work: SyncWork): Promise<RemoteFailure | undefined> {
  const turns = new PassTurns();
  const underWay = new Map<OutboxEntry, Promise<void>>();
  const withServer = new Set<OutboxEntry>();
  const answers = new Answers();
  try {
    for (;;) {
      const { writesAtOnce: most } = work.remote;
      const free = Math.min(most - withServer.size, UNDER_WAY * most - underWay.size);
      const count = turns.failure === undefined ? free : 0;
      for (const entry of await nextEntries(work, count, turns.over)) {
        if (!mayGoBeside(underWay.keys(), entry)) break;
        underWay.set(entry, send(entry));
      }
      if (underWay.size === 0) return turns.failure;
      await Promise.race([...underWay.values(), answers.next()]);
    }
  } finally {
    await Promise.allSettled(underWay.values());
  }

  async function send(entry: OutboxEntry): Promise<void> {
    const answered = (): void => {
      withServer.delete(entry);
      answers.came();
    };
    turns.over.add(entry.id);
    withServer.add(entry);
    turns.took(entry, await sendEntry(entry, { ...work, answered }));
    underWay.delete(entry);
    answered();
  }
}

/** Wakes who waits for the next answer, and those that come with it; one that came since the last is not missed. */
class Answers {
  private hasCome = false;
  private wake: () => void = () => undefined;

  came(): void {
    this.hasCome = true;
    this.wake();
  }

  async next(): Promise<void> {
    if (!this.hasCome) {
      await new Promise<void>((wake) => {
        this.wake = wake;
      });
    }
    this.hasCome = false;
    await turnOfOthers();
  }
}

/** What was done is told to the server after the doing: an audit row waits for the records before it. */
function mayGoBeside(underWay: Iterable<OutboxEntry>, { kind }: OutboxEntry): boolean {
  return kind !== 'audit' || [...underWay].every((other) => other.kind === 'audit');
}

/** Keeps a pass from going round in circles. */
class PassTurns {
  /** Entries that are under way or have had their turn. */
  readonly over = new Set<string>();
  /** What ends the pass. */
  failure: RemoteFailure | undefined;
  private readonly rebases = new Map<string, number>();
  private busy = 0;

  /** Notes what became of an entry's turn. */
  took(entry: OutboxEntry, step: SendStep): void {
    if (step.kind === 'rebased') {
      const rebases = (this.rebases.get(entry.id) ?? 0) + 1;
      this.rebases.set(entry.id, rebases);
      if (rebases < REBASES_IN_A_PASS) this.over.delete(entry.id);
    } else if (step.kind === 'settled') this.busy = 0;
    else if (this.endsPass(step.failure)) this.failure = graver(this.failure, step.failure);
  }

  private endsPass(failure: RemoteFailure): boolean {
    if (failure.kind === 'unreachable' || failure.kind === 'unauthorised') return true;
    this.busy += 1;
    const asked = failure.kind === 'busy' && failure.retryAfterMs !== undefined;
    return asked || this.busy >= BUSY_IN_A_ROW;
  }
}

/** Of several that came at once: the one that asks for the longest pause, else the refused sign-in, else the first. */
function graver(one: RemoteFailure | undefined, other: RemoteFailure): RemoteFailure {
  if (one === undefined) return other;
  const [asked, askedByOther] = [askedPause(one), askedPause(other)];
  const isGraver = askedByOther > asked || (asked === 0 && other.kind === 'unauthorised');
  return isGraver ? other : one;
}

function askedPause(failure: RemoteFailure): number {
  return failure.kind === 'busy' ? (failure.retryAfterMs ?? 0) : 0;
}

/** The entries whose turn it is; none once the work is given up, also while the answer is awaited. */
async function nextEntries(
  { outbox, staffId, environment, signal }: SyncWork,
  count: number,
  except: ReadonlySet<string>,
): Promise<readonly OutboxEntry[]> {
  if (signal.aborted || count <= 0) return [];
  const entries = await outbox.next({ staffId, now: environment.now(), count, except });
  return isAborted(signal) ? [] : entries;
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
