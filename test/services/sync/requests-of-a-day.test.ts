import { expect } from '@open-wc/testing';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { Workstation, type WorkstationStorage } from './workstation.ts';

const HOUR = 3_600_000;

describe('The requests of a workstation', () => {
  let server: InMemoryServer;
  let desk: Workstation | undefined;

  beforeEach(() => {
    server = new InMemoryServer();
    server.clock = Date.now() - HOUR;
  });
  afterEach(() => {
    desk?.close();
  });

  function workstation(storage?: WorkstationStorage): Workstation {
    const clock = new TrustedClock(BROWSER_TIME);
    const remote = server.remote(PRACTICE_ID, clock);
    desk = new Workstation(remote, { clock, ...(storage !== undefined && { storage }) });
    return desk;
  }

  function onServer(count: number): void {
    for (let made = 0; made < count; made += 1) {
      server.add('account', sampleAccount(), crypto.randomUUID());
    }
  }

  it('are one for a look at all kinds, and in a new database one before whether practices are kept apart', async () => {
    const first = workstation().start();
    await first.phase(SyncPhase.idle);
    expect(server.requests).to.equal(2);

    const { length } = first.states;
    first.engine.nudge();
    await first.eventually(() => first.states.length > length, 'another look');
    expect(server.requests).to.equal(3);
  });

  it('are one after a restart on the same day, which does not bring the whole practice again', async () => {
    onServer(40);
    server.clock += HOUR;
    const first = workstation().start();
    await first.phase(SyncPhase.idle);
    const { length } = first.states;
    first.engine.nudge();
    await first.eventually(() => first.states.length > length, 'a look after the time is known');
    first.close();

    server.requests = server.given = 0;
    const next = workstation(first.storage).start();
    await next.phase(SyncPhase.idle);
    expect(server.requests).to.equal(1);
    expect(server.given, 'the last one, to see what else has its time stamp').to.equal(1);
  });
});
