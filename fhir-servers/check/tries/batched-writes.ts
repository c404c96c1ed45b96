import { randomUUID } from 'node:crypto';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { OPERATION_TAG } from '../../../services/fhir/audit-vocabulary.ts';
import { object, objects } from '../../../services/fhir/mapping/reading.ts';
import { makeAccount, type Account } from '../changing.ts';
import type { Answer } from '../checked-server.ts';
import { found, type Finding } from '../findings.ts';
import { isTaken, statusesOf } from '../in-bundle.ts';
import { rowOf } from '../search.ts';
import type { Trial, Try } from '../try.ts';

const NAME = 'batched';
const CONFLICT = [409, 412];

/** What the product sends in one request where the host says that the server heeds the condition of each. */
export const batchedWrites: Try = {
  name: 'several changes in one request',
  subject: 'bundles',
  writes: true,
  async run(trial) {
    const account = await makeAccount(trial, 'batched-change');
    if (typeof account === 'number') {
      return [found('unexpected-answer', { name: batchedWrites.name, status: account })];
    }
    const entries = entriesOf(trial, account);
    const first = await send(trial, entries);
    const refused = refusalIn(first, entries.length);
    if (refused !== undefined) return [found('no-batched-writes', { status: refused })];
    if (!isAnswered(first, entries)) return [found('batched-writes-untold')];
    return [await again(trial, entries, first)];
  },
};

/** An update of the version that is there, and a create under each kind of condition. */
function entriesOf({ samples }: Trial, { person, version }: Account): readonly Entry[] {
  const operation = randomUUID();
  const identifier = samples.identifier(NAME);
  return [
    {
      resource: samples.changed(person),
      request: { method: 'PUT', url: `Person/${person.id}`, ifMatch: `W/"${version}"` },
    },
    {
      resource: samples.person(NAME),
      request: createOnce('Person', { identifier }),
    },
    {
      resource: samples.audit(operation),
      request: createOnce('Provenance', { _tag: `${OPERATION_TAG}|${operation}` }),
    },
  ];
}

interface Entry {
  readonly resource: FhirResource;
  readonly request: NonNullable<BundleEntry['request']>;
}

function createOnce(url: string, condition: Record<string, string>): Entry['request'] {
  return { method: 'POST', url, ifNoneExist: new URLSearchParams(condition).toString() };
}

/**
 * Of an answer that is none for so many entries its own status, else that of the first that was not done; `undefined` where all were.
 */
function refusalIn(answer: Answer, count: number): number | undefined {
  const statuses = statusesOf(answer).filter((status) => !Number.isNaN(status));
  if (answer.status !== 200 || statuses.length !== count) return answer.status;
  return statuses.find((status) => !isTaken(status));
}

/** The same once more: the version has been overtaken, what was to be made is there; and something new beside it. */
async function again(trial: Trial, entries: readonly Entry[], first: Answer): Promise<Finding> {
  const beside: Entry = {
    resource: trial.samples.person('batched-beside'),
    request: createOnce('Person', { identifier: trial.samples.identifier('batched-beside') }),
  };
  const second = await send(trial, [...entries, beside]);
  const [update, ...others] = statusesOf(second);
  const made = others.pop();
  if (second.status !== 200 || update === undefined || made === undefined) {
    return found('no-batched-writes', { status: second.status });
  }
  if (isTaken(update)) return found('batched-stale-taken');
  const isSame = entries.every((_entry, at) => at === 0 || idsOf(second)[at] === idsOf(first)[at]);
  if (others.includes(201) || !isSame) return found('batched-create-doubled');
  const odd = others.find((status) => status !== 200) ?? (made === 201 ? undefined : made);
  return CONFLICT.includes(update) && odd === undefined
    ? found('batched-writes')
    : found('no-batched-writes', { status: odd ?? update });
}

function send({ server }: Trial, entry: readonly Entry[]): Promise<Answer> {
  const body: Bundle<FhirResource> = { resourceType: 'Bundle', type: 'batch', entry: [...entry] };
  return server.send({ method: 'POST', path: '', body });
}

/** With what was made of each, in the order of what was asked. */
function isAnswered({ body }: Answer, entries: readonly Entry[]): boolean {
  const answered = objects(body.entry).map(({ resource }) => object(resource));
  return (
    answered.length === entries.length &&
    entries.every(({ resource }, place) => {
      const isOfType = answered[place]?.resourceType === resource.resourceType;
      return isOfType && (place > 0 || answered[place]?.id === resource.id);
    })
  );
}

function idsOf({ body }: Answer): readonly (string | undefined)[] {
  return objects(body.entry).map(({ resource }) => rowOf(object(resource)).id);
}
