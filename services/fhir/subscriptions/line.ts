import { Observable } from 'rxjs';
import type { ChangeHint } from '../../ports/change-hints.ts';
import type { Heard } from './notification.ts';

/** How the two sides of a WebSocket talk. */
export interface Protocol {
  readonly address: string;
  /** Ids of the subscriptions that are to be told of. */
  readonly ids: readonly string[];
  /** What is said first. */
  readonly greeting: readonly string[];
  /** What is said now and then, to hear whether somebody is there: to a server that says nothing by itself. */
  readonly question?: string;
  /** What a text says of subscriptions, of these or of others. */
  readonly heard: (text: string) => readonly Heard[];
  /** A subscription of which nothing was heard for so many milliseconds is not told of. */
  readonly silenceMs: number;
}

/** Between two questions, and two looks at what was heard. */
const ASK_EVERY_MS = 20_000;
const WATCH_EVERY_MS = 1000;
/** Nobody has so much to tell between two of those looks. */
const MOST_TEXTS = 1000;

/**
 * A WebSocket while somebody listens. Tells `open` once all its subscriptions are bound; completes when it is closed,
 * when one of them is over or silent for too long, or when there is no end to what comes.
 */
export function line(protocol: Protocol): Observable<ChangeHint> {
  return new Observable((subscriber) => {
    const socket = open(protocol.address);
    if (socket === undefined) {
      subscriber.complete();
      return undefined;
    }
    const watched = new WatchedSubscriptions(protocol, performance.now());
    let texts = 0;
    const say = (text: string): void => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    };
    const end = (): void => {
      subscriber.complete();
    };
    socket.addEventListener('open', () => {
      protocol.greeting.forEach(say);
    });
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      texts += 1;
      if (typeof data !== 'string' || subscriber.closed) return;
      const told = watched.hear(protocol.heard(data), performance.now());
      told.hints.forEach((hint) => {
        subscriber.next(hint);
      });
      if (told.isOver) end();
    });
    // An error is always followed by a close.
    socket.addEventListener('close', end);
    const watching = setInterval(() => {
      const isFlood = texts > MOST_TEXTS;
      texts = 0;
      if (isFlood || watched.isSilent(performance.now())) end();
    }, WATCH_EVERY_MS);
    const { question } = protocol;
    const asking = setInterval(() => {
      if (question !== undefined) say(question);
    }, ASK_EVERY_MS);
    return () => {
      clearInterval(watching);
      clearInterval(asking);
      socket.close();
    };
  });
}

/** Several as one: open when all are, over with the first that is. */
export function together(lines: readonly Observable<ChangeHint>[]): Observable<ChangeHint> {
  return new Observable((subscriber) => {
    let opened = 0;
    const next = (hint: ChangeHint): void => {
      if (hint === 'open') opened += 1;
      if (hint !== 'open' || opened === lines.length) subscriber.next(hint);
    };
    const complete = (): void => {
      subscriber.complete();
    };
    lines.forEach((each) => {
      subscriber.add(each.subscribe({ next, complete }));
    });
  });
}

/** As long as it goes, and no longer than so many milliseconds. */
export function endingIn(
  milliseconds: number,
  line$: Observable<ChangeHint>,
): Observable<ChangeHint> {
  return new Observable((subscriber) => {
    const ending = setTimeout(() => {
      subscriber.complete();
    }, milliseconds);
    subscriber.add(line$.subscribe(subscriber));
    return () => {
      clearTimeout(ending);
    };
  });
}

/** `undefined` where the page may not open it. */
function open(address: string): WebSocket | undefined {
  try {
    return new WebSocket(address);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** What is known of each subscription of one WebSocket. */
class WatchedSubscriptions {
  private readonly heardAt: Map<string, number>;
  private readonly counts = new Map<string, number>();
  private readonly unbound: Set<string>;

  /** Times in milliseconds, by one clock that nobody sets. */
  constructor(
    private readonly protocol: Protocol,
    now: number,
  ) {
    // Nothing that is heard of one before it is bound shows that it will be told of.
    this.heardAt = new Map(protocol.ids.map((id) => [id, now]));
    this.unbound = new Set(protocol.ids);
  }

  hear(
    all: readonly Heard[],
    now: number,
  ): { readonly hints: readonly ChangeHint[]; readonly isOver: boolean } {
    const ours = all.filter(({ id }) => this.heardAt.has(id));
    const hints = ours.flatMap((heard) => this.hintsOf(heard, now));
    return { hints, isOver: ours.some(({ says }) => says === 'over') };
  }

  isSilent(now: number): boolean {
    return [...this.heardAt.values()].some((at) => now - at > this.protocol.silenceMs);
  }

  private hintsOf({ id, says, count }: Heard, now: number): readonly ChangeHint[] {
    if (says === 'bound' || !this.unbound.has(id)) this.heardAt.set(id, now);
    if (says === 'bound') {
      if (count !== undefined) this.counts.set(id, count);
      // What changed before is looked for with the last of them.
      return this.unbound.delete(id) && this.unbound.size === 0 ? ['open'] : [];
    }
    // Another count than was heard of: something was told that did not come.
    const isGap = count !== undefined && this.counts.get(id) !== count;
    if (count !== undefined) this.counts.set(id, count);
    return says === 'changed' || isGap ? ['changed'] : [];
  }
}
