import { expect, nextFrame } from '@open-wc/testing';
import sinon from 'sinon';
import type { RemoteRecords } from '../../../services/ports/remote-records.ts';
import { Permission } from '../../../services/domain/practice/permission.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import {
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleAudit,
} from '../../fakes/sample-shared-records.ts';
import { tagged, Workstation } from './workstation.ts';

/** Creates that have reached the server and are not answered yet, by kind. */
class SlowServer {
  readonly server = new InMemoryServer();
  readonly unanswered: string[] = [];
  mostUnanswered = 0;
  private readonly waiting: (() => void)[] = [];
  private isSlow = true;

  remote(): RemoteRecords {
    const remote = this.server.remote(PRACTICE_ID);
    return new Proxy(remote, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        const call = (...given: unknown[]): unknown => Reflect.apply(member, target, given);
        if (name !== 'create') return call;
        return async (...given: unknown[]) => {
          const kind = String(given[0]);
          this.unanswered.push(kind);
          this.mostUnanswered = Math.max(this.mostUnanswered, this.unanswered.length);
          if (this.isSlow) await new Promise<void>((answer) => this.waiting.push(answer));
          this.unanswered.splice(this.unanswered.indexOf(kind), 1);
          return call(...given);
        };
      },
    });
  }

  /** Answers the first that came. */
  answerOne(): void {
    this.waiting.shift()?.();
  }

  /** Answers what has come, and from now on at once. */
  answer(): void {
    this.isSlow = false;
    this.waiting.splice(0).forEach((each) => {
      each();
    });
  }
}

describe('Unsent work of several patients', () => {
  const slow = { server: new SlowServer(), desk: undefined as Workstation | undefined };

  beforeEach(() => {
    slow.server = new SlowServer();
    slow.desk = new Workstation(slow.server.remote());
  });
  afterEach(() => {
    sinon.restore();
    slow.desk?.close();
  });

  function desk(): Workstation {
    if (slow.desk === undefined) throw new Error('There is no workstation.');
    return slow.desk;
  }

  async function commitAccounts(count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) {
      const account = sampleAccount({ id: crypto.randomUUID(), patientRef: `patient-${number}` });
      await desk().commit(RECEPTIONIST, tagged('account', account));
    }
  }

  it('goes out four entries at a time: the server never waits for this workstation, nor serves it alone', async () => {
    await commitAccounts(9);
    desk().start();
    await desk().eventually(() => slow.server.unanswered.length === 4, 'four under way');
    slow.server.answer();
    await desk().settled();
    expect(slow.server.server.all('account')).to.have.length(9);
    expect(slow.server.mostUnanswered).to.equal(4);
  });

  it('goes on to the server while answers are being stored, so many at the most', async () => {
    await commitAccounts(14);
    const { outbox } = desk().storage;
    const store = outbox.confirm.bind(outbox);
    const storing: (() => void)[] = [];
    let isStuck = true;
    sinon.replace(outbox, 'confirm', async (...given) => {
      if (isStuck) await new Promise<void>((stored) => storing.push(stored));
      return store(...given);
    });
    slow.server.answer();
    desk().start();
    await desk().eventually(() => storing.length === 12, 'twelve answered');
    await nextFrame();
    expect(storing).to.have.length(12);
    isStuck = false;
    storing.forEach((stored) => {
      stored();
    });
    await desk().settled();
    expect(slow.server.server.all('account')).to.have.length(14);
  });

  it('has its audit told only after the records before it have been answered', async () => {
    await commitAccounts(1);
    const audit = sampleAudit(sampleAccount({ patientRef: 'patient-1' }));
    await desk().storage.records.commit({
      operationId: crypto.randomUUID(),
      author: RECEPTIONIST,
      permission: Permission.manageAccounts,
      patientRef: 'patient-1',
      patientName: 'Otto Brown',
      description: 'Look at something',
      writes: [],
      audit: [audit],
    });
    desk().start();
    await desk().eventually(() => slow.server.unanswered.length > 0, 'something under way');
    // Time enough for what should not happen: the storage of these tests answers within a turn.
    await nextFrame();
    expect(slow.server.unanswered).to.deep.equal(['account']);
    slow.server.answer();
    await desk().settled();
    expect(slow.server.server.all('audit').map(({ id }) => id)).to.deep.equal([audit.id]);
  });

  it('keeps the lead’s end waiting until nothing is under way any more', async () => {
    await commitAccounts(5);
    desk().start();
    await desk().eventually(() => slow.server.unanswered.length === 4, 'four under way');
    await desk().storage.outbox.claimEpoch();
    slow.server.answerOne();
    await nextFrame();
    expect(desk().state.phase).to.equal(SyncPhase.working);
    slow.server.answer();
    await desk().settled();
    expect(desk().states.map(({ phase }) => phase)).to.include(SyncPhase.otherTab);
    expect(slow.server.server.all('account')).to.have.length(5);
    expect(desk().logLines.filter((line) => line.startsWith('error'))).to.deep.equal([]);
  });
});
