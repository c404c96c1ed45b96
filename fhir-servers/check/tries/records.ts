import { randomUUID } from 'node:crypto';
import { found, type Finding } from '../findings.ts';
import { object, objects, text, type Json } from '../../../services/fhir/mapping/reading.ts';
import { recordsOf } from '../record-samples.ts';
import type { Try } from '../try.ts';

/** Each kind of record is stored, and comes back with what the product reads it by. */
export const records: Try = {
  name: 'storing each kind of record',
  subject: 'records',
  writes: true,
  isNeeded: true,
  async run({ server, samples }) {
    const findings: Finding[] = [];
    for (const sent of recordsOf(samples, randomUUID())) {
      const type = sent.resourceType;
      const made = await server.send({ method: 'POST', path: type, body: sent });
      if (made.status !== 201) {
        findings.push(found('record-refused', { type, status: made.status }));
        continue;
      }
      const [place] = server.made.lastFirst();
      const read = await server.send({ method: 'GET', path: place ?? type });
      // Resources are JSON; their types do not say so.
      if (!holdsAll(read.body, sent as unknown as Json)) {
        findings.push(found('record-changed', { type }));
      }
    }
    return findings.length > 0 ? findings : [found('records-kept')];
  },
};

/** Whether tags, identifiers and extensions that were sent are there; a server may add its own. */
function holdsAll(read: Json, sent: Json): boolean {
  return (
    objects(object(sent.meta).tag).every((tag) => has(object(read.meta).tag, tag, 'code')) &&
    listOf(sent.identifier).every((each) => has(read.identifier, each, 'value')) &&
    objects(sent.extension).every((each) => has(read.extension, each, 'url'))
  );
}

function has(list: unknown, wanted: Json, name: string): boolean {
  return listOf(list).some((each) => text(each[name]) === text(wanted[name]));
}

/** A QuestionnaireResponse has one identifier, others have lists. */
function listOf(value: unknown): readonly Json[] {
  return objects(Array.isArray(value) ? value : [value]);
}
