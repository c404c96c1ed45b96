import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import type { AccountRecord } from '../../../services/domain/records.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { change, decision } from '../../contracts/storage-samples.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { BUSY, OVERTAKEN, REFUSED, UNREACHABLE } from '../../fakes/remote-failures.ts';
import {
  MANAGER,
  oneOfEach,
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleAudit,
  sampleIdentityCheck,
  sampleLetter,
  sampleRegistration,
  sampleServices,
} from '../../fakes/sample-shared-records.ts';
import { placeOf, tagged, Workstation, type WorkstationOptions } from './workstation.ts';

describe('Unsent work', () => {
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

  async function withAccountSent(options: WorkstationOptions = {}) {
    const desk = workstation(options).start();
    const account = sampleAccount();
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await desk.settled();
    return { desk, account };
  }

  it('that holds a text sealed under a key that is gone is never sent, and waits for a person', async () => {
    const desk = workstation();
    const account = sampleAccount({ enabledNotes: '\u0001sealed:AAAAAAAA:AAAA' });
    const other = sampleAccount({ patientRef: 'another' });
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await desk.commit(RECEPTIONIST, tagged('account', other));
    desk.start();
    await desk.eventually(
      async () => (await desk.storage.entries()).every(({ state }) => state !== 'waiting'),
      'everything to have had its turn',
    );
    const left = await desk.storage.entries();
    expect(left.map(({ recordId, state }) => [recordId, state])).to.deep.equal([
      [account.id, 'parked'],
    ]);
    expect(left[0]?.reason).to.deep.equal({ code: 'text-cannot-be-opened' });
    const sent = server.all('account').map(({ id }) => id);
    expect(sent, 'the rest goes on').to.deep.equal([other.id]);
  });

  it('goes out complete, the account before what belongs to it', async () => {
    const desk = workstation();
    const each = oneOfEach();
    await desk.commit(
      RECEPTIONIST,
      tagged('registration', each.registration),
      tagged('services', each.services),
      tagged('letter', each.letter),
      tagged('identity-check', each['identity-check']),
      tagged('account', each.account),
      tagged('audit', each.audit),
    );
    desk.start();
    await desk.settled();

    for (const kind of ['account', 'registration', 'services', 'letter', 'audit'] as const) {
      const sentBy = kind === 'audit' ? { sentBy: RECEPTIONIST } : {};
      expect(server.all(kind), kind).to.deep.equal([{ ...each[kind], ...sentBy }]);
    }
    const created = server.calls.filter((call) => call.method === 'create').map(({ kind }) => kind);
    expect(created.indexOf('account')).to.be.lessThan(created.indexOf('registration'));
    expect(created.indexOf('account')).to.be.lessThan(created.indexOf('services'));
    expect(created.indexOf('account')).to.be.lessThan(created.indexOf('letter'));
  });

  it('goes out by itself when it is made while all is quiet', async () => {
    const desk = workstation().start();
    await desk.phase(SyncPhase.idle);
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.settled();
    expect(server.all('account')).to.have.length(1);
  });

  it('waits for its author, and is not tried in another name', async () => {
    const desk = workstation({ staff: MANAGER }).start();
    await desk.phase(SyncPhase.idle);
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.commit(MANAGER, tagged('account', sampleAccount()));
    await desk.outboxIs((entries) => entries.length === 1);

    const [waiting] = await desk.entries();
    expect(waiting?.author).to.deep.equal(RECEPTIONIST);
    expect(waiting?.attempts).to.equal(0);
    expect(server.all('account')).to.have.length(1);

    desk.signIn(RECEPTIONIST);
    await desk.settled();
    expect(server.all('account')).to.have.length(2);
  });

  it('has its audit rows sent by whoever is signed in, once, in the name of who did it', async () => {
    const account = sampleAccount();
    const row = { ...sampleAudit(account), by: RECEPTIONIST };
    const desk = workstation({ staff: MANAGER });
    const secondTab = workstation({ staff: MANAGER, storage: desk.storage, office: desk.office });
    await desk.commit(RECEPTIONIST, tagged('account', account), tagged('audit', row));
    desk.start();
    secondTab.start();
    await desk.outboxIs((entries) => entries.every(({ kind }) => kind !== 'audit'));

    expect(server.all('audit')).to.deep.equal([{ ...row, by: RECEPTIONIST, sentBy: MANAGER }]);
    expect(server.all('account')).to.deep.equal([]);
    desk.signIn(RECEPTIONIST);
    secondTab.signIn(RECEPTIONIST);
    await desk.settled();
    expect(server.all('audit')).to.have.length(1);
    expect(server.all('account')).to.have.length(1);
  });

  it('is not sent on when its author signs out in the middle', async () => {
    const desk = workstation();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    server.mishap = ({ method }) => {
      if (method === 'create') desk.signIn(MANAGER);
      return undefined;
    };
    desk.start();
    await desk.eventually(
      () => server.calls.some(({ method }) => method === 'changes'),
      "the next person's pull",
    );
    await desk.phase(SyncPhase.idle);

    expect(server.calls.filter(({ method }) => method === 'create')).to.have.length(1);
    const entries = await desk.entries();
    expect(entries.map(({ attempts }) => attempts)).to.deep.equal([0]);
  });

  it('is kept while offline, said to be, and goes out as soon as the network is back', async () => {
    let isOffline = true;
    server.mishap = () => (isOffline ? UNREACHABLE : undefined);
    const desk = workstation({ timing: { offline: { baseMs: 1e7, capMs: 1e7 }, random: () => 1 } });
    desk.start();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.phase(SyncPhase.offline);
    expect(await desk.entries()).to.have.length(1);

    isOffline = false;
    desk.online$.next(false);
    desk.online$.next(true);
    await desk.settled();
    expect(server.all('account')).to.have.length(1);
  });

  it('goes out after an outage that no browser event tells of', async () => {
    let failures = 6;
    server.mishap = () => (failures-- > 0 ? UNREACHABLE : undefined);
    const desk = workstation().start();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.settled();
    expect(server.all('account')).to.have.length(1);
    expect(desk.states.some(({ phase }) => phase === SyncPhase.offline)).to.equal(true);
  });

  it('makes one account of a create whose answers are lost', async () => {
    let lost = 3;
    server.mishap = ({ method }) => (method === 'create' && lost-- > 0 ? 'lost-answer' : undefined);
    await withAccountSent();
    expect(server.all('account')).to.have.length(1);
    expect(server.operations()).to.have.length(1);
  });

  it('makes one version of an update whose answer is lost', async () => {
    const { desk, account } = await withAccountSent();
    let lost = 1;
    server.mishap = ({ method }) => (method === 'update' && lost-- > 0 ? 'lost-answer' : undefined);
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.settled();

    expect(server.all('account')[0]?.enabled).to.equal(false);
    expect(server.operations()).to.have.length(2);
  });

  it('knows its own change when another was made on top of it before the answer came', async () => {
    const { desk, account } = await withAccountSent();
    let lost = 1;
    server.mishap = ({ method }) => {
      if (method === 'read' && lost === 0) {
        lost -= 1;
        server.change('account', account.id, registered);
      }
      return method === 'update' && lost-- === 1 ? 'lost-answer' : undefined;
    };
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.settled();

    expect(server.all('account')).to.deep.equal([registered({ ...account, enabled: false })]);
    expect(server.calls.filter(({ method }) => method === 'update')).to.have.length(1);
  });

  it('is not sent again when somebody has undone it before the answer came', async () => {
    const { desk, account } = await withAccountSent();
    let lost = 1;
    server.mishap = ({ method }) => {
      if (method === 'read' && lost === 0) {
        lost -= 1;
        server.change('account', account.id, (body) => ({ ...body, enabled: true }));
      }
      return method === 'update' && lost-- === 1 ? 'lost-answer' : undefined;
    };
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.settled();

    expect(server.all('account')[0]?.enabled).to.equal(true);
    expect((await desk.stored(account.patientRef)).account?.enabled).to.equal(true);
  });

  /** A change's answer is lost, somebody undoes it, and the undone state is fetched here before the next try. */
  async function undoneAndFetched() {
    const { desk, account } = await withAccountSent();
    let undone = (): void => undefined;
    const isUndone = new Promise<undefined>((resolve) => {
      undone = () => {
        resolve(undefined);
      };
    });
    server.mishap = ({ method }) => {
      if (method === 'changes') return isUndone;
      if (method !== 'update') return undefined;
      // The answer is lost and another person signs in, whose pull comes before the author's next try.
      desk.signIn(MANAGER);
      return 'lost-answer';
    };
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.eventually(() => server.operations().length === 2, 'the change to arrive');
    server.mishap = () => undefined;
    server.change('account', account.id, (body) => ({ ...body, enabled: true }));
    undone();
    await desk.eventually(
      async () => (await desk.storage.outbox.serverVersion(placeOf(account)))?.versionId === '3',
      'the undone state to be fetched',
    );
    return { desk, account };
  }

  it('is not sent again when it has been undone and the undone state was fetched before the retry', async () => {
    const { desk, account } = await undoneAndFetched();
    desk.signIn(RECEPTIONIST);
    await desk.settled();

    expect(server.operations()).to.have.length(3);
    expect(server.all('account')[0]?.enabled).to.equal(true);
    expect((await desk.stored(account.patientRef)).account?.enabled).to.equal(true);
  });

  describe('to a server that does not tell how its records were changed', () => {
    beforeEach(() => {
      server.tellsHistory = false;
    });

    it('is sent again when its request was lost', async () => {
      const { desk, account } = await withAccountSent();
      let lost = 2;
      server.mishap = ({ method }) => (method === 'update' && lost-- > 0 ? UNREACHABLE : undefined);
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      await desk.settled();
      expect(server.operations()).to.have.length(2);
    });

    it('goes on top of what somebody else changed before it was ever sent', async () => {
      const { desk, account } = await withAccountSent();
      server.change('account', account.id, registered);
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      await desk.settled();
      expect(server.all('account')).to.deep.equal([registered({ ...account, enabled: false })]);
    });

    /** The change's answer is lost; somebody else then does something before the next try. */
    async function lostBefore(theirs: (body: AccountRecord) => AccountRecord) {
      const { desk, account } = await withAccountSent();
      let lost = 1;
      server.mishap = ({ method }) => {
        if (method === 'hasOperation' && lost === 0) {
          lost -= 1;
          server.change('account', account.id, theirs);
        }
        return method === 'update' && lost-- === 1 ? 'lost-answer' : undefined;
      };
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      return { desk, account };
    }

    it('is not sent again when somebody may have undone it: a person decides', async () => {
      const { desk, account } = await lostBefore((body) => ({ ...body, enabled: true }));
      await desk.outboxIs(([entry]) => entry?.state === 'parked');
      const [parked] = await desk.entries();
      expect(parked?.reason).to.deep.equal({ code: 'arrival-not-told' });
      expect(server.all('account')[0]?.enabled).to.equal(true);
      expect(server.operations()).to.have.length(3);

      await desk.storage.decisions.retry(parked?.changeId ?? '', decision(RECEPTIONIST));
      await desk.settled();
      expect(server.all('account')).to.deep.equal([{ ...account, enabled: false }]);
    });

    it('is not sent again either when a pull has brought the undone state before the retry', async () => {
      const { desk } = await undoneAndFetched();
      desk.signIn(RECEPTIONIST);
      await desk.outboxIs(([entry]) => entry?.state === 'parked');
      expect(server.operations()).to.have.length(3);
      expect(server.all('account')[0]?.enabled).to.equal(true);
    });

    it('needs nobody when what somebody else made says the same', async () => {
      const { desk, account } = await lostBefore(registered);
      await desk.settled();
      expect(server.all('account')).to.deep.equal([registered({ ...account, enabled: false })]);
      expect(server.operations()).to.have.length(3);
    });
  });

  it("goes on top of somebody else's change of other things", async () => {
    const { desk, account } = await withAccountSent();
    server.change('account', account.id, registered);
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.settled();

    expect(server.all('account')).to.deep.equal([registered({ ...account, enabled: false })]);
  });

  it('is put before a person when somebody else changed the same, and holds up nobody else', async () => {
    const { desk, account } = await withAccountSent();
    server.change('account', account.id, (body) => ({ ...body, enabledNotes: 'Theirs' }));
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabledNotes: 'Ours' }));
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.outboxIs(([only, ...others]) => only?.state === 'conflict' && others.length === 0);

    expect(server.all('account').map((each) => each.enabledNotes)).to.deep.equal([
      'Theirs',
      undefined,
    ]);
    const [conflict] = await desk.entries();
    await desk.storage.decisions.resolve(conflict?.changeId ?? '', 'ours', decision(RECEPTIONIST));
    await desk.settled();
    expect(server.all('account')[0]?.enabledNotes).to.equal('Ours');
  });

  it('sends an update again that was refused though nothing had changed', async () => {
    const { desk, account } = await withAccountSent();
    let refusals = 2;
    server.mishap = ({ method }) => (method === 'update' && refusals-- > 0 ? OVERTAKEN : undefined);
    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.settled();
    expect(server.operations()).to.have.length(2);
  });

  it('that the server refuses for good is parked with the reason; its kin waits, the rest goes out', async () => {
    const poison = sampleAccount();
    server.mishap = (call) => (call.body?.id === poison.id ? REFUSED : undefined);
    const desk = workstation();
    await desk.commit(
      RECEPTIONIST,
      tagged('account', poison),
      tagged('registration', sampleRegistration(poison)),
      tagged('services', sampleServices(poison)),
      tagged('letter', sampleLetter(poison)),
      tagged('identity-check', sampleIdentityCheck(poison)),
      tagged('audit', sampleAudit(poison)),
    );
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    desk.start();
    await desk.outboxIs((entries) => entries.length === 4);

    const [parked, ...kin] = await desk.entries();
    expect(parked?.state).to.equal('parked');
    expect(parked?.reason).to.deep.equal(REFUSED.reason);
    expect(kin.map(({ kind }) => kind)).to.deep.equal(['registration', 'services', 'letter']);
    expect(kin.every(({ attempts }) => attempts === 0)).to.equal(true);

    server.mishap = () => undefined;
    await desk.storage.decisions.retry(parked?.changeId ?? '', decision(RECEPTIONIST));
    await desk.settled();
    expect(server.all('registration')).to.have.length(1);
  });

  it('does not lose the audit to a server that does not take it from this person, nor wait for it', async () => {
    server.mishap = ({ kind }) =>
      kind === 'audit' ? { ...REFUSED, notPermitted: true } : undefined;
    const desk = workstation({ timing: { busy: { baseMs: 1e7, capMs: 1e7 }, random: () => 1 } });
    const account = sampleAccount();
    const audits = [sampleAudit(account), sampleAudit(account), sampleAudit(account)];
    await desk.commit(RECEPTIONIST, ...audits.map((audit) => tagged('audit', audit)));
    await desk.commit(RECEPTIONIST, tagged('account', account));
    desk.start();
    await desk.eventually(() => desk.state.lastPulledAt !== undefined, 'a complete pass');
    expect(server.all('account')).to.have.length(1);
    const waiting = await desk.entries();
    expect(waiting.map(({ state, reason }) => [state, reason])).to.deep.equal(
      audits.map(() => ['waiting', REFUSED.reason]),
    );

    server.mishap = () => undefined;
    for (const { changeId } of waiting) {
      await desk.storage.decisions.retry(changeId, decision(RECEPTIONIST));
    }
    await desk.settled();
    const sent = audits.map((audit) => ({ ...audit, sentBy: RECEPTIONIST }));
    expect(server.all('audit')).to.deep.include.members(sent);
  });

  it('keeps the audit for a look by staff when the server finds fault with it', async () => {
    server.mishap = ({ kind }) => (kind === 'audit' ? REFUSED : undefined);
    const desk = workstation().start();
    await desk.commit(RECEPTIONIST, tagged('audit', sampleAudit(sampleAccount())));
    await desk.outboxIs(([entry]) => entry?.state === 'parked');
  });

  it('is held back as long as a busy server asks for, whatever happens meanwhile', async () => {
    const clock = sinon.useFakeTimers();
    let asked = 0;
    server.mishap = () => {
      asked += 1;
      return { ...BUSY, retryAfterMs: 60_000 };
    };
    const desk = workstation({ pollSeconds: 3 }).start();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await clock.tickAsync(10);
    expect(desk.state).to.deep.include({ phase: SyncPhase.failing, reason: BUSY.reason });
    expect(asked).to.equal(1);

    desk.engine.nudge();
    desk.online$.next(false);
    desk.online$.next(true);
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await clock.tickAsync(59_000);
    expect(asked).to.equal(1);

    server.mishap = () => undefined;
    await clock.tickAsync(2000);
    expect(server.all('account')).to.have.length(2);
    expect(desk.state.phase).to.equal(SyncPhase.idle);
  });

  it('is held back as long as the one answer asks for that asks at all, of several that come at once', async () => {
    const clock = sinon.useFakeTimers();
    let asked = 0;
    server.mishap = () => {
      asked += 1;
      return asked === 4 ? { ...BUSY, retryAfterMs: 60_000 } : BUSY;
    };
    const desk = workstation({ pollSeconds: 3 });
    for (let number = 0; number < 4; number += 1) {
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    }
    desk.start();
    await clock.tickAsync(59_000);
    expect(asked).to.equal(4);
    server.mishap = () => undefined;
    await clock.tickAsync(2000);
    await desk.settled();
    expect(server.all('account')).to.have.length(4);
  });

  it('that staff give up just before it goes does not go', async () => {
    const { desk, account } = await withAccountSent();
    const before = account;
    const after = { ...account, enabledNotes: 'Given up' };
    const next = desk.storage.outbox.next.bind(desk.storage.outbox);
    sinon.stub(desk.storage.outbox, 'next').callsFake(async (turn) => {
      const entries = await next(turn);
      for (const { changeId, kind } of entries) {
        if (kind === 'account')
          await desk.storage.decisions.discard(changeId, decision(RECEPTIONIST));
      }
      return entries;
    });
    await desk.storage.records.commit(
      change([{ before, after: { kind: 'account', body: after } }], {
        author: RECEPTIONIST,
        patientRef: account.patientRef,
      }),
    );
    await desk.settled();
    expect(server.all('account')).to.deep.equal([account]);
  });

  it('goes on by itself when a busy server has recovered', async () => {
    let busy = 7;
    server.mishap = () => (busy-- > 0 ? BUSY : undefined);
    await withAccountSent();
    expect(server.all('account')).to.have.length(1);
  });

  it('that meets a faulty server again and again does not hold up other patients, and shows', async () => {
    const unlucky = sampleAccount();
    server.mishap = (call) => (call.body?.id === unlucky.id ? BUSY : undefined);
    const desk = workstation({ timing: { patience: 3 } }).start();
    await desk.commit(RECEPTIONIST, tagged('account', unlucky));
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.outboxIs(([first]) => (first?.attempts ?? 0) >= 3);
    await desk.eventually(() => desk.state.phase === SyncPhase.failing, 'the trouble to show');

    expect(server.all('account')).to.have.length(1);
    const [waiting] = await desk.entries();
    expect(waiting?.state).to.equal('waiting');
    expect(waiting?.reason).to.deep.equal(BUSY.reason);
  });

  it('stays while the sign-in is not accepted, is tried again now and then, and after the next sign-in', async () => {
    const clock = sinon.useFakeTimers();
    server.mishap = () => ({ kind: 'unauthorised' });
    const desk = workstation({ pollSeconds: 3 }).start();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await clock.tickAsync(10);
    expect(desk.state.phase).to.equal(SyncPhase.unauthorised);
    const asked = server.calls.length;
    await clock.tickAsync(600_000);
    expect(server.calls.length - asked, 'once a minute').to.be.within(9, 10);
    expect((await desk.entries())[0]?.state).to.equal('waiting');

    server.mishap = () => undefined;
    desk.signIn(RECEPTIONIST);
    await clock.tickAsync(10);
    expect(server.all('account')).to.have.length(1);
  });

  it('goes out without a new sign-in when the server takes the old one again', async () => {
    const clock = sinon.useFakeTimers();
    server.mishap = () => ({ kind: 'unauthorised' });
    const [patient, hurried] = [workstation({ pollSeconds: 3 }).start(), workstation().start()];
    await patient.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await hurried.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await clock.tickAsync(10);
    server.mishap = () => undefined;

    hurried.engine.nudge();
    await clock.tickAsync(10);
    expect(server.all('account')).to.have.length(1);
    await clock.tickAsync(61_000);
    expect(server.all('account')).to.have.length(2);
    expect(patient.state.phase).to.equal(SyncPhase.idle);
  });

  it('gives way to the account that another workstation made first, and says so', async () => {
    const { account: first } = await withAccountSent();
    const late = workstation();
    const second = sampleAccount({ patientRef: first.patientRef });
    await late.commit(
      RECEPTIONIST,
      tagged('account', second),
      tagged('registration', sampleRegistration(second)),
    );
    late.start();
    await late.outboxIs(([only, ...others]) => only?.state === 'superseded' && others.length === 0);

    expect((await late.stored(first.patientRef)).account).to.deep.equal(first);
    expect((await late.stored(first.patientRef)).registrations).to.deep.equal([]);
    expect(server.all('account')).to.deep.equal([first]);
    expect(server.all('registration')).to.deep.equal([]);
  });
});

function registered(account: AccountRecord): AccountRecord {
  return { ...account, status: 'registered', registeredAt: '2026-03-02T10:00:00.000Z' };
}
