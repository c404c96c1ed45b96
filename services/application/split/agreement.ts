/** Whether what came of a transfer is what was looked at before, and each difference. */
import type { Job } from '../../domain/jobs/job.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { SplitReason } from '../../domain/split/reasons.ts';
import { TransferState } from '../../domain/split/transfer.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import type { Transfers } from '../../ports/transfers.ts';
import { words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { groupsOf, whyOf } from '../jobs/groups.ts';
import { standingHere } from './finishing.ts';
import type { Agreement } from './split-view.ts';
import { no, unreachable } from './transfer-writes.ts';

/** Lines of a job read at a time. */
const AT_A_TIME = 1000;

type Differing = readonly { readonly patientRef: string; readonly label: string }[];

interface Sources {
  readonly jobs: JobStore;
  readonly transfers: Transfers;
  readonly ports: AllPorts;
}

export async function agreementOf(jobId: string, from: Sources): Promise<Result<Agreement>> {
  const job = await from.jobs.read(jobId);
  if (!job.ok) return job;
  if (job.value === undefined) return refuse(FailureKind.notAllowed, { code: 'job-over' });
  const undecided = await undecidedIn(job.value, from);
  if (!undecided.ok) return undecided;
  const differing: Differing[number][] = [];
  for (let read = 0; ; read += AT_A_TIME) {
    const lines = await from.jobs.lines(jobId, read, AT_A_TIME);
    if (!lines.ok) return lines;
    differing.push(...lines.value.flatMap((line) => differenceIn(line, undecided.value)));
    if (lines.value.length < AT_A_TIME) return ok(agreementView(job.value.total, differing));
  }
}

/** Who has been taken in and waits for a person, and why. */
async function undecidedIn(
  { work }: Job,
  { transfers, ports }: Sources,
): Promise<Result<ReadonlyMap<string, SplitReason>>> {
  if (work.kind !== 'transfer-in') return ok(new Map());
  const claimed = await transfers.list('in', [TransferState.claimed]);
  if (!claimed.ok) return unreachable(claimed.failure);
  const { isWhole, unreadable } = claimed.value;
  if (!isWhole || unreadable > 0) return no({ code: 'not-all-transfers-read' });
  const found = new Map<string, SplitReason>();
  for (const held of claimed.value.transfers) {
    const standing = await standingHere(held, ports);
    if (!standing.ok) return standing;
    const { undecided } = standing.value;
    if (undecided !== undefined) found.set(held.body.claimedFor ?? '', undecided);
  }
  return ok(found);
}

function differenceIn(line: JobLine, undecided: ReadonlyMap<string, SplitReason>): Differing {
  const { patientRef } = line;
  if (differs(line)) return [{ patientRef, label: outcomeOf(line) }];
  const why = undecided.get(patientRef);
  return why === undefined ? [] : [{ patientRef, label: sentenceOf(why) }];
}

/** Of who was left out from the start, that was what the look said. */
function differs({ leftOut, outcome }: JobLine): boolean {
  return leftOut === undefined && (outcome?.what !== 'done' || outcome.reason !== undefined);
}

function outcomeOf({ outcome }: JobLine): string {
  const text = words('jobs').report;
  if (outcome === undefined) return text.notYet;
  const why = whyOf(outcome.reason);
  if (outcome.what === 'done') return text.doneOtherwise(why);
  return outcome.what === 'failed' ? text.failed(why) : text.leftOut(why);
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
