import { expect } from '@open-wc/testing';
import { ended, newJob, paused, withOutcomes, type Job } from '../../services/domain/jobs/job.ts';
import type { JobBoard, PostedJob } from '../../services/ports/job-board.ts';
import type { RemoteResult } from '../../services/ports/remote-records.ts';
import { SAM } from './storage-samples.ts';

const AT = '2026-03-01T09:30:00.000Z';

export function boardJob(practiceId: string): Job {
  const chosen = [{ patientRef: 'patient-1' }, { patientRef: 'patient-2' }];
  const work = { kind: 'disable', reason: 'misuse' } as const;
  return newJob(
    { id: 'job-1', practiceId, work, by: SAM, sessionId: 'secret', startedAt: AT },
    chosen,
  );
}

function valueOf<T>(result: RemoteResult<T>): T {
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

/** What every JobBoard promises. `open` gives the boards of two practices on an empty server. */
export function jobBoardContract(
  name: string,
  open: () => { readonly ours: JobBoard; readonly theirs: JobBoard; readonly practiceId: string },
): void {
  describe(`jobs told to other workstations: ${name}`, () => {
    it('say what, by whom, since when and how far, till they are over, and to no other practice', async () => {
      const { ours, theirs, practiceId } = open();
      expect(valueOf(await ours.unfinished())).to.deep.equal([]);
      const job = boardJob(practiceId);
      valueOf(await ours.tell(job));
      const told = ({ toldAt: _when, ...rest }: PostedJob): object => rest;
      const { id, by, startedAt, total } = job;
      const counts = { done: 0, 'left-out': 0, failed: 0 };
      const said = { id, practiceId, by, startedAt, total, kind: 'disable' };
      expect(valueOf(await ours.unfinished()).map(told)).to.deep.equal([
        { ...said, state: 'running', counts, left: 2 },
      ]);
      const further = paused(withOutcomes(job, 0, [{ what: 'done', at: AT }], 10), AT);
      valueOf(await ours.tell(further));
      expect(valueOf(await ours.unfinished()).map(told)).to.deep.equal([
        { ...said, state: 'paused', counts: { ...counts, done: 1 }, left: 1 },
      ]);
      expect(valueOf(await theirs.unfinished())).to.deep.equal([]);
      valueOf(await ours.tell(ended(further, AT, 'cancelled')));
      expect(valueOf(await ours.unfinished())).to.deep.equal([]);
    });
  });
}
