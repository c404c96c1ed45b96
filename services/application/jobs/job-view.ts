import { isInDoubt, JobState, timeLeft, type Job } from '../../domain/jobs/job.ts';
import type { PostedJob } from '../../ports/job-board.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { words } from '../../words/words.ts';
import { whyOf } from './groups.ts';
import type { ElsewhereJob, JobView } from './jobs-view.ts';

/** A job as who is signed in sees it. */
export function jobView(job: Job, session: StaffSession): JobView {
  const text = words('jobs').job;
  const { id, work, by, startedAt, total, left, counts } = job;
  const phase = phaseOf(job, session);
  const ms = timeLeft(job);
  const why = whyNotGoingOn(job, phase, session);
  return {
    id,
    title: text.title(work),
    kind: work.kind,
    byName: by.name,
    startedAt,
    phase,
    progress: text.progress(counts, left),
    total,
    dealtWith: total - left,
    ...(phase === 'running' && ms !== undefined && { timeLeft: text.timeLeft(ms) }),
    ...(why !== undefined && { why: whyOf(why) }),
  };
}

/** What somebody has to know before they resume it. */
function whyNotGoingOn(
  job: Job,
  phase: JobView['phase'],
  { id: sessionId }: StaffSession,
): Job['held'] {
  if (phase !== 'paused' && phase !== 'interrupted') return undefined;
  const { held, inHand } = job;
  return inHand !== undefined && isInDoubt(job, sessionId)
    ? { code: 'batch-in-doubt', batch: inHand.number }
    : held;
}

function phaseOf({ state, by, sessionId }: Job, session: StaffSession): JobView['phase'] {
  if (state === JobState.done || state === JobState.cancelled) return state;
  if (by.id !== session.staff.id) return 'of-another';
  if (state === JobState.paused) return 'paused';
  return sessionId === session.id ? 'running' : 'interrupted';
}

/** A job of another workstation, as that last told it. */
export function elsewhereView(job: PostedJob): ElsewhereJob {
  return { id: job.id, text: words('jobs').elsewhere.job(job) };
}
