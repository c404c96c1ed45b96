import {
  filter,
  firstValueFrom,
  from,
  map,
  merge,
  of,
  switchMap,
  takeUntil,
  type Observable,
} from 'rxjs';
import {
  ended,
  isUnfinished,
  JobState,
  newJob,
  paused,
  resumed,
  type Job,
  type JobPatient,
  type BulkWork,
  type JobWork,
} from '../../domain/jobs/job.ts';
import type { JobReason } from '../../domain/jobs/reasons.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { AuditAction } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobBoard } from '../../ports/job-board.ts';
import type { JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { onlyStream, timer } from '../../streams/sources.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { inWords, sentenceOf } from '../commands/refusal.ts';
import { StaffAction } from '../commands/staff-action.ts';
import { accountsFile$ } from './accounts-file.ts';
import { groupsOf, whyOf } from './groups.ts';
import { look$, type LookSoFar } from './job-plan.ts';
import { everybody, reportFile } from './job-report.ts';
import type { JobRunner } from './job-runner.ts';
import type { JobTeller } from './job-teller.ts';
import { elsewhereView, jobView } from './job-view.ts';
import { permissionOf } from './job-work.ts';
import type { GroupView, JobsElsewhere, JobsHere, JobsView, MayDo, PlanView } from './jobs-view.ts';

/** As often as other workstations are looked at. */
const LOOK_MS = 30_000;
/** What was looked at longer ago is looked at again before anything is done. */
const PLAN_HOLDS_MS = 15 * 60_000;

/** What somebody has looked at and may begin. */
interface Plan {
  readonly work: JobWork;
  readonly patients: readonly JobPatient[];
  readonly sessionId: string;
  readonly madeAt: number;
}

/** Where jobs are looked at, begun, paused and ended, by whoever the page is shown to. */
export class JobOffice {
  /** One at a time: who looks again forgets what they saw before. */
  private plan: (Plan & { readonly id: string }) | undefined;

  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly board: JobBoard,
    private readonly teller: JobTeller,
    private readonly runner: JobRunner,
  ) {}

  openFor(session: StaffSession): JobsView {
    this.runner.start();
    return {
      can: this.allowedTo(session),
      jobs$: this.whileSignedIn(this.jobs$(session), session),
      elsewhere$: this.whileSignedIn(this.elsewhere$(session), session),
      plan$: (keys, work) => this.whileSignedIn(this.plan$(keys, work, session), session),
      start: async (planId) => inWords(await this.start(planId, session)),
      pause: async (jobId) => inWords(await this.pause(jobId, session)),
      resume: async (jobId) => inWords(await this.resume(jobId, session)),
      cancel: async (jobId) => inWords(await this.cancel(jobId, session)),
      report: async (jobId) => inWords(await this.report(jobId, session)),
      saveReport: async (jobId) => inWords(await this.saveReport(jobId, session)),
      saveAccounts$: (keys, list) =>
        this.whileSignedIn(
          accountsFile$(
            keys,
            list,
            this.as('export-accounts', Permission.exportHistory, session),
            this.ports,
          ),
          session,
        ),
      names: (refs) => this.names(refs, session),
    };
  }

  private allowedTo({ permissions }: StaffSession): JobsView['can'] {
    const by = (permission: Permission): MayDo =>
      permissions.includes(permission)
        ? { allowed: true }
        : { allowed: false, reason: words('offers').roleMayNot };
    const text = words('jobs').notHere;
    return {
      disable: by(permissionOf('disable')),
      remind: this.ports.patients.sendsMessages
        ? by(permissionOf('remind'))
        : { allowed: false, reason: text.noMessages },
      export: this.ports.documents.keepsLists
        ? by(Permission.exportHistory)
        : { allowed: false, reason: text.noFiles },
    };
  }

  private jobs$(session: StaffSession): Observable<JobsHere> {
    return this.jobs.jobs$.pipe(
      map((answer): JobsHere =>
        answer.available
          ? { available: true, jobs: answer.jobs.map((job) => jobView(job, session)) }
          : { available: false, message: sentenceOf(answer.reason) },
      ),
    );
  }

  private elsewhere$(session: StaffSession): Observable<JobsElsewhere> {
    return merge(of(undefined), timer(LOOK_MS, LOOK_MS)).pipe(
      switchMap(() => from(this.elsewhere(session))),
    );
  }

  private async elsewhere({ staff }: StaffSession): Promise<JobsElsewhere> {
    const [posted, here] = await Promise.all([this.board.unfinished(), this.jobsHere()]);
    this.teller.catchUp(here.filter(({ by }) => by.id === staff.id));
    if (!posted.ok) return { available: false, message: words('jobs').elsewhere.unknown };
    const own = new Set(here.map(({ id }) => id));
    const jobs = posted.value.filter(({ id }) => !own.has(id)).map(elsewhereView);
    return { available: true, jobs, at: this.ports.environment.now() };
  }

  private plan$(keys: Uint32Array, work: BulkWork, session: StaffSession): Observable<PlanView> {
    this.plan = undefined;
    return look$(keys, work, this.ports).pipe(
      map((soFar) => {
        const id =
          soFar.isWhole && soFar.patients.some(isTodo)
            ? this.kept(soFar, work, session)
            : undefined;
        return { ...planView(soFar, keys.length), ...(id !== undefined && { id }) };
      }),
    );
  }

  /** Keeps what somebody has looked at, so that they may begin it by the id that this gives. */
  kept({ patients }: Pick<LookSoFar, 'patients'>, work: JobWork, session: StaffSession): string {
    const { environment } = this.ports;
    const id = environment.newId();
    const madeAt = environment.elapsed();
    this.plan = { id, work, patients, sessionId: session.id, madeAt };
    return id;
  }

  private async start(planId: string, session: StaffSession): Promise<Result<void>> {
    const { plan, ports } = this;
    if (plan?.id !== planId || plan.sessionId !== session.id)
      return no({ code: 'looked-too-long-ago' });
    if (ports.environment.elapsed() - plan.madeAt > PLAN_HOLDS_MS)
      return no({ code: 'looked-too-long-ago' });
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
    this.plan = undefined;
    const added = await this.jobs.add(job, patients);
    if (added.ok) this.teller.tell(job);
    return added;
  }

  private async pause(jobId: string, session: StaffSession): Promise<Result<void>> {
    const own = await this.ownJob(jobId, session);
    if (!own.ok) return own;
    const now = this.ports.environment.now();
    return this.changed(jobId, (job) => paused(job, now));
  }

  private async resume(jobId: string, session: StaffSession): Promise<Result<void>> {
    const own = await this.ownJob(jobId, session);
    if (!own.ok) return own;
    const may = await this.permit('resume-job', permissionOf(own.value.work.kind), session);
    if (!may.ok) return may;
    const audited = await may.value.audit(words('jobs').audit.resumed(own.value));
    if (!audited.ok) return audited;
    const now = this.ports.environment.now();
    return this.changed(jobId, (job) => resumed(job, now, session.id));
  }

  private async cancel(jobId: string, session: StaffSession): Promise<Result<void>> {
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

  private async report(
    jobId: string,
    session: StaffSession,
  ): Promise<Result<readonly GroupView[]>> {
    if (!this.isSignedIn(session)) return signedOut();
    const lines = await everybody(jobId, this.jobs);
    return lines.ok ? ok(groupsOf(lines.value)) : lines;
  }

  private async saveReport(jobId: string, session: StaffSession): Promise<Result<boolean>> {
    const may = await this.permit('export-job', Permission.exportHistory, session);
    if (!may.ok) return may;
    const job = await this.jobs.read(jobId);
    if (!job.ok) return job;
    return job.value === undefined
      ? no({ code: 'job-over' })
      : reportFile(job.value, may.value, this.jobs, this.ports);
  }

  private async names(
    refs: readonly string[],
    session: StaffSession,
  ): Promise<ReadonlyMap<string, string>> {
    const { directory } = this.ports;
    const described =
      directory.describes && this.isSignedIn(session) ? await directory.describe(refs) : undefined;
    if (described?.ok !== true || !this.isSignedIn(session)) return new Map();
    const unnamed = words('views').patient.nameNotRecorded;
    return new Map(
      [...described.value].map(([ref, { displayName }]) => [
        ref,
        visibleText(displayName ?? unnamed),
      ]),
    );
  }

  /** Of this workstation, whoever started them. */
  private async jobsHere(): Promise<readonly Job[]> {
    const answer = await firstValueFrom(this.jobs.jobs$);
    return answer.available ? answer.jobs : [];
  }

  private isSignedIn({ id }: StaffSession): boolean {
    return this.ports.sessions.current()?.id === id;
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

  /** A refusal is audited, as it is of any command. */
  private async permit(
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

  private as(action: AuditAction, permission: Permission, session: StaffSession): StaffAction {
    return new StaffAction({ action, permission }, session, this.ports);
  }

  /** Nothing is said to whoever signs in after them. */
  private whileSignedIn<T>(stream$: Observable<T>, session: StaffSession): Observable<T> {
    const over$ = this.ports.sessions.session$.pipe(
      filter((current) => current?.id !== session.id),
    );
    return onlyStream(stream$.pipe(takeUntil(over$)));
  }
}

function planView({ patients, looked, isWhole, stopped }: LookSoFar, total: number): PlanView {
  const todo = patients.filter(isTodo);
  const leftOut = patients.flatMap(({ patientRef, leftOut: why }) =>
    why === undefined ? [] : [{ patientRef, label: whyOf(why) }],
  );
  const first = todo.slice(0, 100).map(({ patientRef }) => patientRef);
  return {
    todo: { label: '', count: todo.length, first },
    leftOut: groupsOf(leftOut),
    looked,
    total,
    isWhole,
    ...(stopped !== undefined && { stopped }),
  };
}

function isTodo({ leftOut }: JobPatient): boolean {
  return leftOut === undefined;
}

function no(reason: JobReason): Result<never> {
  return refuse(FailureKind.notAllowed, reason);
}

function signedOut(): Result<never> {
  return refuse(FailureKind.notPermitted, { code: 'signed-out' });
}
