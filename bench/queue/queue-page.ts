/** The page of the queue's benchmark: makes unsent work, sends all of it, and sends the same requests by themselves. */
import { push } from '../../services/sync/push.ts';
import { watchPauses, type Pause } from '../pauses.ts';
import '../witness-page.ts';
import { sampleAccount } from '../store/sample-practice.ts';
import { creationOf, openWorkstation } from '../store/workstation-page.ts';

/** One sent queue. Times in milliseconds. */
export interface QueueMeasurement {
  readonly entries: number;
  readonly time: number;
  readonly pauses: readonly Pause[];
}

/** What the benchmark asks of its page. */
export interface QueuePage {
  /** Leaves unsent work of so many patients: account, codes, services and audit row each. */
  fill(patients: number): Promise<void>;
  send(): Promise<QueueMeasurement>;
  /** The requests of such a queue, one after the other, with nothing kept; gives the time of each. */
  bare(firstPatient: number, patients: number): Promise<number>;
}

declare global {
  var queuePage: QueuePage;
}

const workstation = openWorkstation('queue');

globalThis.queuePage = {
  async fill(patients) {
    for (let number = 0; number < patients; number += 1) {
      const done = await workstation.records.commit(creationOf(sampleAccount(number)));
      if (!done.ok) throw new Error(done.failure.reason.code);
    }
  },
  async send() {
    const entries = await unsent();
    const work = await workstation.work();
    const watched = watchPauses();
    await watched.settled;
    const start = performance.now();
    const failure = await push(work);
    const time = performance.now() - start;
    const pauses = await watched.stop();
    if (failure !== undefined) throw new Error(failure.kind);
    const left = await unsent();
    if (left > 0) throw new Error(`${left} entries are left.`);
    return { entries, time, pauses };
  },
  async bare(firstPatient, patients) {
    const { remote } = await workstation.work();
    const pauses = watchPauses();
    await pauses.settled;
    const start = performance.now();
    let requests = 0;
    for (let number = firstPatient; number < firstPatient + patients; number += 1) {
      const { writes, audit } = creationOf(sampleAccount(number));
      const rows = audit.map((body) => ({ kind: 'audit' as const, body }));
      for (const { kind, body } of [...writes.map(({ after }) => after), ...rows]) {
        const answer = await remote.create(kind, body, crypto.randomUUID());
        if (!answer.ok) throw new Error(answer.failure.kind);
        requests += 1;
      }
    }
    const each = (performance.now() - start) / requests;
    await pauses.stop();
    return each;
  },
};

function unsent(): Promise<number> {
  return workstation.database.read(['outbox'], ({ outbox }) => outbox.count());
}
