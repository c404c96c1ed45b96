/** Whom something is to be done to: chosen on a list, or by what became of them in a job. */
import { isLetterWork, type JobPatient } from '../../domain/jobs/job.ts';
import { placesOf } from '../../domain/jobs/letter-batches.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { patientsAt, slicesOf } from '../practice/worklist-slices.ts';
import { outcomeOf } from './job-report.ts';
import type { Chosen } from './jobs-view.ts';

/** Somebody, and the codes that their letter had, where that is known. */
export type Somebody = Pick<JobPatient, 'patientRef' | 'registrationId'>;

/** Some of them, and how many of those chosen they stand for: some lines are of records that are gone. */
export interface SomeChosen {
  readonly people: readonly Somebody[];
  readonly looked: number;
}

const AT_A_TIME = 100;

/** How many were chosen, and all of them by and by; a slice is read when it is asked for. */
export async function whomChosen(
  chosen: Chosen,
  { register }: Pick<CommandPorts, 'register'>,
  jobs: Pick<JobStore, 'read' | 'lines'>,
): Promise<
  Result<{ readonly total: number; readonly slices: Iterable<() => Promise<Result<SomeChosen>>> }>
> {
  if ('keys' in chosen) {
    const slices = [...slicesOf(chosen.keys)].map((keys) => () => peopleAt(keys, register));
    return ok({ total: chosen.keys.length, slices });
  }
  if ('refs' in chosen) return ok(inSlices(chosen.refs.map((patientRef) => ({ patientRef }))));
  const people = await peopleOf(chosen, jobs);
  return people.ok ? ok(inSlices(people.value)) : people;
}

function inSlices(people: readonly Somebody[]) {
  const count = Math.ceil(people.length / AT_A_TIME);
  const slices = Array.from({ length: count }, (_, index) => () => {
    const some = people.slice(index * AT_A_TIME, (index + 1) * AT_A_TIME);
    return Promise.resolve(ok({ people: some, looked: some.length }));
  });
  return { total: people.length, slices };
}

async function peopleAt(
  keys: readonly number[],
  register: CommandPorts['register'],
): Promise<Result<SomeChosen>> {
  const lines = await patientsAt(keys, { register });
  if (!lines.available) return refuse(FailureKind.storageUnavailable, lines.reason);
  const refs = new Set([...lines.value.values()].map(({ patientRef }) => patientRef));
  return ok({ people: [...refs].map((patientRef) => ({ patientRef })), looked: keys.length });
}

/** Who was done by a job; of a batch all who had a letter in it, or may have had one. */
async function peopleOf(
  { jobId, batch }: Extract<Chosen, { readonly jobId: string }>,
  jobs: Pick<JobStore, 'read' | 'lines'>,
): Promise<Result<readonly Somebody[]>> {
  const read = await jobs.read(jobId);
  if (!read.ok) return read;
  const job = read.value;
  if (job === undefined) return refuse(FailureKind.notAllowed, { code: 'job-over' });
  const { from, count } =
    batch === undefined || !isLetterWork(job.work)
      ? { from: 0, count: job.total }
      : placesOf(job, job.work, batch);
  const lines = await jobs.lines(jobId, from, count);
  if (!lines.ok) return lines;
  const wanted = (line: JobLine, place: number): boolean => {
    const what = outcomeOf(job, line, place)?.what;
    return what === 'done' || (batch !== undefined && (what === 'unknown' || what === 'failed'));
  };
  return ok(lines.value.filter((line, index) => wanted(line, from + index)));
}
