import { exhaustMap, filter, from, map, merge, of, takeUntil, type Observable } from 'rxjs';
import type { Job } from '../../domain/jobs/job.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { Reason } from '../../domain/reason.ts';
import type { AuditAction } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { checklistFor } from '../../domain/split/checklist.ts';
import { isClosedBy } from '../../domain/split/moved-away.ts';
import { newPractice } from '../../domain/split/new-practice.ts';
import { isTransfer } from '../../domain/split/transfer-work.ts';
import {
  GIVE_BACK_REASONS,
  givenBack,
  oldPatientOf,
  TransferState,
  type Transfer,
} from '../../domain/split/transfer.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { Transfers } from '../../ports/transfers.ts';
import { onlyStream, timer } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { inWords, sentenceOf } from '../commands/refusal.ts';
import { StaffAction } from '../commands/staff-action.ts';
import { groupsOf, whyOf } from '../jobs/groups.ts';
import type { JobOffice } from '../jobs/job-office.ts';
import { jobView } from '../jobs/job-view.ts';
import type { JobsHere, PlanView } from '../jobs/jobs-view.ts';
import { whomOf } from '../jobs/whom.ts';
import { arrivalView } from './arrival-view.ts';
import { finish, isForAPerson } from './finishing.ts';
import { lookIn$, type InLook } from './in-look.ts';
import { lookOut$, type OutLook } from './out-look.ts';
import type { SplitRoom } from './split-source.ts';
import type {
  Agreement,
  Finishing,
  InPlan,
  OnTheWay,
  OutInput,
  OutPlan,
  SplitView,
  WayRow,
} from './split-view.ts';
import { no, transferNow, transferWritten, unreachable } from './transfer-writes.ts';

/** As often as it is seen to what is being taken in. */
const FINISH_MS = 10_000;
/** Lines of a job read at a time. */
const AT_A_TIME = 1000;

/** Where accounts are handed over to another practice, taken in and taken back, by whoever the page is shown to. */
export class SplitOffice implements SplitRoom {
  constructor(
    readonly transfers: Transfers,
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly office: JobOffice,
    private readonly desk: Pick<CommandDesk, 'performInJob'>,
  ) {}

  openFor(session: StaffSession): SplitView {
    const steering = this.office.openFor(session);
    const { practice, environment } = this.ports;
    return {
      ...steering,
      can: { export: steering.can.export },
      ownNation: practice.nation,
      today: environment.today(),
      jobs$: this.whileSignedIn(this.jobs$(session), session),
      checklist: (on) => {
        const { checklist } = words('split');
        return checklistFor(on).map((each) => ({ on: each.on, text: checklist[each.item] }));
      },
      usualGps: () => this.usualGps(),
      planOut: (input) => Promise.resolve(inWords(this.planOut(input, session))),
      planIn$: () => this.whileSignedIn(this.planIn$(session), session),
      onTheWay: async () => inWords(await this.onTheWay(session)),
      finishing$: this.whileSignedIn(this.finishing$(session), session),
      takeBack: async (id) => inWords(await this.takeBack(id, session)),
      closeHere: async (id) => inWords(await this.closeHere(id, session)),
      match: async (id, patientRef) => inWords(await this.match(id, patientRef, session)),
      giveBack: async (id, because) => inWords(await this.giveBack(id, because, session)),
      agreement: async (jobId) => inWords(await this.agreement(jobId, session)),
    };
  }

  private jobs$(session: StaffSession): Observable<JobsHere> {
    return this.jobs.jobs$.pipe(
      map((answer): JobsHere =>
        answer.available
          ? {
              available: true,
              jobs: answer.jobs
                .filter(({ work }) => isTransfer(work))
                .map((job) => jobView(job, session)),
            }
          : { available: false, message: sentenceOf(answer.reason) },
      ),
    );
  }

