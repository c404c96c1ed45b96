import type { Version } from './version.ts';

/** What an answer has to go through before it is sent. */
export interface Mishap {
  /** Answer with this instead of doing anything. */
  readonly refuse?: 'busy' | 'conflict';
  /** Do everything, then break the connection without an answer. */
  readonly dropAnswer: boolean;
  /** Do everything a second time after the answer, as a network that delivers twice. */
  readonly repeat: boolean;
}

/** A request as faults see it. */
export interface FaultCandidate {
  readonly method: string;
  /** Within the server's base, without parameters: `Person/1`. */
  readonly path: string;
}

/**
 * Makes the server misbehave as real ones and networks do, for tests. Everything is off until set,
 * and it is set by whoever holds this object: nothing in it can be reached over HTTP. All settings
 * are plain values, so `Object.assign` from JSON works. Reading `metadata` is never disturbed.
 */
export class Faults {
  /** The next so many requests that write are carried out, then their connection is broken. */
  dropAnswers = 0;
  /** The next so many requests that write are carried out twice; the second time after the answer. */
  repeatRequests = 0;
  /** How long after the answer the second time comes, in milliseconds. */
  repeatAfterMs = 20;
  /** The next so many requests are answered 503 and not carried out. */
  busy = 0;
  /** `Retry-After` of those answers, in seconds. */
  retryAfterSeconds = 1;
  /** The next so many updates (PUT and transactions) are answered 409 and not carried out. */
  conflicts = 0;
  /** Every answer waits so long, in milliseconds. */
  delayAnswersMs = 0;
  /** Searches do not see a version until it is this old, in milliseconds. Reading by id does. */
  hideWritesMs = 0;
  /** Subscriptions are refused with 403. */
  refuseSubscriptions = false;
  /** WebSockets stand, and nothing is sent over them. */
  silentHints = false;
  /** The next so many changes are counted for a Subscription, and nobody is told of them. */
  loseHints = 0;
  /** Instead of the next so many messages over WebSockets, their connection breaks. */
  cutSockets = 0;
  /** Before each message over a WebSocket come others: huge, none that make sense, of others' Subscriptions. */
  hostileHints = false;
  /** Signs of life are agreed to be so far apart, in seconds, whatever is asked for; 0 = as asked for. */
  heartbeatSeconds = 0;
  /** No binding tokens and no heartbeats: WebSockets as in FHIR R4. */
  plainWebSocket = false;
  /** Text that the path of a request must contain for the counted faults to touch it. */
  onlyPath = '';

  #hideWrites = false;
  readonly #hidden = new Set<Version>();
  readonly #late = new Set<Promise<void>>();

  /** While true, searches do not see what is written meanwhile; false shows it. */
  get hideWrites(): boolean {
    return this.#hideWrites;
  }

  set hideWrites(hide: boolean) {
    this.#hidden.clear();
    this.#hideWrites = hide;
  }

  /** Everything back to normal. */
  clear(): void {
    Object.assign(this, new Faults());
    this.hideWrites = false;
  }

  /** The server tells what was committed. */
  committed(versions: readonly Version[]): void {
    if (this.#hideWrites) versions.forEach((version) => this.#hidden.add(version));
  }

  /** Whether a client's search may see a version yet. `now` in milliseconds since 1970. */
  isSearchable(version: Version, now: number): boolean {
    if (this.#hidden.has(version)) return false;
    return this.hideWritesMs <= 0 || now - Date.parse(version.lastUpdated) >= this.hideWritesMs;
  }

  /** Decides what befalls a request, and counts it off. */
  next(request: FaultCandidate): Mishap {
    const spared = request.path === 'metadata' || !request.path.includes(this.onlyPath);
    if (spared) return { dropAnswer: false, repeat: false };
    if (this.#take('busy')) return { refuse: 'busy', dropAnswer: false, repeat: false };
    if (isUpdate(request) && this.#take('conflicts')) {
      return { refuse: 'conflict', dropAnswer: false, repeat: false };
    }
    const writes = isWrite(request);
    return {
      dropAnswer: writes && this.#take('dropAnswers'),
      repeat: writes && this.#take('repeatRequests'),
    };
  }

  /** Whether nobody is told of a change, and counts it off. */
  losesHint(): boolean {
    return this.#take('loseHints');
  }

  /** Whether a WebSocket breaks instead of a message, and counts it off. */
  cutsSocket(): boolean {
    return this.#take('cutSockets');
  }

  /** Does something once more, later. */
  repeatLater(work: () => Promise<unknown>): void {
    const late = new Promise((resolve) => setTimeout(resolve, this.repeatAfterMs))
      .then(work)
      .then(() => {
        this.#late.delete(late);
      });
    this.#late.add(late);
  }

  /** Resolves when no late repetition is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#late);
  }

  #take(counter: Counter): boolean {
    if (this[counter] <= 0) return false;
    this[counter] -= 1;
    return true;
  }
}

type Counter = 'busy' | 'conflicts' | 'dropAnswers' | 'repeatRequests' | 'loseHints' | 'cutSockets';

function isUpdate({ method, path }: FaultCandidate): boolean {
  return method === 'PUT' || (method === 'POST' && path === '');
}

function isWrite({ method, path }: FaultCandidate): boolean {
  return method !== 'GET' && method !== 'HEAD' && !path.endsWith('_search');
}
