import { isLetterWork } from '../../domain/jobs/job.ts';
import {
  EMPTY,
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
import { Permission } from '../../domain/practice/permission.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { JobBoard } from '../../ports/job-board.ts';
import type { JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { onlyStream, timer } from '../../streams/sources.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { inWords, sentenceOf } from '../commands/refusal.ts';
import { accountsFile$ } from './accounts-file.ts';
import { groupsOf } from './groups.ts';
import { JobPlans } from './job-plans.ts';
import { batchesTold, everybody, reportFile } from './job-report.ts';
import type { JobRunner } from './job-runner.ts';
import { JobSteering, no, signedOut } from './job-steering.ts';
import type { JobTeller } from './job-teller.ts';
import { elsewhereView, jobView } from './job-view.ts';
import { permissionOf } from './job-work.ts';
import { serviceSets } from './service-sets.ts';
import type {
  JobsElsewhere,
  JobsHere,
  JobsView,
  MayDo,
  PlanView,
  ReportView,
} from './jobs-view.ts';

/** As often as other workstations are looked at. */
const LOOK_MS = 30_000;

/** Where jobs are looked at, begun, paused and ended, by whoever the page is shown to. */
export class JobOffice {
  readonly plans: JobPlans;
  private readonly steering: JobSteering;

  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly board: JobBoard,
    private readonly teller: JobTeller,
    private readonly runner: JobRunner,
  ) {
    this.plans = new JobPlans(ports, jobs);
    this.steering = new JobSteering(ports, jobs, teller, this.plans);
  }

  openFor(session: StaffSession): JobsView {
    this.runner.start();
    const { plans, steering } = this;
    return {
      can: this.allowedTo(session),
      knowsGps: this.ports.directory.describes,
      jobs$: this.whileSignedIn(this.jobs$(session), session),
      elsewhere$: this.whileSignedIn(this.elsewhere$(session), session),
      serviceSets: async () =>
        serviceSets(
          await firstValueFrom(this.ports.settings.settings$),
          this.ports.practice.nation,
        ),
      plan$: (chosen, work) => this.whileSignedIn(plans.look$(chosen, work, session), session),
      planAgain$: (jobId, batch) =>
        this.whileSignedIn(this.planAgain$(jobId, batch, session), session),
      start: async (planId) => inWords(await steering.start(planId, session)),
      pause: async (jobId) => inWords(await steering.pause(jobId, session)),
      resume: async (jobId) => inWords(await steering.resume(jobId, session)),
      cancel: async (jobId) => inWords(await steering.cancel(jobId, session)),
      report: async (jobId) => inWords(await this.report(jobId, session)),
      saveReport: async (jobId) => inWords(await this.saveReport(jobId, session)),
      saveAccounts$: (keys, list) =>
        this.whileSignedIn(
          accountsFile$(
            keys,
            list,
            steering.as('export-accounts', Permission.exportHistory, session),
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
    const letters: MayDo = this.ports.documents.printsLists
      ? by(permissionOf('print'))
      : { allowed: false, reason: text.noLetters };
    return {
      disable: by(permissionOf('disable')),
      print: letters,
      reprint: letters,
      create:
        this.ports.directory.find === undefined
          ? { allowed: false, reason: text.noPatients }
          : by(permissionOf('create')),
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
    const [posted, here] = await Promise.all([this.board.unfinished(), this.steering.jobsHere()]);
    this.teller.catchUp(here.filter(({ by }) => by.id === staff.id));
    if (!posted.ok) return { available: false, message: words('jobs').elsewhere.unknown };
    const own = new Set(here.map(({ id }) => id));
    const jobs = posted.value.filter(({ id }) => !own.has(id)).map(elsewhereView);
    return { available: true, jobs, at: this.ports.environment.now() };
  }

  private planAgain$(jobId: string, batch: number, session: StaffSession): Observable<PlanView> {
    return from(this.jobs.read(jobId)).pipe(
      switchMap((job) => {
        const work = job.ok ? job.value?.work : undefined;
        if (work === undefined || !isLetterWork(work)) return EMPTY;
        const again = { ...work, kind: 'reprint', again: work.again ?? batch } as const;
        return this.plans.look$({ jobId, batch }, again, session);
      }),
    );
  }

  private async report(jobId: string, session: StaffSession): Promise<Result<ReportView>> {
    if (!this.steering.isSignedIn(session)) return signedOut();
    const job = await this.jobs.read(jobId);
    if (!job.ok) return job;
    if (job.value === undefined) return no({ code: 'job-over' });
    const told = await everybody(job.value, this.jobs);
    return told.ok
      ? ok({ groups: groupsOf(told.value), batches: batchesTold(job.value, told.value) })
      : told;
  }

  private async saveReport(jobId: string, session: StaffSession): Promise<Result<boolean>> {
    const may = await this.steering.permit('export-job', Permission.exportHistory, session);
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
      directory.describes && this.steering.isSignedIn(session)
        ? await directory.describe(refs)
        : undefined;
    if (described?.ok !== true || !this.steering.isSignedIn(session)) return new Map();
    const unnamed = words('views').patient.nameNotRecorded;
    return new Map(
      [...described.value].map(([ref, { displayName }]) => [
        ref,
        visibleText(displayName ?? unnamed),
      ]),
    );
  }

  /** Nothing is said to whoever signs in after them. */
  private whileSignedIn<T>(stream$: Observable<T>, session: StaffSession): Observable<T> {
    const over$ = this.ports.sessions.session$.pipe(
      filter((current) => current?.id !== session.id),
    );
    return onlyStream(stream$.pipe(takeUntil(over$)));
  }
}
