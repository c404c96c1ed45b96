/** What listens to a server that tells of changes. Loads once all has been fetched that was there before. */
import type { Observable } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { FhirChangeHints } from '../services/fhir/subscriptions/fhir-change-hints.ts';
import { CHANGE_HINTS } from '../services/ports/change-hints.ts';
import { ENVIRONMENT } from '../services/ports/practice-host.ts';
import { LOG } from '../services/ports/remote-access.ts';
import { listening } from '../services/sync/listening.ts';
import { SYNC_TIMING } from '../services/sync/sync-timing.ts';
import type { Told } from '../services/sync/told.ts';
import { registerMissing } from './lazily.ts';

/** Listens for one session, with what the activation's container has. */
export function listen(
  container: DependencyContainer,
  came$: Observable<unknown>,
): Observable<Told> {
  registerMissing(container)(CHANGE_HINTS, FhirChangeHints);
  const environment = container.resolve(ENVIRONMENT);
  const ports = {
    hints: container.resolve(CHANGE_HINTS),
    log: container.resolve(LOG),
    elapsed: () => environment.elapsed(),
    random: container.resolve(SYNC_TIMING).random,
  };
  return listening(ports, came$);
}
