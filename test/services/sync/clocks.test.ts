import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { BUSY, UNREACHABLE } from '../../fakes/remote-failures.ts';
import { PRACTICE_ID, RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { testServer } from '../fhir/test-server.ts';
import { loadSender } from '../../../services/sync/sending.ts';
import { placeOf, tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OVERLAP_MS = 120_000;

/** A workstation whose clock somebody has set; its elapsed time is real. */
function wrongClock(ahead: { by: number }): TrustedClock {
  return new TrustedClock({ ...BROWSER_TIME, wall: () => Date.now() + ahead.by });
}

describe('Clocks that are wrong', () => {
  // It cannot come while time stands still.
  before(loadSender);

  let server: InMemoryServer;
  let open: Workstation[] = [];
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = new InMemoryServer();
    server.clock = Date.now();
    open = [];
  });
  afterEach(() => {
    sinon.restore();
    globalThis.fetch = realFetch;
    open.forEach((each) => {
      each.close();
    });
  });

  function workstation(options: WorkstationOptions = {}): Workstation {
    const clock = options.clock ?? new TrustedClock(BROWSER_TIME);
    const made = new Workstation(server.remote(PRACTICE_ID, clock), { ...options, clock });
    open.push(made);
    return made;
  }

  describe('on the workstation', () => {
    it('do not keep work waiting when set back', async () => {
      const ahead = { by: 0 };
      const clock = sinon.useFakeTimers({ now: Date.now() });
      const desk = workstation({ clock: wrongClock(ahead), pollSeconds: 3 }).start();
      await clock.tickAsync(10);
      server.mishap = ({ method }) => (method === 'create' ? BUSY : undefined);
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      await clock.tickAsync(10);
      expect((await desk.entries())[0]?.nextAttemptAt).not.to.equal(undefined);

      ahead.by = -DAY;
      server.mishap = () => undefined;
      await clock.tickAsync(10_000);
      expect(server.all('account')).to.have.length(1);
      expect(desk.state.phase).to.equal(SyncPhase.idle);
    });

    it('do not keep work waiting that was put off by a clock days ahead', async () => {
      const clock = sinon.useFakeTimers({ now: Date.now() });
      const ahead = { by: 3 * DAY };
      const desk = workstation({ clock: wrongClock(ahead), pollSeconds: 3 });
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      const [entry] = await desk.entries();
      const epoch = await desk.storage.outbox.claimEpoch();
      await desk.storage.outbox.postpone(entry?.id ?? '', BUSY.reason, desk.now(), epoch);

      ahead.by = 0;
      desk.start();
      await clock.tickAsync(10_000);
      expect(server.all('account')).to.have.length(1);
    });

    it('do not keep work waiting that was tried offline before somebody put the clock right', async () => {
      const clock = sinon.useFakeTimers({ now: Date.now() });
      const ahead = { by: HOUR / 2 };
      server.mishap = () => UNREACHABLE;
      const desk = workstation({ clock: wrongClock(ahead), pollSeconds: 3 }).start();
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      await clock.tickAsync(10);
      expect(desk.state.phase).to.equal(SyncPhase.offline);

      ahead.by = 0;
      server.mishap = () => undefined;
      await clock.tickAsync(40_000);
      expect(server.all('account')).to.have.length(1);
    });

    it('do not stretch a pause when set back', async () => {
      const clock = sinon.useFakeTimers({ now: Date.now() });
      const ahead = { by: 0 };
      let isDown = true;
      server.mishap = () => (isDown ? UNREACHABLE : undefined);
      const desk = workstation({ clock: wrongClock(ahead), pollSeconds: 3 }).start();
      await clock.tickAsync(1000);
      ahead.by = -DAY;
      isDown = false;
      await clock.tickAsync(5000);
      expect(desk.state.phase).to.equal(SyncPhase.idle);
    });

    it('do not keep work waiting that was put off by a server’s clock since set back by an hour', async () => {
      const clock = sinon.useFakeTimers({ now: Date.now() });
      let isSetBack = false;
      server.mishap = ({ method }) => {
        if (method !== 'create' || isSetBack) return undefined;
        isSetBack = true;
        server.clock -= HOUR - 10_000;
        return BUSY;
      };
      const desk = workstation({ pollSeconds: 3 }).start();
      await clock.tickAsync(3000);
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      await clock.tickAsync(20_000);
      expect(server.all('account')).to.have.length(1);
    });

    it('do not pass what the server has just stored for old when its answer is the first to tell the time', async () => {
      const desk = workstation({ clock: wrongClock({ by: 60 * DAY }) });
      // Sending it is the first answer; the page that brings it back is the second, and then the time is known.
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      desk.start();
      await desk.phase(SyncPhase.idle);
      const cursor = (await desk.storage.journal.cursor('account')) ?? '';
      expect(Date.parse(cursor)).to.be.at.most(server.clock - OVERLAP_MS);
    });

    it('do not show in what is said to staff once the server has been heard', async () => {
      const desk = workstation({ clock: wrongClock({ by: 60 * DAY }) }).start();
      await desk.phase(SyncPhase.idle);
      const off = Date.parse(desk.state.lastPulledAt ?? '') - Date.now();
      expect(off).to.be.within(-5000, 5000);
    });
  });

  it('are not to blame when a busy server asks for no pause: it is asked less and less all the same', async () => {
    const clock = sinon.useFakeTimers({ now: Date.now() });
    server.mishap = () => ({ ...BUSY, retryAfterMs: 0 });
    const desk = workstation({
      timing: { busy: { baseMs: 1000, capMs: 60_000 }, random: () => 0.5 },
    }).start();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await clock.tickAsync(600_000);
    expect(server.calls.length).to.be.within(5, 40);
  });

  describe('on the server, set back', () => {
    const names = { 'with numbered versions': String, 'with names for versions': nameOf };
    for (const [how, versionName] of Object.entries(names)) {
      it(`by a minute do not hide what is new, nor go round in circles, ${how}`, async () => {
        server.versionName = versionName;
        const desk = workstation({ pollSeconds: 0.02 }).start();
        const account = sampleAccount();
        await desk.commit(RECEPTIONIST, tagged('account', account));
        await desk.settled();

        server.clock -= 60_000;
        server.change('account', account.id, (body) => ({ ...body, status: 'registered' }));
        const asked = server.calls.length;
        await desk.eventually(
          async () => (await desk.stored(account.patientRef)).account?.status === 'registered',
          'the new status',
        );
        await desk.editAccount(RECEPTIONIST, account.patientRef, (body) => ({
          ...body,
          enabled: false,
        }));
        await desk.settled();
        const both = { ...account, status: 'registered', enabled: false };
        expect(server.all('account')).to.deep.equal([both]);
        const reads = server.calls.slice(asked).filter(({ method }) => method === 'read');
        expect(reads.length).to.be.at.most(3);
      });

      it(`do not keep an edit made meanwhile from going on top, ${how}`, async () => {
        server.versionName = versionName;
        const desk = workstation().start();
        const account = sampleAccount();
        await desk.commit(RECEPTIONIST, tagged('account', account));
        await desk.settled();
        server.clock -= 60_000;
        server.change('account', account.id, (body) => ({ ...body, status: 'registered' }));
        const asked = server.calls.length;
        await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
        await desk.settled();

        const both = { ...account, status: 'registered', enabled: false };
        expect(server.all('account')).to.deep.equal([both]);
        expect((await desk.stored(account.patientRef)).account).to.deep.equal(both);
        const writes = server.calls.slice(asked).filter(({ method }) => method === 'update');
        expect(writes).to.have.length(2);
      });
    }

    it('by an hour do not hide what is new', async () => {
      const desk = workstation({ pollSeconds: 0.02 }).start();
      const account = sampleAccount();
      await desk.commit(RECEPTIONIST, tagged('account', account));
      await desk.settled();
      server.clock -= HOUR;
      server.change('account', account.id, (body) => ({ ...body, status: 'registered' }));
      await desk.eventually(
        async () => (await desk.stored(account.patientRef)).account?.status === 'registered',
        'the new status',
      );
    });

    it('by an hour while the workstation was off hide nothing of that hour', async () => {
      const { storage } = workstation();
      const evening = workstation({ storage }).start();
      const account = sampleAccount();
      await evening.commit(RECEPTIONIST, tagged('account', account));
      await evening.settled();
      evening.close();

      server.clock -= HOUR;
      server.change('account', account.id, (body) => ({ ...body, status: 'registered' }));
      server.clock += HOUR / 2;
      const morning = workstation({ storage, pollSeconds: 0.02 }).start();
      await morning.eventually(
        async () => (await morning.stored(account.patientRef)).account?.status === 'registered',
        'the new status',
      );
    });

    it('by a minute do not hide what is new over HTTP', async () => {
      const http = testServer();
      const remote = new FhirRemoteRecords(http.access, http.clock);
      const desk = new Workstation(remote, { clock: http.clock, pollSeconds: 0.05 }).start();
      open.push(desk);
      const account = sampleAccount();
      await desk.commit(RECEPTIONIST, tagged('account', account));
      await desk.settled();

      const stepAt = await desk.storage.outbox.serverVersion(placeOf(account));
      globalThis.fetch = stampingEarlier(realFetch, stepAt?.lastUpdated ?? '', 60_000);
      let requests = 0;
      const { fetch } = globalThis;
      globalThis.fetch = (...request) => {
        requests += 1;
        return fetch(...request);
      };
      const colleague = new FhirRemoteRecords(http.access, http.clock);
      const stored = await colleague.read('account', stepAt?.id ?? '');
      if (!stored.ok) throw new Error(stored.failure.kind);
      const registered = { ...stored.value.body, status: 'registered' } as const;
      const { version } = stored.value;
      await colleague.update('account', registered, version, crypto.randomUUID());
      requests = 0;
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      await desk.settled();
      expect((await desk.stored(account.patientRef)).account?.status).to.equal('registered');
      expect(requests).to.be.at.most(20);
    });
  });

  it('do not make a pull look far back for ever: what is old is settled', async () => {
    const account = sampleAccount();
    server.add('account', account, crypto.randomUUID());
    server.clock += HOUR;
    const desk = workstation().start();
    // The first pages come before the server has been heard twice.
    await desk.phase(SyncPhase.idle);
    await look(desk);
    await look(desk);

    const asked = server.calls.filter((call) => call.kind === 'account').at(-1);
    expect(asked?.from).to.equal(new Date(server.clock - HOUR).toISOString());
  });

  it('leave what is new within what is looked at again', async () => {
    const account = sampleAccount();
    const desk = workstation().start();
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await desk.settled();
    await look(desk);
    await look(desk);
    const asked = server.calls.filter((call) => call.kind === 'account').at(-1);
    expect(asked?.from).to.equal(new Date(server.clock - OVERLAP_MS).toISOString());
  });

  async function look(desk: Workstation): Promise<void> {
    const before = desk.states.length;
    desk.engine.nudge();
    await desk.eventually(() => desk.states.length > before, 'another look');
  }
});

/** Names without an order. */
function nameOf(version: number): string {
  return `v-${['p', 'c', 'x', 'a', 'm'][version % 5] ?? ''}${version}`;
}

/** The network in front of a server that gives every version after `from` a time stamp that is too early. */
function stampingEarlier(
  fetch: typeof globalThis.fetch,
  from: string,
  byMs: number,
): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const text = (await answer.text()).replaceAll(
      /"lastUpdated":"([^"]+)"/g,
      (stamp: string, at: string) =>
        at > from ? `"lastUpdated":"${new Date(Date.parse(at) - byMs).toISOString()}"` : stamp,
    );
    const { status, headers } = answer;
    return new Response(text, { status, headers });
  };
}
