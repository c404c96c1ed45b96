import type { OutboxEntry } from '../ports/outbox.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import { sendEntry, type SendStep } from './send-entry.ts';
import type { SyncWork } from './sync-work.ts';

/** After so many "busy" answers in a row it is the server, not one entry. */
const BUSY_IN_A_ROW = 3;
/** How often one entry is put on a newer version and sent again in one pass. */
const REBASES_IN_A_PASS = 5;

/**
 * Sends all that may be sent now. Resolves to what stopped it, or `undefined` when everything had its turn; an entry
 * that did not go out waits, is parked or in conflict in the outbox.
 */
export async function push(work: SyncWork): Promise<RemoteFailure | undefined> {
  const turns = new PassTurns();
  for (;;) {
    const entry = await nextEntry(work, turns.over);
    if (entry === undefined) return undefined;
    const step = await sendEntry(entry, work);
    const failure = turns.took(entry, step);
    if (failure !== undefined) return failure;
  }
}

/** Keeps a pass from going round in circles. */
class PassTurns {
  readonly over = new Set<string>();
  private readonly rebases = new Map<string, number>();
  private busy = 0;

  /** Notes what became of an entry's turn; gives the failure that ends the pass, if it does. */
  took(entry: OutboxEntry, step: SendStep): RemoteFailure | undefined {
    if (step.kind === 'rebased') {
      const rebases = (this.rebases.get(entry.id) ?? 0) + 1;
      this.rebases.set(entry.id, rebases);
      if (rebases >= REBASES_IN_A_PASS) this.over.add(entry.id);
      return undefined;
    }
    this.over.add(entry.id);
    if (step.kind === 'settled') {
      this.busy = 0;
      return undefined;
    }
    return this.endsPass(step.failure) ? step.failure : undefined;
  }

  private endsPass(failure: RemoteFailure): boolean {
    if (failure.kind === 'unreachable' || failure.kind === 'unauthorised') return true;
    this.busy += 1;
    const asked = failure.kind === 'busy' && failure.retryAfterMs !== undefined;
    return asked || this.busy >= BUSY_IN_A_ROW;
  }
}

/** The entry whose turn it is; none once the work is given up, also while the answer is awaited. */
async function nextEntry(
  { outbox, staffId, environment, signal }: SyncWork,
  except: ReadonlySet<string>,
): Promise<OutboxEntry | undefined> {
  if (signal.aborted) return undefined;
  const entry = await outbox.next({ staffId, now: environment.now(), except });
  return isAborted(signal) ? undefined : entry;
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
