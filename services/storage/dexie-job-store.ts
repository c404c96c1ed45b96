import { Dexie } from 'dexie';
import { map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import { withOutcomes, type Job, type JobOutcome, type JobPatient } from '../domain/jobs/job.ts';
import { ok, type Result } from '../domain/result.ts';
import type { JobLine, JobsAnswer, JobStore } from '../ports/jobs.ts';
import type { JobPatientsRow, TableName, Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { refusingStorageFailures } from './storage-failure.ts';

/** A row of them is read and written in no time. */
const PATIENTS_A_ROW = 1000;
/** With the operations, so that it is on the disk before anybody is told. */
const STARTING = ['jobs', 'jobPatients', 'operations'] as const satisfies readonly TableName[];
const STEERING = ['jobs', 'operations'] as const satisfies readonly TableName[];

/** {@link JobStore} in IndexedDB. */
@injectable()
export class DexieJobStore implements JobStore {
  readonly jobs$: Observable<JobsAnswer>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase) {
    this.jobs$ = database
      .live(({ jobs }) => jobs.orderBy('startedAt').reverse().toArray())
      .pipe(map((answer) => (answer.available ? { available: true, jobs: answer.value } : answer)));
  }

  add(job: Job, patients: readonly JobPatient[]): Promise<Result<void>> {
    const { id: jobId, startedAt } = job;
    const rows: JobPatientsRow[] = [];
    for (let from = 0; from < patients.length; from += PATIENTS_A_ROW) {
      const some = patients.slice(from, from + PATIENTS_A_ROW);
      rows.push({ jobId, part: rows.length, startedAt, patients: some });
    }
    return refusingStorageFailures(async () => {
      await this.database.write(STARTING, (tables) =>
        Dexie.Promise.all([tables.jobs.add(job), tables.jobPatients.bulkAdd(rows)]),
      );
      return ok();
    });
  }

  read(jobId: string): Promise<Result<Job | undefined>> {
    return refusingStorageFailures(async () =>
      ok(await this.database.read(['jobs'], ({ jobs }) => jobs.get(jobId))),
    );
  }

  change(jobId: string, change: (job: Job) => Job): Promise<Result<Job | undefined>> {
    return refusingStorageFailures(async () =>
      ok(await this.database.write(STEERING, (tables) => changed(tables, jobId, change))),
    );
  }

  lines(jobId: string, from: number, count: number): Promise<Result<readonly JobLine[]>> {
    const first = Math.floor(from / PATIENTS_A_ROW);
    const last = Math.floor((from + count - 1) / PATIENTS_A_ROW);
    return refusingStorageFailures(async () => {
      const [rows, outcomes] = await this.database.read(
        ['jobPatients', 'jobOutcomes'],
        ({ jobPatients, jobOutcomes }) =>
          Dexie.Promise.all([
            jobPatients
              .where('[jobId+part]')
              .between([jobId, first], [jobId, last], true, true)
              .toArray(),
            jobOutcomes
              .where('[jobId+place]')
              .between([jobId, from], [jobId, from + count], true, false)
              .toArray(),
          ]),
      );
      const found = new Map(
        outcomes.map(({ place, what, reason, at }): readonly [number, JobOutcome] => [
          place,
          { what, at, ...(reason !== undefined && { reason }) },
        ]),
      );
      const skipped = from - first * PATIENTS_A_ROW;
      const patients = rows.flatMap((row) => row.patients).slice(skipped, skipped + count);
      return ok(
        patients.map((patient, index) => {
          const outcome = found.get(from + index);
          return outcome === undefined ? patient : { ...patient, outcome };
        }),
      );
    });
  }

  settle(
    jobId: string,
    from: number,
    outcomes: readonly JobOutcome[],
    took: number,
  ): Promise<Result<Job | undefined>> {
    return refusingStorageFailures(async () =>
      ok(
        await this.database.writeAhead(['jobs', 'jobOutcomes'], async (tables) => {
          const job = await tables.jobs.get(jobId);
          if (job === undefined || from < job.next) return job;
          const { startedAt } = job;
          const settled = withOutcomes(job, from, outcomes, took);
          await tables.jobOutcomes.bulkPut(
            outcomes.map((outcome, index) => ({
              jobId,
              place: from + index,
              startedAt,
              ...outcome,
            })),
          );
          await tables.jobs.put(settled);
          return settled;
        }),
      ),
    );
  }

  wasCommitted(operationId: string): Promise<Result<boolean>> {
    return refusingStorageFailures(async () => {
      const count = await this.database.read(['operations'], ({ operations }) =>
        operations.where('operationId').equals(operationId).count(),
      );
      return ok(count > 0);
    });
  }
}

async function changed(
  { jobs }: Tables,
  jobId: string,
  change: (job: Job) => Job,
): Promise<Job | undefined> {
  const job = await jobs.get(jobId);
  if (job === undefined) return undefined;
  const next = change(job);
  if (next !== job) await jobs.put(next);
  return next;
}
