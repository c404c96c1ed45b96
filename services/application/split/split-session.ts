/** What somebody may do on the page of splits and merges, for as long as they are signed in. */
import { filter, takeUntil, type Observable } from 'rxjs';
import { Permission } from '../../domain/practice/permission.ts';
import type { Reason } from '../../domain/reason.ts';
import type { AuditAction } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { TransferWork } from '../../domain/split/transfer-work.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { Transfers } from '../../ports/transfers.ts';
import { onlyStream } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { StaffAction } from '../commands/staff-action.ts';
import { groupsOf, whyOf } from '../jobs/groups.ts';
import type { JobPlans } from '../jobs/job-plans.ts';
import type { PlanView } from '../jobs/jobs-view.ts';
import { whomOf } from '../jobs/whom.ts';
import type { InLook } from './in-look.ts';
import type { OutLook } from './out-look.ts';

export class SplitSession {
  constructor(
    readonly session: StaffSession,
    readonly transfers: Transfers,
    readonly ports: AllPorts,
    private readonly plans: JobPlans,
    private readonly desk: Pick<CommandDesk, 'performInJob'>,
  ) {}

  get isSignedIn(): boolean {
    return this.ports.sessions.current()?.id === this.session.id;
  }

  /** Nothing is said to whoever signs in after them. */
  whileSignedIn<T>(stream$: Observable<T>): Observable<T> {
    const over$ = this.ports.sessions.session$.pipe(
      filter((current) => current?.id !== this.session.id),
    );
    return onlyStream(stream$.pipe(takeUntil(over$)));
  }

  /** What was looked at; to be begun by its id, once it is whole and there is somebody to do it to. */
  planOf(look: OutLook | InLook, work: TransferWork): PlanView {
    const { patients, looked, total, isWhole, stopped } = look;
    const todo = patients.filter(({ leftOut }) => leftOut === undefined);
    const leftOut = patients.flatMap(({ patientRef, leftOut: why }) =>
      why === undefined ? [] : [{ patientRef, label: whyOf(why) }],
    );
    const first = todo.slice(0, 100).map(({ patientRef }) => patientRef);
    return {
      ...(isWhole && todo.length > 0 && { id: this.plans.keep(look, work, this.session) }),
      todo: { label: '', count: todo.length, first },
      leftOut: groupsOf(leftOut),
      looked,
      total,
      isWhole,
      ...(stopped !== undefined && { stopped }),
    };
  }

  /** The action, where they may; who may not is noted. */
  async permitted(name: AuditAction, patientRef?: string): Promise<Result<StaffAction>> {
    const permission = Permission.splitPractice;
    const action = new StaffAction({ action: name, permission }, this.session, this.ports);
    if (patientRef !== undefined) action.concerns({ patientRef });
    if (!action.isSignedInStill()) return signedOut();
    if (this.session.permissions.includes(permission)) return ok(action);
    await action.auditRefusal(words('commands').action.audit.noPermission);
    return refuse(FailureKind.notPermitted, { code: 'not-permitted' });
  }

  /** One patient, for somebody who has said so of them alone. */
  async one(
    name: AuditAction,
    patientRef: string,
    command: readonly [string, object],
  ): Promise<Result<void>> {
    const asked = await this.permitted(name, patientRef);
    if (!asked.ok) return asked;
    const action = asked.value;
    const whom = await whomOf(patientRef, this.ports);
    if (!('facts' in whom)) return refuse(FailureKind.notAllowed, whyNobody(whom));
    const operationId = this.ports.environment.newId();
    const [called, input] = command;
    const given = { ...input, operationId, patientRef };
    const stands = (): Promise<Result<void>> =>
      Promise.resolve(action.isSignedInStill() ? ok() : signedOut());
    const done = await this.desk.performInJob(called, given, whom.facts, stands, false);
    this.ports.sync.nudge();
    if (done.ok) return ok();
    if (done.failure.kind !== FailureKind.storageUnavailable) {
      await action.auditRefusal(sentenceOf(done.failure.reason));
    }
    return done;
  }
}

export function signedOut(): Result<never> {
  return refuse(FailureKind.notPermitted, { code: 'signed-out' });
}

function whyNobody(
  whom: Exclude<Awaited<ReturnType<typeof whomOf>>, { readonly facts: unknown }>,
): Reason {
  if ('held' in whom) return whom.held;
  return 'failed' in whom ? whom.failed : whom.leftOut;
}
