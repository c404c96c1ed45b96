import { found } from '../findings.ts';
import { objects, object } from '../json.ts';
import type { Try } from '../try.ts';

/** What a look for changes asks for. */
const TYPES = ['Person', 'Task', 'Consent', 'QuestionnaireResponse', 'DocumentReference'];

/** Several searches in one request. */
export const batch: Try = {
  name: 'several searches in one request',
  subject: 'bundles',
  writes: false,
  async run({ server, samples }) {
    const parameters = { _tag: samples.tag, _sort: '_lastUpdated', _count: '5' };
    const query = new URLSearchParams(parameters).toString();
    const body = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: TYPES.map((type) => ({ request: { method: 'GET', url: `${type}?${query}` } })),
    };
    const answer = await server.send({ method: 'POST', path: '', body });
    const { status } = answer;
    if (status !== 200) return [found('no-batch', { status })];
    const entries = objects(answer.body.entry);
    const isWhole =
      entries.length === TYPES.length &&
      entries.every(({ resource, response }) => {
        const said = object(response).status;
        return (
          typeof said === 'string' &&
          said.startsWith('200') &&
          object(resource).resourceType === 'Bundle'
        );
      });
    return [found(isWhole ? 'batch' : 'batch-incomplete')];
  },
};
