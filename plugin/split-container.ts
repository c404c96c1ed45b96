/** Which class answers which token, for accounts on their way between practices. Loaded with the page that shows them. */
import type { DependencyContainer } from 'tsyringe';
import type { CommandDesk } from '../services/application/commands/command-desk.ts';
import { AllPorts } from '../services/application/commands/command-ports.ts';
import type { JobOffice } from '../services/application/jobs/job-office.ts';
import { SplitOffice } from '../services/application/split/split-office.ts';
import type { SplitRoom } from '../services/application/split/split-source.ts';
import { FhirTransfers } from '../services/fhir/fhir-transfers.ts';
import { JOB_STORE } from '../services/ports/jobs.ts';
import { TRANSFERS, type Transfers } from '../services/ports/transfers.ts';
import { loadWords } from '../services/words/words.ts';
import { registerMissing } from './lazily.ts';

export async function composeSplit(
  container: DependencyContainer,
  desk: CommandDesk,
  office: JobOffice,
): Promise<SplitRoom> {
  await loadWords('split');
  registerMissing(container)<Transfers>(TRANSFERS, FhirTransfers);
  const [transfers, jobs] = [container.resolve(TRANSFERS), container.resolve(JOB_STORE)];
  return new SplitOffice(transfers, container.resolve(AllPorts), jobs, office, desk);
}
