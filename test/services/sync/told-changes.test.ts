import { listening } from '../../../services/sync/listening.ts';
import type { Listen } from '../../../services/sync/told.ts';
import { RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { listeningPage, recordsOf, toldOfWebSocket } from '../fhir/subscriptions/listening-page.ts';
import { testServer, type TestServer } from '../fhir/test-server.ts';
import { tagged, Workstation } from './workstation.ts';

/** Engine and adapters on a server over HTTP and WebSockets. By themselves these workstations look once, at first. */
describe('A workstation that does not look by itself', () => {
  let server: TestServer;
  let desks: Workstation[];

  beforeEach(() => {
    server = testServer();
    desks = [];
  });
  afterEach(() => {
    desks.forEach((desk) => {
      desk.close();
    });
  });

  function workstation(name: string): Workstation {
    const log = { write: () => undefined };
    const hints = listeningPage(server, toldOfWebSocket(server.access), name);
    const ports = { hints, log, elapsed: () => performance.now(), random: () => Math.random() };
    const listen: Listen = (came$) => listening(ports, came$);
    const desk = new Workstation(recordsOf(server), { listen }).start();
    desks.push(desk);
    return desk;
  }

  /** A change at one is seen at the other. */
  async function seen(here: Workstation, there: Workstation): Promise<void> {
    const account = sampleAccount();
    await here.commit(RECEPTIONIST, tagged('account', account));
    await there.eventually(
      async () => (await there.stored(account.patientRef)).account !== undefined,
      'the change to be seen elsewhere',
    );
  }

  for (const [how, faults] of Object.entries({
    'with a binding token': {},
    'as in R4': { plainWebSocket: true },
  })) {
    it(`sees what others change where the server tells ${how}`, async () => {
      await server.faults(faults);
      const [here, there] = [workstation('A'), workstation('B')];
      // The first may come with the look that follows the connection; those after it have nothing else to bring them.
      await seen(here, there);
      await seen(here, there);
      await seen(there, here);
    });
  }

  it('sees what the server counted and did not tell of', async () => {
    await server.faults({ heartbeatSeconds: 1 });
    const [here, there] = [workstation('A'), workstation('B')];
    await seen(here, there);
    await server.faults({ loseHints: 100 });
    await seen(here, there);
  });

  it('sees what others change after the connection was lost', async () => {
    const [here, there] = [workstation('A'), workstation('B')];
    await seen(here, there);
    await server.faults({ cutSockets: 2 });
    await seen(here, there);
    await seen(here, there);
  });
});
