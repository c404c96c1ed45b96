/** Which class answers which token, for what is done to many at once. Loaded with the page that shows it. */
import type { DependencyContainer } from 'tsyringe';
import type { CommandDesk } from '../services/application/commands/command-desk.ts';
import { AllPorts } from '../services/application/commands/command-ports.ts';
import { JobOffice } from '../services/application/jobs/job-office.ts';
import { JobRunner } from '../services/application/jobs/job-runner.ts';
import { JobTeller } from '../services/application/jobs/job-teller.ts';
import { FhirJobBoard } from '../services/fhir/fhir-job-board.ts';
import { JOB_BOARD } from '../services/ports/job-board.ts';
import { JOB_LEASE, JOB_STORE, type JobLease } from '../services/ports/jobs.ts';
import { WorkerLetterBatches } from '../services/letters/worker-letter-batches.ts';
import { LETTER_BATCHES, type LetterBatches } from '../services/ports/letter-batches.ts';
import { DexieJobStore } from '../services/storage/dexie-job-store.ts';
import { JobLock } from '../services/sync/job-lock.ts';
import { loadWords } from '../services/words/words.ts';
import { isDisposable, type Disposables } from './disposables.ts';
import { registerMissing } from './lazily.ts';

export async function composeJobs(
  container: DependencyContainer,
  desk: CommandDesk,
  disposables: Disposables,
): Promise<JobOffice> {
  await loadWords('jobs', 'accounts');
  const one = registerMissing(container);
  one(JOB_STORE, DexieJobStore);
  one(JOB_BOARD, FhirJobBoard);
  one<JobLease>(JOB_LEASE, JobLock);
  one<LetterBatches>(LETTER_BATCHES, WorkerLetterBatches);
  const ports = container.resolve(AllPorts);
  const [jobs, board] = [container.resolve(JOB_STORE), container.resolve(JOB_BOARD)];
  const teller = disposables.add(new JobTeller(board, jobs, () => ports.environment.elapsed()));
  const lease = container.resolve(JOB_LEASE);
  const batches = container.resolve(LETTER_BATCHES);
  if (isDisposable(batches)) disposables.add(batches);
  const runner = disposables.add(new JobRunner(ports, jobs, lease, desk, batches, teller));
  return new JobOffice(ports, jobs, board, teller, runner);
}
