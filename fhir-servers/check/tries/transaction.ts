import { randomUUID } from 'node:crypto';
import type { Binary, Bundle, BundleEntry, FhirResource, Person } from 'fhir/r4';
import { makeAccount, versionIn, type Account } from '../changing.ts';
import type { Answer } from '../checked-server.ts';
import { found, type Finding } from '../findings.ts';
import { isTaken, statusesOf } from '../in-bundle.ts';
import type { Trial, Try } from '../try.ts';

type Entry = BundleEntry<FhirResource>;

/** The patient website registers somebody by one transaction: all of it or nothing. */
export const transaction: Try = {
  name: 'writing all or nothing',
  subject: 'bundles',
  writes: true,
  async run(trial) {
    const changed = await makeAccount(trial, 'transaction');
    const other = await makeAccount(trial, 'transaction-other');
    if (typeof changed === 'number' || typeof other === 'number') {
      const status = typeof changed === 'number' ? changed : Number(other);
      return [found('unexpected-answer', { name: transaction.name, status })];
    }
    const update = updateIn(trial);
    const good = await send(trial, [
      create(trial.samples.person('transaction-whole')),
      update(changed),
    ]);
    if (good.status !== 200 || !statusesOf(good).every(isTaken)) {
      return [found('no-transaction', { status: firstBad(good) })];
    }
    const wholeness = await wholenessOf(trial, other, [update(other), update(changed)]);
    const isWhole = wholeness === 'whole';
    const byPatch = await failsAsAWhole(trial, patchNobody());
    const byGet = await failsAsAWhole(trial, getNobody());
    return [
      found(WHOLENESS[wholeness]),
      found(byPatch === isWhole ? 'canary-by-patch-agrees' : 'canary-by-patch-differs'),
      found(byGet === isWhole ? 'canary-by-get-agrees' : 'canary-by-get-differs'),
      await conditionFinding(trial),
    ];
  },
};

const WHOLENESS = {
  whole: 'transaction-whole',
  split: 'transaction-split',
  'stale-taken': 'transaction-stale-taken',
} as const;

/**
 * A transaction of two updates, the second of an old version: whether the first is done. It is read by its id: searches of
 * some servers lag.
 */
async function wholenessOf(
  trial: Trial,
  { person, version }: Account,
  updates: Entry[],
): Promise<keyof typeof WHOLENESS> {
  const answer = await send(trial, updates);
  const statuses = statusesOf(answer);
  if (answer.status === 200 && statuses.every(isTaken)) return 'stale-taken';
  if (statuses.some(isTaken)) return 'split';
  const read = await trial.server.send({ method: 'GET', path: `Person/${person.id}` });
  return versionIn(read) === version ? 'whole' : 'split';
}

/**
 * Entries that must fail, and write nothing even where they do not: whoever may not write can tell by them what kind of
 * transactions a server has.
 */
const getNobody = (): Entry => ({ request: { method: 'GET', url: `Task/${randomUUID()}` } });
const PATCH: Binary = {
  resourceType: 'Binary',
  contentType: 'application/json-patch+json',
  data: Buffer.from('[{"op":"replace","path":"/status","value":"draft"}]').toString('base64'),
};
const patchNobody = (): Entry => ({
  resource: PATCH,
  request: { method: 'PATCH', url: `Task/${randomUUID()}` },
});

/** What is unclear counts as no. */
async function failsAsAWhole(trial: Trial, entry: Entry): Promise<boolean> {
  const { status } = await send(trial, [entry]);
  return status >= 400 && status < 500;
}

async function conditionFinding(trial: Trial): Promise<Finding> {
  const name = 'transaction-condition';
  const { samples } = trial;
  const entry = create(samples.person(name));
  const identifier = samples.identifier(name);
  const ifNoneExist = new URLSearchParams({ identifier }).toString();
  const request = { method: 'POST' as const, url: 'Person', ifNoneExist };
  const answer = await send(trial, [{ ...entry, request }]);
  return answer.status === 200 && statusesOf(answer).every(isTaken)
    ? found('transaction-condition')
    : found('transaction-condition-refused', { status: firstBad(answer) });
}

function send({ server }: Trial, entry: Entry[]): Promise<Answer> {
  const body: Bundle<FhirResource> = { resourceType: 'Bundle', type: 'transaction', entry };
  return server.send({ method: 'POST', path: '', body });
}

function create(resource: Person): Entry {
  return {
    fullUrl: `urn:uuid:${randomUUID()}`,
    resource,
    request: { method: 'POST', url: 'Person' },
  };
}

function updateIn({ samples }: Trial): (account: Account) => Entry {
  return ({ person, version }) => {
    const url = `Person/${person.id}`;
    const request = { method: 'PUT', url, ifMatch: `W/"${version}"` } as const;
    return { resource: samples.changed(person), request };
  };
}

function firstBad(answer: Answer): number {
  return statusesOf(answer).find((status) => !isTaken(status)) ?? answer.status;
}
