import { map, type Observable } from 'rxjs';
import {
  isLetterWork,
  type BulkWork,
  type JobPatient,
  type JobWork,
} from '../../domain/jobs/job.ts';
import type { JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { FIRST, groupsOf, whyOf } from './groups.ts';
import { look$, type LookSoFar } from './job-plan.ts';
import type { Chosen, PlanView } from './jobs-view.ts';

/** What was looked at longer ago is looked at again before anything is done. */
const PLAN_HOLDS_MS = 15 * 60_000;

/** What somebody has looked at and may begin. */
export interface Plan {
  readonly id: string;
  readonly work: JobWork;
  readonly patients: readonly JobPatient[];
}

/** Looks, and remembers the last one till it is begun: who looks again forgets what they saw before. */
export class JobPlans {
  private kept: (Plan & { readonly sessionId: string; readonly madeAt: number }) | undefined;

  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
  ) {}

  look$(chosen: Chosen, work: BulkWork, session: StaffSession): Observable<PlanView> {
    this.kept = undefined;
    return look$(chosen, work, this.ports, this.jobs).pipe(
      map((soFar) => {
        const id =
          soFar.isWhole && soFar.patients.some(isTodo)
            ? this.keep(soFar, work, session)
            : undefined;
        return { ...planView(soFar, work), ...(id !== undefined && { id }) };
      }),
    );
  }

  /** What this person has looked at a moment ago; `undefined` where it was somebody else, or too long ago. */
  heldBy(session: StaffSession, planId: string): Plan | undefined {
    const { kept } = this;
    if (kept?.id !== planId || kept.sessionId !== session.id) return undefined;
    return this.ports.environment.elapsed() - kept.madeAt > PLAN_HOLDS_MS ? undefined : kept;
  }

  /** It has been begun, and is not begun twice. */
  forget(): void {
    this.kept = undefined;
  }

  /** What somebody has looked at, so that they may begin it by the id that this gives. */
  keep({ patients }: Pick<LookSoFar, 'patients'>, work: JobWork, session: StaffSession): string {
    const { environment } = this.ports;
    const id = environment.newId();
    this.kept = { id, work, patients, sessionId: session.id, madeAt: environment.elapsed() };
    return id;
  }
}

function planView(
  { patients, looked, total, isWhole, stopped }: LookSoFar,
  work: BulkWork,
): PlanView {
  const todo = patients.filter(isTodo);
  const leftOut = patients.flatMap(({ patientRef, leftOut: why }) =>
    why === undefined ? [] : [{ patientRef, label: whyOf(why) }],
  );
  const first = todo.slice(0, FIRST).map(({ patientRef }) => patientRef);
  return {
    todo: { label: '', count: todo.length, first },
    ...(isLetterWork(work) && { batches: Math.ceil(todo.length / work.size) }),
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
