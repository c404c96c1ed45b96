import { firstValueFrom } from 'rxjs';
import {
  ended,
  isUnfinished,
  JobState,
  newJob,
  paused,
  resumed,
  type Job,
} from '../../domain/jobs/job.ts';
import type { JobReason } from '../../domain/jobs/reasons.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { AuditAction } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { StaffAction } from '../commands/staff-action.ts';
import type { JobPlans } from './job-plans.ts';
import type { JobTeller } from './job-teller.ts';
import { permissionOf } from './job-work.ts';

/** Begins jobs, pauses, resumes and cancels them: each by who began it, and audited. */
export class JobSteering {
  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly teller: JobTeller,
    private readonly plans: JobPlans,
  ) {}

  async start(planId: string, session: StaffSession): Promise<Result<void>> {
    const { ports } = this;
    const plan = this.plans.heldBy(session, planId);
    if (plan === undefined) return no({ code: 'looked-too-long-ago' });
    const { work, patients } = plan;
    const may = await this.permit('start-job', permissionOf(work.kind), session);
    if (!may.ok) return may;
    const others = await this.jobsHere();
    if (others.some((job) => job.by.id === session.staff.id && isUnfinished(job))) {
      return no({ code: 'job-in-hand' });
    }
    const { staff: by, id: sessionId } = session;
    const startedAt = ports.environment.now();
    const practiceId = ports.practice.id;
    const job = newJob({ id: planId, practiceId, work, by, sessionId, startedAt }, patients);
    // Audited first: afterwards that could fail, and it would have begun.
    const audited = await may.value.audit(words('jobs').audit.started(job));
    if (!audited.ok) return audited;
    this.plans.forget();
    const added = await this.jobs.add(job, patients);
    if (added.ok) this.teller.tell(job);
    return added;
  }

  async pause(jobId: string, session: StaffSession): Promise<Result<void>> {
    const own = await this.ownJob(jobId, session);
    if (!own.ok) return own;
    const now = this.ports.environment.now();
    return this.changed(jobId, (job) => paused(job, now));
  }

  async resume(jobId: string, session: StaffSession): Promise<Result<void>> {
    const own = await this.ownJob(jobId, session);
    if (!own.ok) return own;
    const may = await this.permit('resume-job', permissionOf(own.value.work.kind), session);
    if (!may.ok) return may;
    const audited = await may.value.audit(words('jobs').audit.resumed(own.value));
    if (!audited.ok) return audited;
    const now = this.ports.environment.now();
    return this.changed(jobId, (job) => resumed(job, now, session.id));
  }

  async cancel(jobId: string, session: StaffSession): Promise<Result<void>> {
    const own = await this.ownJob(jobId, session);
    if (!own.ok) return own;
    const now = this.ports.environment.now();
    const done = await this.changed(jobId, (job) => ended(job, now, JobState.cancelled));
    if (!done.ok) return done;
    // What came of it is known only now.
    const after = await this.jobs.read(jobId);
    const told = after.ok && after.value !== undefined ? after.value : own.value;
    return this.as('cancel-job', Permission.manageAccounts, session).audit(
      words('jobs').audit.cancelled(told),
    );
  }

  /** Of this workstation, whoever started them. */
  async jobsHere(): Promise<readonly Job[]> {
    const answer = await firstValueFrom(this.jobs.jobs$);
    return answer.available ? answer.jobs : [];
  }

  isSignedIn({ id }: StaffSession): boolean {
    return this.ports.sessions.current()?.id === id;
  }

  /** A refusal is audited, as it is of any command. */
  async permit(
    action: AuditAction,
    permission: Permission,
    session: StaffSession,
  ): Promise<Result<StaffAction>> {
    const asked = this.as(action, permission, session);
    if (!asked.isSignedInStill()) return signedOut();
    if (session.permissions.includes(permission)) return ok(asked);
    await asked.auditRefusal(words('commands').action.audit.noPermission);
    return refuse(FailureKind.notPermitted, { code: 'not-permitted' });
  }

  as(action: AuditAction, permission: Permission, session: StaffSession): StaffAction {
    return new StaffAction({ action, permission }, session, this.ports);
  }

  /** Nobody else goes on with it, or ends it. */
  private async ownJob(jobId: string, session: StaffSession): Promise<Result<Job>> {
    if (!this.isSignedIn(session)) return signedOut();
    const job = await this.jobs.read(jobId);
    if (!job.ok) return job;
    if (job.value === undefined || !isUnfinished(job.value)) return no({ code: 'job-over' });
    const { by } = job.value;
    return by.id === session.staff.id ? ok(job.value) : no({ code: 'job-of-another', by: by.name });
  }

  private async changed(jobId: string, change: (job: Job) => Job): Promise<Result<void>> {
    const job = await this.jobs.change(jobId, change);
    if (!job.ok) return job;
    if (job.value !== undefined) this.teller.tell(job.value);
    return ok();
  }
}

export function no(reason: JobReason): Result<never> {
  return refuse(FailureKind.notAllowed, reason);
}

export function signedOut(): Result<never> {
  return refuse(FailureKind.notPermitted, { code: 'signed-out' });
}
