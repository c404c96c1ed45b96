import { randomUUID } from 'node:crypto';
import { OPERATION_TAG } from '../../../services/fhir/audit-vocabulary.ts';
import type { Answer } from '../checked-server.ts';
import { found } from '../findings.ts';
import type { Try } from '../try.ts';

/** The same for audit rows, which have no identifier: a tag stands in. */
export const createOnceByTag: Try = {
  name: 'creating under the condition of a tag',
  subject: 'creating',
  writes: true,
  async run({ server, samples }) {
    const operationId = randomUUID();
    const _tag = `${OPERATION_TAG}|${operationId}`;
    const create = (): Promise<Answer> =>
      server.send({
        method: 'POST',
        path: 'Provenance',
        body: samples.audit(operationId),
        headers: { 'If-None-Exist': new URLSearchParams({ _tag }).toString() },
      });
    const first = await create();
    if (first.status === 200) return [found('tag-of-another')];
    if (first.status !== 201) return [found('tag-refused', { status: first.status })];
    const second = await create();
    if (second.status === 201) return [found('tag-doubled')];
    if (second.status !== 200) return [found('tag-refused', { status: second.status })];
    const isSame = second.body.id === undefined || second.body.id === first.body.id;
    return [found(isSame ? 'tag-once' : 'tag-of-another')];
  },
};
