import { expect } from '@open-wc/testing';
import {
  ended,
  newJob,
  paused,
  type Job,
  type JobPatient,
} from '../../services/domain/jobs/job.ts';
import type { Result } from '../../services/domain/result.ts';
import { SAM, accountCreation, until, type StorageUnderTest } from './storage-samples.ts';

const AT = '2026-03-01T09:30:00.000Z';
const DONE = { what: 'done', at: AT } as const;

function patients(count: number): readonly JobPatient[] {
  return Array.from({ length: count }, (_, index) => ({ patientRef: `patient-${index}` }));
}

function job(id: string, chosen: readonly JobPatient[], startedAt = AT): Job {
  const work = { kind: 'disable', reason: 'misuse' } as const;
  const given = { id, practiceId: 'Y12345', work, by: SAM, sessionId: 'session-1', startedAt };
  return newJob(given, chosen);
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.reason.code);
  return result.value;
}

/** What every JobStore promises. `open` gives an empty database of its own each time. */
export function jobStoreContract(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(`jobs kept here: ${name}`, () => {
    let storage: StorageUnderTest;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.dispose());

    it('keep their patients in order, however many', async () => {
      const chosen = patients(2500);
      await storage.jobs.add(job('job-1', chosen), chosen);
      const lines = valueOf(await storage.jobs.lines('job-1', 990, 1020));
      expect(lines).to.deep.equal(chosen.slice(990, 2010));
      expect(valueOf(await storage.jobs.lines('job-1', 2499, 10))).to.have.length(1);
      expect(valueOf(await storage.jobs.lines('job-1', 2500, 10))).to.deep.equal([]);
      expect(valueOf(await storage.jobs.lines('other', 0, 10))).to.deep.equal([]);
    });

    it('keep what became of each, once', async () => {
      const chosen = patients(3);
      await storage.jobs.add(job('job-1', chosen), chosen);
      await storage.jobs.settle('job-1', 0, [DONE], 40);
      const failed = { what: 'failed', reason: { code: 'host-refused-one' }, at: AT } as const;
      const after = valueOf(await storage.jobs.settle('job-1', 1, [failed], 20));
      expect(after).to.deep.include({ next: 2, left: 1, pace: 38 });
      expect(after?.counts).to.deep.equal({ done: 1, 'left-out': 0, failed: 1 });
      // Whoever comes late changes nothing.
      expect(valueOf(await storage.jobs.settle('job-1', 1, [DONE], 5))).to.deep.equal(after);
      expect(valueOf(await storage.jobs.read('job-1'))).to.deep.equal(after);
      const lines = valueOf(await storage.jobs.lines('job-1', 0, 3));
      expect(lines.map(({ outcome }) => outcome)).to.deep.equal([DONE, failed, undefined]);
    });

    it('are told newest first, and again after every change', async () => {
      await storage.jobs.add(job('job-1', patients(1)), patients(1));
      await storage.jobs.add(job('job-2', patients(1), '2026-03-02T09:00:00.000Z'), patients(1));
      const told = await until(
        storage.jobs.jobs$,
        (answer) => answer.available && answer.jobs.length === 2,
      );
      expect(told.available && told.jobs.map(({ id }) => id)).to.deep.equal(['job-2', 'job-1']);
      const later = until(
        storage.jobs.jobs$,
        (answer) => answer.available && answer.jobs[1]?.state === 'paused',
      );
      await storage.jobs.change('job-1', (held) => paused(held, AT));
      await later;
      const over = valueOf(
        await storage.jobs.change('job-1', (held) => ended(held, AT, 'cancelled')),
      );
      expect(over?.state).to.equal('cancelled');
      expect(valueOf(await storage.jobs.change('other', (held) => held))).to.equal(undefined);
    });

    it('know whether a change was stored', async () => {
      const change = accountCreation();
      expect(valueOf(await storage.jobs.wasCommitted(change.operationId))).to.equal(false);
      await storage.records.commit(change);
      expect(valueOf(await storage.jobs.wasCommitted(change.operationId))).to.equal(true);
    });
  });
}
