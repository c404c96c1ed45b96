/** One who works on a job, and what comes of each step. */
import { firstValueFrom } from 'rxjs';
import type { Job, JobOutcome } from '../../domain/jobs/job.ts';
import type { Reason } from '../../domain/reason.ts';
import { FailureKind, ok, refuse, type Failure } from '../../domain/result.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { Standing } from '../commands/staff-action.ts';

/** For whose sign-in, and as long as this holds. */
export interface Shift {
  readonly job: Job;
  readonly session: StaffSession;
  readonly signal: AbortSignal;
}

/** `not-ours`: it is no longer for us to do. `held`: a person has to look first. */
export type Step = 'went-on' | 'at-end' | 'not-ours' | { readonly held: Reason };

/** What came of one patient; `held`: of nobody any more, till a person has looked; `undefined`: it is no longer for us to do. */
export type Came = Omit<JobOutcome, 'at'> | { readonly held: Reason } | undefined;

/** The same person is signed in, and the tab still has the lease. */
export function standingOf({ session, signal }: Shift, { sessions }: AllPorts): Standing {
  return () =>
    Promise.resolve(
      signal.aborted || sessions.current()?.id !== session.id
        ? refuse(FailureKind.notAllowed, { code: 'signed-out' })
        : ok(),
    );
}

/** What is refused like this without a network is done when it is back. */
const NEEDS_NETWORK: readonly Reason['code'][] = ['reminder-not-shared', 'transfers-unreachable'];

/** What a refusal means for a job. */
export async function cameOf(
  { kind, reason }: Failure,
  { environment }: Pick<AllPorts, 'environment'>,
): Promise<Exclude<Came, undefined>> {
  if (kind === FailureKind.storageUnavailable) return { held: reason };
  if (kind === FailureKind.notPermitted) return { held: reason };
  if (NEEDS_NETWORK.includes(reason.code) && !(await firstValueFrom(environment.online$))) {
    return { held: { code: 'no-network' } };
  }
  const isForAPerson = kind === FailureKind.notAllowed || kind === FailureKind.needsConfirmation;
  return { what: isForAPerson ? 'left-out' : 'failed', reason: keptReason(reason) };
}

/** What the host says may be about the patient: it is kept nowhere. */
export function keptReason(reason: Reason): Reason {
  return reason.code === 'host-said' ? { code: 'host-refused-one' } : reason;
}
