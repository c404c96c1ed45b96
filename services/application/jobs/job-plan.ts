/** Who would be done, and who is left out and why: looked at before anything is done to anybody. */
import { Observable } from 'rxjs';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { isLetterWork, type JobPatient, type BulkWork } from '../../domain/jobs/job.ts';
import { inLetterOrder, type InOrder } from '../../domain/jobs/letter-batches.ts';
import type { Reason } from '../../domain/reason.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobStore } from '../../ports/jobs.ts';
import { NoAnswer } from '../../streams/first-within.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import { whomChosen, type Somebody } from './chosen.ts';
import { whyNot } from './job-work.ts';
import type { Chosen } from './jobs-view.ts';
import { usualGpsOf } from './usual-gps.ts';
import { whomOf } from './whom.ts';

/** A host is asked about so many at the same time. */
const AT_A_TIME = 10;

/** How far a look has come. */
export interface LookSoFar {
  readonly patients: readonly JobPatient[];
  /** Of those who were chosen. */
  readonly looked: number;
  readonly total: number;
  readonly isWhole: boolean;
  /** Why nobody is looked at any further. */
  readonly stopped?: string;
}

/** Somebody who was looked at; of who gets a letter, by what it is put in its place. */
interface Judged {
  readonly patient: JobPatient;
  readonly letter?: InOrder;
}

/** Looks at everybody who was chosen, once; unsubscribing ends it. */
export function look$(
  chosen: Chosen,
  work: BulkWork,
  ports: AllPorts,
  jobs: Pick<JobStore, 'read' | 'lines'>,
): Observable<LookSoFar> {
  return new Observable((subscriber) => {
    const judged: Judged[] = [];
    let [looked, total] = [0, 0];
    const tell = (rest: Pick<LookSoFar, 'isWhole' | 'stopped'>): void => {
      const patients = judged.map(({ patient }) => patient);
      subscriber.next({ patients, looked, total, ...rest });
    };
    const look = async (): Promise<Result<void>> => {
      const whom = await whomChosen(chosen, ports, jobs);
      if (!whom.ok) return whom;
      total = whom.value.total;
      for (const slice of whom.value.slices) {
        const some = await slice();
        if (!some.ok) return some;
        const seen = await judgeAll(some.value.people, work, ports, () => subscriber.closed);
        if (!seen.ok || subscriber.closed) return seen.ok ? ok() : seen;
        judged.push(...seen.value);
        looked += some.value.looked;
        tell({ isWhole: false });
      }
      const patients = inPlaces(judged, work);
      subscriber.next({ patients, looked, total, isWhole: true });
      return ok();
    };
    look().then(
      (end) => {
        if (!end.ok) tell({ isWhole: false, stopped: sentenceOf(end.failure.reason) });
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
  });
}

async function judgeAll(
  people: readonly Somebody[],
  work: BulkWork,
  ports: AllPorts,
  isOver: () => boolean,
): Promise<Result<readonly Judged[]>> {
  const judged: Judged[] = [];
  for (let from = 0; from < people.length && !isOver(); from += AT_A_TIME) {
    const some = people.slice(from, from + AT_A_TIME);
    for (const each of await Promise.all(some.map((one) => judge(one, work, ports)))) {
      if (!each.ok) return each;
      judged.push(each.value);
    }
  }
  return isLetterWork(work) && work.order === 'gp' ? withUsualGps(judged, ports) : ok(judged);
}

async function judge(
  { patientRef, registrationId }: Somebody,
  work: BulkWork,
  ports: AllPorts,
): Promise<Result<Judged>> {
  const leave = (leftOut: Reason): Result<Judged> => ok({ patient: { patientRef, leftOut } });
  const whom = await whomOf(patientRef, ports);
  if ('held' in whom) return refuse(FailureKind.storageUnavailable, whom.held);
  if ('failed' in whom) return leave(whom.failed);
  if ('leftOut' in whom) return leave(whom.leftOut);
  const why = await whyNotNow(work, whom.facts, ports, registrationId);
  if (why !== undefined) return leave(why);
  return ok(isLetterWork(work) ? withLetter(patientRef, whom.facts) : { patient: { patientRef } });
}

async function whyNotNow(
  work: BulkWork,
  facts: PatientFacts,
  ports: AllPorts,
  registrationId?: string,
): Promise<Reason | undefined> {
  try {
    return await whyNot(work, facts, ports, registrationId);
  } catch (error) {
    if (error instanceof NoAnswer) return { code: 'host-refused-one' };
    throw error;
  }
}

function withLetter(patientRef: string, { patient, records }: PatientFacts): Judged {
  const { displayName: name, birthDate } = patient;
  const registrationId = pendingRegistration(records)?.id;
  return {
    patient: { patientRef, ...(registrationId !== undefined && { registrationId }) },
    letter: { patientRef, name, birthDate },
  };
}

async function withUsualGps(
  judged: readonly Judged[],
  ports: AllPorts,
): Promise<Result<readonly Judged[]>> {
  const refs = judged.flatMap(({ letter }) => letter?.patientRef ?? []);
  const gps = await usualGpsOf(refs, ports);
  if (!gps.ok) return gps;
  return ok(
    judged.map(({ patient, letter }) => ({
      patient,
      ...(letter && { letter: { ...letter, usualGp: gps.value.get(letter.patientRef) } }),
    })),
  );
}

/** Letters in the order in which they will lie, and behind them whoever gets none. */
function inPlaces(judged: readonly Judged[], work: BulkWork): readonly JobPatient[] {
  if (!isLetterWork(work)) return judged.map(({ patient }) => patient);
  const letters = judged.flatMap(({ patient, letter }) =>
    letter === undefined ? [] : [{ ...letter, patient }],
  );
  const others = judged.filter(({ letter }) => letter === undefined);
  return [...inLetterOrder(letters, work.order), ...others].map(({ patient }) => patient);
}