  private async usualGps(): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const gps = await this.ports.directory.usualGps?.();
    return gps?.ok === true ? gps.value : [];
  }

  private planOut(input: OutInput, session: StaffSession): Result<Observable<OutPlan>> {
    const { practice, environment } = this.ports;
    const to = newPractice(input.practice, { own: practice.id, today: environment.today() });
    if (!to.ok) return to;
    const { who, restricted } = input;
    if (who.by === 'usual-gp' && who.id === '') return wrong('usual-gp-missing', 'gp');
    if (who.by === 'list' && who.text.trim() === '') return wrong('list-empty', 'list');
    const work = { kind: 'transfer-out', to: to.value, restricted } as const;
    const plan$ = lookOut$(who, work, this.ports).pipe(
      map((look): OutPlan => {
        const id = this.planIdOf(look, () => this.office.plans.keep(look, work, session));
        return { ...planView(look), ...id, ...outRest(look) };
      }),
    );
    return ok(this.whileSignedIn(plan$, session));
  }

  private planIn$(session: StaffSession): Observable<InPlan> {
    const work = { kind: 'transfer-in' } as const;
    return lookIn$(this.transfers, this.ports).pipe(
      map((look): InPlan => {
        const id = this.planIdOf(look, () => this.office.plans.keep(look, work, session));
        const { hadOne, unreadable, unmatched } = look;
        return {
          ...planView(look),
          ...id,
          hadOne,
          unreadable,
          unmatched: unmatched.map((each) => arrivalView(each, this.ports)),
          findsPatients: this.ports.finder.find !== undefined,
        };
      }),
    );
  }

  private planIdOf(
    { isWhole, patients }: Pick<OutLook, 'isWhole' | 'patients'>,
    keep: () => string,
  ): { readonly id?: string } {
    return isWhole && patients.some(({ leftOut }) => leftOut === undefined) ? { id: keep() } : {};
  }

  private async onTheWay(session: StaffSession): Promise<Result<OnTheWay>> {
    if (!this.isSignedIn(session)) return signedOut();
    const found = await this.transfers.list('out', [
      TransferState.handedOver,
      TransferState.claimed,
      TransferState.takenBack,
      TransferState.givenBack,
    ]);
    if (!found.ok) return unreachable(found.failure);
    const { transfers, unreadable, isWhole } = found.value;
    const rows: WayRow[] = [];
    for (const { body } of transfers) {
      const row = await this.wayRow(body);
      if (!row.ok) return row;
      if (row.value !== undefined) rows.push(row.value);
    }
    return ok({ rows, unreadable, isWhole });
  }

  /** `undefined`: nothing is left to do about it. */
  private async wayRow(transfer: Transfer): Promise<Result<WayRow | undefined>> {
    const patientRef = oldPatientOf(transfer);
    const records = await this.ports.store.read(patientRef);
    if (!records.ok) return records;
    const isClosed = isClosedBy(records.value.account, transfer);
    const state = wayState(transfer, isClosed);
    if (state === undefined) return ok(undefined);
    const { id, to, handedOverAt: at } = transfer;
    const text = words('split').way.states[state](transfer.givenBackBecause);
    return ok({ id, patientRef, to: to.name, at, state, text });
  }

  private finishing$(session: StaffSession): Observable<Finishing> {
    return merge(of(undefined), timer(FINISH_MS, FINISH_MS)).pipe(
      exhaustMap(() => from(finish(this.transfers, this.ports, () => this.isSignedIn(session)))),
    );
  }

  private async takeBack(id: string, session: StaffSession): Promise<Result<void>> {
    return this.one('take-back-account', oldPatientOf({ id }), session, (operationId) => [
      'takeBackAccount',
      { operationId, transferId: id },
    ]);
  }

  private async closeHere(id: string, session: StaffSession): Promise<Result<void>> {
    const held = await transferNow(id, this.transfers);
    if (!held.ok) return held;
    const { to } = held.value.body;
    const { practice, environment } = this.ports;
    const where = { ...to, nation: practice.nation, on: environment.today() };
    return this.one('hand-over-account', oldPatientOf({ id }), session, (operationId) => [
      'handOverAccount',
      { operationId, transferId: id, to: where, restricted: true },
    ]);
  }

  private match(id: string, patientRef: string, session: StaffSession): Promise<Result<void>> {
    return this.one('take-in-account', patientRef, session, (operationId) => [
      'takeInAccount',
      { operationId, transferId: id, byHand: true },
    ]);
  }

  /** One patient, for somebody who has said so of them alone. */
  private async one(
    action: AuditAction,
    patientRef: string,
    session: StaffSession,
    command: (operationId: string) => readonly [string, object],
  ): Promise<Result<void>> {
    const asked = this.as(action, session);
    asked.concerns({ patientRef });
    const may = await this.permit(asked);
    if (!may.ok) return may;
    const whom = await whomOf(patientRef, this.ports);
    if (!('facts' in whom)) {
      return refuse(FailureKind.notAllowed, whyNobody(whom));
    }
    const operationId = this.ports.environment.newId();
    const [name, input] = command(operationId);
    const given = { ...input, operationId, patientRef };
    const stands = (): Promise<Result<void>> =>
      Promise.resolve(asked.isSignedInStill() ? ok() : signedOut());
    const done = await this.desk.performInJob(name, given, whom.facts, stands, false);
    this.ports.sync.nudge();
    if (done.ok) return ok();
    if (done.failure.kind !== FailureKind.storageUnavailable) {
      await asked.auditRefusal(sentenceOf(done.failure.reason));
    }
    return done;
  }

  private async giveBack(
    id: string,
    because: string,
    session: StaffSession,
  ): Promise<Result<void>> {
    const reason = GIVE_BACK_REASONS.find((known) => known === because);
    if (reason === undefined) return wrong('give-back-reason-missing', 'because');
    const asked = this.as('give-back-account', session);
    const may = await this.permit(asked);
    if (!may.ok) return may;
    const held = await transferNow(id, this.transfers);
    if (!held.ok) return held;
    const { body } = held.value;
    if (body.content === undefined) return no({ code: 'transfer-over' });
    const made = body.claimedFor && (await this.ports.store.read(body.claimedFor));
    if (made && !made.ok) return made;
    if (made && made.value.account !== undefined) return no({ code: 'transfer-claimed' });
    const operationId = this.ports.environment.newId();
    const over = givenBack(body, reason);
    const written = await transferWritten(held.value, over, operationId, this.transfers);
    if (!written.ok) return written;
    return asked.audit(words('split').audit.givenBack(body.from, reason));
  }

  private async agreement(jobId: string, session: StaffSession): Promise<Result<Agreement>> {
    if (!this.isSignedIn(session)) return signedOut();
    const job = await this.jobs.read(jobId);
    if (!job.ok) return job;
    if (job.value === undefined) return refuse(FailureKind.notAllowed, { code: 'job-over' });
    const undecided = await this.undecided(job.value);
    if (!undecided.ok) return undecided;
    const differing: { readonly patientRef: string; readonly label: string }[] = [];
    for (let read = 0; ; read += AT_A_TIME) {
      const lines = await this.jobs.lines(jobId, read, AT_A_TIME);
      if (!lines.ok) return lines;
      for (const line of lines.value) {
        const { patientRef } = line;
        if (differs(line)) differing.push({ patientRef, label: differenceIn(line) });
        else if (undecided.value.has(patientRef)) {
          differing.push({ patientRef, label: sentenceOf({ code: 'disabled-there-open-here' }) });
        }
      }
      if (lines.value.length < AT_A_TIME) return ok(agreementView(job.value, differing));
    }
  }

  /** Of whom another workstation has taken in another transfer at the same time, so that a person has to say what holds. */
  private async undecided({ work }: Job): Promise<Result<ReadonlySet<string>>> {
    if (work.kind !== 'transfer-in') return ok(new Set());
    const claimed = await this.transfers.list('in', [TransferState.claimed]);
    if (!claimed.ok) return unreachable(claimed.failure);
    const found = new Set<string>();
    for (const { body } of claimed.value.transfers) {
      if (await isForAPerson(body, this.ports)) found.add(body.claimedFor ?? '');
    }
    return ok(found);
  }

  private async permit(asked: StaffAction): Promise<Result<void>> {
    if (!asked.isSignedInStill()) return signedOut();
    if (asked.session.permissions.includes(Permission.splitPractice)) return ok();
    await asked.auditRefusal(words('commands').action.audit.noPermission);
    return refuse(FailureKind.notPermitted, { code: 'not-permitted' });
  }

  private as(action: AuditAction, session: StaffSession): StaffAction {
    return new StaffAction({ action, permission: Permission.splitPractice }, session, this.ports);
  }

  private isSignedIn({ id }: StaffSession): boolean {
    return this.ports.sessions.current()?.id === id;
  }

  /** Nothing is said to whoever signs in after them. */
  private whileSignedIn<T>(stream$: Observable<T>, session: StaffSession): Observable<T> {
    const over$ = this.ports.sessions.session$.pipe(
      filter((current) => current?.id !== session.id),
    );
    return onlyStream(stream$.pipe(takeUntil(over$)));
  }
}

