import type { Subscription } from 'fhir/r4';
import { FhirChangeHints } from '../../../../services/fhir/subscriptions/fhir-change-hints.ts';
import { FhirRemoteRecords } from '../../../../services/fhir/fhir-remote-records.ts';
import type { StaffSession, StaffSessions } from '../../../../services/ports/practice-host.ts';
import type { RemoteAccess } from '../../../../services/ports/remote-access.ts';
import type { RemoteRecords } from '../../../../services/ports/remote-records.ts';
import { NEVER } from 'rxjs';
import { RECEPTIONIST } from '../../../fakes/sample-shared-records.ts';
import { sessionOf } from '../../sync/workstation.ts';
import type { TestServer } from '../test-server.ts';

/** Who is signed in, as a test says. */
export class SignedIn implements StaffSessions {
  readonly session$ = NEVER;
  readonly colleagues$ = NEVER;
  private session: StaffSession | null = sessionOf(RECEPTIONIST);

  current(): StaffSession | null {
    return this.session;
  }

  signOut(): void {
    this.session = null;
  }
}

/** A page at a workstation of a practice, that listens. */
export function listeningPage(
  server: TestServer,
  access: RemoteAccess = server.access,
  workstation = 'A',
  signedIn: StaffSessions = new SignedIn(),
): FhirChangeHints {
  const databaseName = `online-services.${access.practiceId}.${workstation}`;
  return new FhirChangeHints(access, server.clock, { databaseName }, signedIn);
}

/** The same, told where WebSockets as in R4 are. */
export function toldOfWebSocket(access: RemoteAccess): RemoteAccess {
  return { ...access, webSocketUrl: `${access.baseUrl}/ws` };
}

export function recordsOf(server: TestServer, access: RemoteAccess = server.access): RemoteRecords {
  return new FhirRemoteRecords(access, server.clock);
}

/** All that the server has, whoever's. */
export async function subscriptionsOf(server: TestServer): Promise<readonly Subscription[]> {
  const answer = await server.request('Subscription?_count=1000');
  const bundle = (await answer.json()) as { entry?: readonly { resource: Subscription }[] };
  return (bundle.entry ?? []).map(({ resource }) => resource);
}
