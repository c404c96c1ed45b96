/** Which class answers which token, for looking at the server itself. Loaded once everything has been fetched. */
import type { DependencyContainer } from 'tsyringe';
import { FhirServerLook } from '../services/fhir/fhir-server-look.ts';
import { SERVER_LOOK } from '../services/ports/server-look.ts';
import { ServerWatch } from '../services/sync/server-watch.ts';
import { registerMissing } from './lazily.ts';

export function composeServerWatch(container: DependencyContainer): ServerWatch {
  registerMissing(container)(SERVER_LOOK, FhirServerLook);
  return container.resolve(ServerWatch);
}
