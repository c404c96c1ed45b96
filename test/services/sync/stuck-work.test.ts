import { expect } from '@open-wc/testing';
import type { AccountRecord } from '../../../services/domain/records.ts';
import type { RemoteFailure } from '../../../services/ports/remote-records.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { BUSY, OVERTAKEN, UNREACHABLE } from '../../fakes/remote-failures.ts';
import { PRACTICE_ID, RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const NOT_LET = {
  kind: 'unreachable',
  reason: { code: 'page-not-let-write' },
} as const satisfies RemoteFailure;

const NOT_LOADED = {
  kind: 'unreachable',
  reason: { code: 'part-not-loaded' },
} as const satisfies RemoteFailure;

const LONG = { baseMs: 1e7, capMs: 1e7 };

describe('Work that does not get through', () => {
  let server: InMemoryServer;
  let open: Workstation[] = [];

  beforeEach(() => {
    server = new InMemoryServer();
    open = [];
  });
  afterEach(() => {
    open.forEach((each) => {
      each.close();
    });
  });

  function workstation(options: WorkstationOptions = {}): Workstation {
    const made = new Workstation(server.remote(PRACTICE_ID), options);
    open.push(made);
    return made;
  }

  function refuseWrites(failure: RemoteFailure): void {
    server.mishap = ({ method }) =>
      method === 'create' || method === 'update' ? failure : undefined;
  }

  function others(count: number): readonly AccountRecord[] {
    const accounts = Array.from({ length: count }, () => sampleAccount());
    for (const account of accounts) server.add('account', account, crypto.randomUUID());
    return accounts;
  }

  function methods(): readonly string[] {
    return server.calls.map(({ method }) => method);
  }

  for (const failure of [NOT_LET, NOT_LOADED, BUSY, OVERTAKEN]) {
    it(`keeps nobody from seeing what others changed, in the same pass (${failure.reason.code})`, async () => {
      const [account] = others(1);
      refuseWrites(failure);
      const desk = workstation({ timing: { offline: LONG, busy: LONG, random: () => 1 } });
      // As many as make a pass count as failed.
      for (let number = 0; number < 3; number += 1) {
        await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      }
      desk.start();
      await desk.phase(SyncPhase.failing);
      expect((await desk.stored(account?.patientRef ?? '')).account).to.deep.equal(account);
      expect(desk.state.reason).to.deep.equal(failure.reason);
      expect(desk.state.lastPulledAt, 'everything was fetched').not.to.equal(undefined);
    });
  }

  it('goes out once, when it gets through', async () => {
    const desk = workstation({ pollSeconds: 0.02 }).start();
    await desk.phase(SyncPhase.idle);
    refuseWrites(NOT_LET);
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.outboxIs(([entry]) => (entry?.attempts ?? 0) > 2);
    server.mishap = () => undefined;
    await desk.settled();
    expect(server.operations()).to.have.length(1);
  });

  it('is tried once a pass, however many pages are fetched', async () => {
    const accounts = others(8);
    refuseWrites(NOT_LET);
    const desk = workstation({ timing: { pageSize: 2, offline: LONG, random: () => 1 } });
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    desk.start();
    await desk.phase(SyncPhase.failing);
    for (const { patientRef } of accounts) {
      expect((await desk.stored(patientRef)).account).not.to.equal(undefined);
    }
    expect(methods().filter((method) => method === 'create')).to.have.length(1);
  });

  const told: readonly RemoteFailure[] = [
    UNREACHABLE,
    { ...BUSY, retryAfterMs: 1e7 },
    { kind: 'unauthorised' },
  ];
  for (const failure of told) {
    it(`is no reason to ask a server for more that is ${failure.kind}`, async () => {
      others(1);
      refuseWrites(failure);
      const desk = workstation({ timing: { offline: LONG, random: () => 1 } });
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      desk.start();
      const quiet: readonly string[] = [SyncPhase.stopped, SyncPhase.idle, SyncPhase.working];
      await desk.eventually(() => !quiet.includes(desk.state.phase), 'the failure to show');
      expect(methods()).to.deep.equal(['create']);
    });
  }

  for (const failure of [NOT_LET, NOT_LOADED]) {
    it(`gives way to what a look finds out: nothing can be reached (${failure.reason.code})`, async () => {
      server.mishap = ({ method }) => (method === 'create' ? failure : UNREACHABLE);
      const desk = workstation({ timing: { offline: LONG, random: () => 1 } });
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      desk.start();
      await desk.phase(SyncPhase.offline);
    });
  }

  it('is never said to wait for a part of the program where the network is cut meanwhile', async () => {
    const desk = workstation({ timing: { offline: LONG, random: () => 1 }, pollSeconds: 1e4 });
    desk.start();
    await desk.phase(SyncPhase.idle);
    server.mishap = ({ method }) => (method === 'create' ? NOT_LOADED : UNREACHABLE);
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.phase(SyncPhase.offline);
    expect(desk.states.map(({ phase }) => phase)).not.to.include(SyncPhase.failing);
  });
});