function wayState({ state }: Transfer, isClosed: boolean): WayRow['state'] | undefined {
  switch (state) {
    case TransferState.handedOver:
      return isClosed ? 'waiting' : 'open-here';
    case TransferState.claimed:
      return isClosed ? 'being-taken-in' : 'open-here';
    case TransferState.takenBack:
      return isClosed ? 'back-unfinished' : undefined;
    case TransferState.givenBack:
      return isClosed ? 'given-back' : undefined;
    case TransferState.takenIn:
      return undefined;
  }
}

function planView({ patients, looked, total, isWhole, stopped }: OutLook | InLook): PlanView {
  const todo = patients.filter(({ leftOut }) => leftOut === undefined);
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

function outRest({ notices, rejected }: OutLook): Pick<OutPlan, 'notices' | 'rejected'> {
  const text = words('split');
  return {
    notices: [...notices].map(([notice, refs]) => ({
      label: text.notices[notice],
      count: refs.length,
      first: refs.slice(0, 100),
    })),
    rejected: rejected.map(({ line, text: said, reason }) => ({
      line,
      text: said,
      why: text.lineOf(reason) ?? whyOf(reason as Reason),
    })),
  };
}

/** Of who was left out from the start, that was what the look said. */
function differs({ leftOut, outcome }: JobLine): boolean {
  return leftOut === undefined && (outcome?.what !== 'done' || outcome.reason !== undefined);
}

function differenceIn({ outcome }: JobLine): string {
  const text = words('jobs').report;
  if (outcome === undefined) return text.notYet;
  const why = whyOf(outcome.reason);
  if (outcome.what === 'done') return text.doneOtherwise(why);
  return outcome.what === 'failed' ? text.failed(why) : text.leftOut(why);
}

function agreementView(
  { total }: Job,
  differing: readonly { readonly patientRef: string; readonly label: string }[],
): Agreement {
  const agrees = differing.length === 0;
  const { agreement } = words('split');
  return {
    agrees,
    text: agrees ? agreement.same(total) : agreement.differs(differing.length, total),
    differences: groupsOf(differing),
  };
}

function whyNobody(
  whom: Exclude<Awaited<ReturnType<typeof whomOf>>, { readonly facts: unknown }>,
): Reason {
  if ('held' in whom) return whom.held;
  return 'failed' in whom ? whom.failed : whom.leftOut;
}

function wrong(
  code: 'usual-gp-missing' | 'list-empty' | 'give-back-reason-missing',
  field: string,
): Result<never> {
  return refuse(FailureKind.invalid, { code }, field);
}

function signedOut(): Result<never> {
  return refuse(FailureKind.notPermitted, { code: 'signed-out' });
}
