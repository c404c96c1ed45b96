import { randomUUID } from 'node:crypto';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { eventually } from '../eventually.ts';
import { found } from '../findings.ts';
import { objects, object, text, type Json } from '../../../services/fhir/mapping/reading.ts';
import { resourcesOf } from '../search.ts';
import type { Trial, Try } from '../try.ts';

/** What a look for changes asks for. */
const TYPES = ['Person', 'Task', 'Consent', 'QuestionnaireResponse', 'DocumentReference'];

/** Several searches in one request, as the product makes and reads them. */
export const batch: Try = {
  name: 'several searches in one request',
  subject: 'bundles',
  writes: false,
  async run(trial) {
    const { server, samples } = trial;
    const { status } = await server.send(batchOf(samples.tag));
    if (status !== 200) return [found('no-batch', { status })];
    // An account is there: of an answer without any nobody can tell whose it is.
    const mayWrite = samples.patient !== undefined;
    const body = samples.person('batch');
    if (mayWrite) await server.send({ method: 'POST', path: 'Person', body });
    const isWhole = await eventually(server, async () => {
      const answer = await server.send(batchOf(samples.tag));
      const hasAny = pagesOf(answer.body).some((page) => resourcesOf(page).length > 0);
      return isInOrder(answer.body) && hasAny === mayWrite;
    });
    if (!isWhole) return [found('batch-incomplete')];
    return [found((await heedsTag(trial)) ? 'batch' : 'batch-tag-ignored')];
  },
};

function batchOf(_tag: string) {
  const query = new URLSearchParams({ _tag, _sort: '_lastUpdated', _count: '5' }).toString();
  const entry = TYPES.map((type) => ({ request: { method: 'GET', url: `${type}?${query}` } }));
  const body = { resourceType: 'Bundle', type: 'batch', entry };
  return { method: 'POST', path: '', body } as const;
}

/** A page for each search, in the order of what was asked; any other answer the product leaves, and asks one by one. */
function isInOrder(body: Json): boolean {
  const entries = objects(body.entry);
  return (
    body.type === 'batch-response' &&
    entries.length === TYPES.length &&
    entries.every(({ response, resource }, place) => {
      const page = object(resource);
      const isDone = text(object(response).status)?.startsWith('2') === true;
      return isDone && page.type === 'searchset' && isOf(TYPES[place], page);
    })
  );
}

function isOf(type: string | undefined, page: Json): boolean {
  return resourcesOf(page).every(
    ({ resourceType }) => resourceType === type || resourceType === 'OperationOutcome',
  );
}

function pagesOf(body: Json): readonly Json[] {
  return objects(body.entry).map(({ resource }) => object(resource));
}

/** That a search alone heeds it says nothing of one in a batch. */
async function heedsTag({ server }: Trial): Promise<boolean> {
  const { body } = await server.send(batchOf(`${PRACTICE_TAG}|check-${randomUUID()}`));
  return pagesOf(body)
    .flatMap(resourcesOf)
    .every(({ resourceType }) => resourceType === 'OperationOutcome');
}
