import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { FakeLeaseOffice } from '../../fakes/fake-sync-lease.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { createInMemoryStorage } from '../../fakes/in-memory-storage.ts';
import { UNREACHABLE } from '../../fakes/remote-failures.ts';
import { PRACTICE_ID, RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { loadSender } from '../../../services/sync/sending.ts';
import { tagged, Workstation, type WorkstationOptions } from './workstation.ts';

describe('The engine that keeps in step', () => {
  // It cannot come while time stands still.
  before(loadSender);

  let server: InMemoryServer;
  let open: Workstation[] = [];

  beforeEach(() => {
    server = new InMemoryServer();
    open = [];
  });
  afterEach(() => {
    sinon.restore();
    open.forEach((each) => {
      each.close();
    });
  });

  function workstation(options: WorkstationOptions = {}): Workstation {
    const made = new Workstation(server.remote(PRACTICE_ID), options);
    open.push(made);
    return made;
  }

  it('does nothing until it is started', async () => {
    const desk = workstation();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    desk.online$.next(false);
    desk.online$.next(true);

    expect(desk.state).to.deep.equal({ phase: SyncPhase.stopped });
    expect(desk.office.wanted).to.equal(0);
    expect(server.calls).to.deep.equal([]);
  });

  it('runs until the last of those who started it stops it', async () => {
    const desk = workstation();
    const first = desk.engine.start();
    const second = desk.engine.start();
    await desk.phase(SyncPhase.idle);
    first();
    first();
    expect(desk.state.phase).to.equal(SyncPhase.idle);
    second();
    expect(desk.state).to.deep.equal({ phase: SyncPhase.stopped });
    expect(desk.office.wanted).to.equal(0);
  });

  it('leaves no timer, listener or request behind when it stops, however often', async () => {
    const clock = sinon.useFakeTimers();
    const added = sinon.spy(document, 'addEventListener');
    const removed = sinon.spy(document, 'removeEventListener');
    server.mishap = () => UNREACHABLE;
    const desk = workstation({ pollSeconds: 3 });
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    for (let round = 0; round < 50; round += 1) {
      const stop = desk.engine.start();
      await clock.tickAsync(100);
      expect(desk.state.phase).to.equal(SyncPhase.offline);
      stop();
      expect(clock.countTimers()).to.equal(0);
    }
    const asked = server.calls.length;
    await clock.tickAsync(1_000_000);

    expect(server.calls.length).to.equal(asked);
    expect(added.callCount).to.equal(50);
    expect(removed.callCount).to.equal(50);
    expect(desk.session$.observed || desk.online$.observed).to.equal(false);
  });

  it('looks as for its own page while somebody sees another tab, which does not lead', async () => {
    const clock = sinon.useFakeTimers();
    sinon.stub(document, 'visibilityState').value('hidden');
    const desk = workstation({ pollSeconds: 3 }).start();
    /** Requests of so many seconds, in which a tab that is seen says so as often as a waiting one does. */
    const requestsIn = async (seconds: number, isSeen: boolean): Promise<number> => {
      server.requests = 0;
      for (let passed = 0; passed < seconds; passed += 4) {
        if (isSeen) desk.office.seeWaiting();
        await clock.tickAsync(4000);
      }
      return server.requests;
    };
    await requestsIn(600, false);
    expect(await requestsIn(240, false)).to.be.within(3, 5);

    desk.office.seeWaiting();
    server.requests = 0;
    await clock.tickAsync(0);
    expect(server.requests, 'at once').to.be.within(1, 2);
    expect(await requestsIn(56, true)).to.be.within(17, 19);
    await requestsIn(20, true);
    expect(await requestsIn(240, true), 'slowly, but not as if hidden').to.be.within(30, 41);

    await requestsIn(80, false);
    expect(await requestsIn(240, false)).to.be.within(3, 5);
  });

  it('waits while nobody is signed in', async () => {
    const desk = workstation();
    desk.session$.next(null);
    desk.start();
    await desk.phase(SyncPhase.unauthorised);
    expect(server.calls).to.deep.equal([]);

    desk.signIn(RECEPTIONIST);
    await desk.phase(SyncPhase.idle);
  });

  it('sends from one tab only, and says so in the other', async () => {
    const shared = { storage: createInMemoryStorage(), office: new FakeLeaseOffice() };
    const leader = workstation(shared).start();
    await leader.phase(SyncPhase.idle);
    const other = workstation(shared).start();
    await other.phase(SyncPhase.otherTab);
    await other.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await leader.settled();

    expect(server.operations()).to.have.length(1);
    expect(other.state.phase).to.equal(SyncPhase.otherTab);
    await other.engine.reconcile();

    leader.close();
    await other.phase(SyncPhase.idle);
    await other.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await other.settled();
    expect(server.all('account')).to.have.length(2);
  });

  it('settles nothing for a tab that has been taken for frozen; the new one does', async () => {
    const shared = { storage: createInMemoryStorage(), office: new FakeLeaseOffice() };
    const frozen = workstation(shared);
    const other = workstation(shared);
    const account = sampleAccount();
    await frozen.commit(RECEPTIONIST, tagged('account', account));
    let thaw = (): void => undefined;
    server.mishap = ({ method }) => {
      if (method !== 'create' || server.calls.length > 1) return undefined;
      return new Promise((resolve) => {
        thaw = () => {
          resolve(undefined);
        };
      });
    };
    frozen.start();
    await frozen.eventually(() => server.calls.length === 1, 'the first send');
    other.start();
    shared.office.takeOver();
    await other.settled();
    thaw();
    await frozen.phase(SyncPhase.otherTab);

    expect(server.all('account')).to.deep.equal([account]);
    expect(server.operations()).to.have.length(1);
  });

  it('takes the lead anew when its claim was overtaken without the lease being lost', async () => {
    const desk = workstation({ pollSeconds: 0.02 }).start();
    await desk.phase(SyncPhase.idle);
    await desk.storage.outbox.claimEpoch();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.settled();
    expect(server.all('account')).to.have.length(1);
  });

  it('survives failing storage: says so, writes it to the log, and goes on later', async () => {
    const storage = createInMemoryStorage();
    const desk = workstation({ storage }).start();
    await desk.phase(SyncPhase.idle);
    const { cursor } = storage.journal;
    // Once: after each further time it waits longer, on a busy machine longer than this test.
    storage.journal.cursor = () => {
      storage.journal.cursor = cursor;
      return Promise.reject(new Error('The disk is on fire at 9990000018.'));
    };
    desk.engine.nudge();
    await desk.phase(SyncPhase.failing);
    expect(desk.logLines.join()).to.contain('error').and.not.to.contain('9990000018');
    await desk.phase(SyncPhase.idle);
  });

  it('survives storage that cannot even be claimed', async () => {
    const storage = createInMemoryStorage();
    storage.fail({ code: 'storage-failing' });
    const desk = workstation({ storage }).start();
    await desk.phase(SyncPhase.failing);
    storage.fail(undefined);
    await desk.phase(SyncPhase.idle);
  });

  it('does one pass after the other, and one more for what came meanwhile', async () => {
    let under = 0;
    let most = 0;
    server.mishap = async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise(requestAnimationFrame);
      under -= 1;
      return undefined;
    };
    const desk = workstation().start();
    for (let nudges = 0; nudges < 10; nudges += 1) desk.engine.nudge();
    await desk.phase(SyncPhase.idle);
    await desk.engine.reconcile();

    expect(most).to.equal(1);
    // Five kinds: the first look, one for all the nudges, one for the reconcile and its own listing.
    expect(server.calls.length).to.be.at.most(20);
  });
});
