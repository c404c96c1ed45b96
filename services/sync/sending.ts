import type { RemoteFailure } from '../ports/remote-records.ts';
import type * as Push from './push.ts';
import type { SyncWork } from './sync-work.ts';

/** What is needed has not come. */
export const NOT_LOADED: RemoteFailure = {
  kind: 'unreachable',
  reason: { code: 'part-not-loaded' },
};

let sender: typeof Push | undefined;

/** Fetches what sends. What could not be fetched is asked for again the next time. */
export async function loadSender(): Promise<void> {
  sender ??= await import('./push.ts').catch(() => undefined);
}

/** As `push`: what does it is loaded once there is something to send, as most who look have nothing. */
export async function sendAll(work: SyncWork): Promise<RemoteFailure | undefined> {
  if (sender === undefined) {
    if (!(await hasSomething(work))) return undefined;
    await loadSender();
  }
  return sender === undefined ? NOT_LOADED : sender.push(work);
}

async function hasSomething({ outbox, staffId, environment }: SyncWork): Promise<boolean> {
  const [first] = await outbox.next({ staffId, now: environment.now(), count: 1 });
  return first !== undefined;
}
