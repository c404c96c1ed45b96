/** Whether what came of a transfer is what was looked at before, and each difference. */
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import { words } from '../../words/words.ts';
import { groupsOf, whyOf } from '../jobs/groups.ts';
import type { Agreement } from './split-view.ts';

/** Lines of a job read at a time. */
const AT_A_TIME = 1000;

type Differing = readonly { readonly patientRef: string; readonly label: string }[];

export async function agreementOf(jobId: string, jobs: JobStore): Promise<Result<Agreement>> {
  const job = await jobs.read(jobId);
  if (!job.ok) return job;
  if (job.value === undefined) return refuse(FailureKind.notAllowed, { code: 'job-over' });
  const differing: Differing[number][] = [];
  for (let read = 0; ; read += AT_A_TIME) {
    const lines = await jobs.lines(jobId, read, AT_A_TIME);
    if (!lines.ok) return lines;
    differing.push(...lines.value.flatMap(differenceIn));
    if (lines.value.length < AT_A_TIME) return ok(agreementView(job.value.total, differing));
  }
}

function differenceIn({ patientRef, leftOut, outcome }: JobLine): Differing {
  if (leftOut !== undefined || outcome?.what === 'done') return [];
  const text = words('jobs').report;
  if (outcome === undefined) return [{ patientRef, label: text.notYet }];
  const why = whyOf(outcome.reason);
  return [{ patientRef, label: outcome.what === 'failed' ? text.failed(why) : text.leftOut(why) }];
}

function agreementView(total: number, differing: Differing): Agreement {
  const agrees = differing.length === 0;
  const { agreement } = words('split');
  return {
    agrees,
    text: agrees ? agreement.same(total) : agreement.differs(differing.length, total),
    differences: groupsOf(differing),
  };
}
