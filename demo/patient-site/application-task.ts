import type { Task } from 'fhir/r4';
import { APPLICATION_ID } from '../../services/fhir/application-vocabulary.ts';
import { ACCOUNT_KEY } from '../../services/fhir/vocabulary.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import { identifierOf } from './resource-parts.ts';

/** Whether the practice has rejected the application for this account. It never changes its mind. */
export async function wasRejected(fhir: FhirGateway, accountKey: string): Promise<boolean> {
  const identifier = `${ACCOUNT_KEY}|${accountKey}`;
  const tasks = await fhir.search<Task>('Task', { identifier });
  const application = tasks.find((task) => identifierOf(task, APPLICATION_ID) !== undefined);
  return application?.status === 'rejected';
}
