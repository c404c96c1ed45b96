/** Which class answers which token, for the exchange with the shared record. Loaded once the tab has been painted. */
import { concat, from, of, switchMap, type Observable } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { FhirRemoteRecords } from '../services/fhir/fhir-remote-records.ts';
import { PULL_JOURNAL } from '../services/ports/outbox.ts';
import * as access from '../services/ports/remote-access.ts';
import { REMOTE_RECORDS } from '../services/ports/remote-records.ts';
import type { SyncControl, SyncState } from '../services/ports/sync-control.ts';
import { SYNC_LEASE, type SyncLease } from '../services/ports/sync-lease.ts';
import { DexiePullJournal } from '../services/storage/dexie-pull-journal.ts';
import { SyncEngine } from '../services/sync/sync-engine.ts';
import { DEFAULT_SYNC_TIMING, SYNC_TIMING } from '../services/sync/sync-timing.ts';
import { LISTEN, type Listen } from '../services/sync/told.ts';
import { WebLockLease } from '../services/sync/web-lock-lease.ts';
import { loadWords } from '../services/words/words.ts';
import type { Disposables } from './disposables.ts';
import { registerMissing } from './lazily.ts';
import { loadingLater } from './loading-later.ts';
import { registerOutbox } from './outbox-container.ts';
import { lookAtServer } from './server-looking.ts';
import { remindLater } from './reminding-later.ts';
import { sweepLater } from './sweeping.ts';

/** Adds what the exchange needs to the activation's container and hands out who does it. */
export function composeSync(container: DependencyContainer, disposables: Disposables): SyncControl {
  const one = registerMissing(container);
  registerOutbox(container);
  one(REMOTE_RECORDS, FhirRemoteRecords);
  one(PULL_JOURNAL, DexiePullJournal);
  one<SyncLease>(SYNC_LEASE, WebLockLease);
  container.registerInstance(SYNC_TIMING, DEFAULT_SYNC_TIMING);
  container.registerInstance(LISTEN, listenLater(container));
  disposables.add(sweepLater(container));
  if (container.resolve(access.STORAGE_KEY_SOURCE).storageKey === undefined) {
    clearAtSignOut(container, disposables);
  }
  const engine = container.resolve(SyncEngine);
  disposables.add(lookAtServer(container, engine.state$));
  disposables.add(remindLater(container, engine.state$));
  return {
    state$: engine.state$.pipe(switchMap(untilWhyIsSaid)),
    start: () => engine.start(),
    nudge: () => {
      engine.nudge();
    },
    reconcile: () => engine.reconcile(),
  };
}

/** Nothing waits for what listens to the server, so it loads when all else is done: looks find the changes meanwhile. */
function listenLater(container: DependencyContainer): Listen {
  const part$ = loadingLater(container, 'server-hints', () => import('./server-hints.ts'));
  return (came$) => part$.pipe(switchMap(({ listen }) => listen(container, came$)));
}

/** The words for failures are fetched with the first: it is told at once, and why as soon as that can be said. */
function untilWhyIsSaid(state: SyncState): Observable<SyncState> {
  if (state.reason === undefined) return of(state);
  const said = loadWords('exchange').then(
    () => ({ ...state }),
    () => state,
  );
  return concat(of(state), from(said));
}

/** Where the host has no key, what was shared lies in the clear; few hosts need what clears it. */
function clearAtSignOut(container: DependencyContainer, disposables: Disposables): void {
  import('./signed-out.ts')
    .then((part) => disposables.add(part.clearAtSignOut(container)))
    .catch(() => {
      const log = container.resolve(access.LOG);
      log.write('error', 'What is kept here is not cleared at sign-out');
    });
}
