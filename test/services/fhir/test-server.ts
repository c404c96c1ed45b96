import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import type { Clock } from '../../../services/ports/clock.ts';
import type { RemoteAccess } from '../../../services/ports/remote-access.ts';
import { PRACTICE_ID } from '../../fakes/sample-shared-records.ts';

/** A FHIR server of a test's own, over real HTTP. */
export interface TestServer {
  readonly access: RemoteAccess;
  /** Told by the server's answers. */
  readonly clock: Clock;
  accessOf(practiceId: string): RemoteAccess;
  /** Sets the server's faults, e.g. `{ dropAnswers: 1 }`. */
  faults(settings: Readonly<Record<string, number | boolean | string>>): Promise<void>;
  /** A plain request with the test's token. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** A fresh, empty server. */
export function testServer(): TestServer {
  const baseUrl = `${location.origin}/test-fhir/${crypto.randomUUID()}`;
  const accessOf = (practiceId: string): RemoteAccess => ({
    baseUrl,
    practiceId,
    workstation: 'desk-1',
    accessToken: () => Promise.resolve('test-token'),
  });
  return {
    access: accessOf(PRACTICE_ID),
    clock: new TrustedClock(BROWSER_TIME),
    accessOf,
    async faults(settings) {
      const body = JSON.stringify(settings);
      await fetch(`${baseUrl}/$faults`, { method: 'POST', body });
    },
    request: (path, init = {}) =>
      fetch(`${baseUrl}/${path}`, {
        ...init,
        headers: {
          Authorization: 'Bearer test-token',
          'Content-Type': 'application/fhir+json',
          ...(init.headers as Record<string, string> | undefined),
        },
      }),
  };
}
