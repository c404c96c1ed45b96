import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from 'fhir/r4';
import { batchedWrites } from '../../../fhir-servers/check/tries/batched-writes.ts';
import { createOnceByIdentifier } from '../../../fhir-servers/check/tries/create-once-by-identifier.ts';
import { createOnceByTag } from '../../../fhir-servers/check/tries/create-once-by-tag.ts';
import { records } from '../../../fhir-servers/check/tries/records.ts';
import { references } from '../../../fhir-servers/check/tries/references.ts';
import { transaction } from '../../../fhir-servers/check/tries/transaction.ts';
import { updateSafely } from '../../../fhir-servers/check/tries/update-safely.ts';
import { checkOf } from './checking.ts';
import { tellsEach, type Fault } from './fault-telling.ts';
import {
  isBatch,
  isSearch,
  isTransaction,
  refusing,
  withoutHeader,
  type Meddling,
  type Passing,
} from './meddling-server.ts';

const ONE_BY_ONE = 'Each change takes a request of its own; many at once take longer.';
const NEVER_BATCHED =
  'The host must not say fhir.takesBatchedWrites, for changes would be lost; each takes a request of its own.';
const LOST = 'A change could be lost under another without anybody noticing.';
const TWO_ACCOUNTS = 'Two workstations could make two accounts of one patient.';
const NO_WEBSITE =
  'Patients cannot register on the patient website; the practice’s own work is as always.';

const FAULTS: readonly Fault[] = [
  {
    title: 'ignores If-Match',
    meddling: (request, pass) => pass(withoutHeader(request, 'if-match')),
    tries: [updateSafely],
    code: 'stale-taken',
    text: 'An update of an old version is taken: If-Match is ignored.',
    cost: LOST,
    exitCode: 1,
  },
  {
    title: 'lets several updates of one version in when they come at once',
    meddling: letInTogether('PUT', 'if-match'),
    tries: [updateSafely],
    code: 'update-race-several',
    text: 'Of 16 updates of one version at once 16 were taken.',
    cost: LOST,
    exitCode: 1,
  },
  {
    title: 'refuses old versions in a way of its own',
    meddling: async (request, pass) => {
      const reply = await pass(request);
      return reply.status === 412 ? refusing(422) : reply;
    },
    tries: [updateSafely],
    code: 'stale-refused-otherwise',
    text: 'An update of an old version is refused with status 422, not 409 or 412.',
    cost: 'A change that met another is listed as refused, without both versions side by side.',
    exitCode: 0,
  },
  {
    title: 'ignores Prefer',
    meddling: async (request, pass) => {
      const reply = await pass(request);
      return request.method === 'PUT' && reply.status === 200 ? { ...reply, body: '' } : reply;
    },
    tries: [updateSafely],
    code: 'no-representation',
    text: 'A write is not answered with the resource: Prefer is ignored.',
    cost: 'Each change takes one more request before it counts as shared.',
    exitCode: 0,
  },
  {
    title: 'ignores the condition of a create',
    meddling: (request, pass) => pass(withoutHeader(request, 'if-none-exist')),
    tries: [createOnceByIdentifier],
    code: 'identifier-ignored',
    text: 'A second create under the same identifier made a second resource.',
    cost: TWO_ACCOUNTS,
    exitCode: 1,
  },
  {
    title: 'creates double when creates come at once',
    meddling: letInTogether('POST', 'if-none-exist'),
    tries: [createOnceByIdentifier],
    code: 'create-race-several',
    text: '16 creates at once made 16 resources instead of one.',
    cost: TWO_ACCOUNTS,
    exitCode: 1,
  },
  {
    title: 'takes no tag as a condition',
    meddling: (request, pass) =>
      request.headers['if-none-exist']?.includes('_tag') === true ? refusing(400) : pass(request),
    tries: [createOnceByTag],
    code: 'tag-refused',
    text: 'A create under the condition of a tag (_tag) is refused (status 400).',
    cost: 'Audit rows are not shared; each stays at its workstation, listed as refused.',
    exitCode: 0,
  },
  {
    title: 'drops extensions',
    meddling: async (request, pass) => {
      const reply = await pass(request);
      return request.method === 'GET'
        ? { ...reply, body: reply.body.replaceAll('"extension":', '"other":') }
        : reply;
    },
    tries: [records],
    code: 'record-changed',
    text: 'Resources of type Person come back without their tag, identifier or extension.',
    cost: 'Records of this kind cannot be told from others’.',
    exitCode: 1,
  },
  {
    title: 'takes no audit events',
    meddling: (request, pass) => (request.path === '/AuditEvent' ? refusing(404) : pass(request)),
    tries: [records],
    code: 'record-refused',
    text: 'Resources of type AuditEvent are refused (status 404).',
    cost: 'Records of this kind stay among the unsent work.',
    exitCode: 1,
  },
  {
    title: 'has transactions that are none',
    meddling: async (request, pass) => {
      if (!isTransaction(request)) return pass(request);
      const body = request.body.replace('"type":"transaction"', '"type":"batch"');
      const reply = await pass({ ...request, body });
      return { ...reply, body: reply.body.replace('batch-response', 'transaction-response') };
    },
    tries: [transaction],
    code: 'transaction-split',
    text: 'A transaction that failed left a part of it behind: it is no transaction.',
    cost: NO_WEBSITE,
    exitCode: 0,
  },
  {
    title: 'keeps a part of a transaction that failed, where searches are slow to find it',
    meddling: async (request, pass) => {
      const reply = await pass(request);
      if (isSearch(request)) return { ...reply, body: reply.body.replace('"entry":', '"later":') };
      if (!isTransaction(request) || reply.status === 200) return reply;
      const { entry = [], ...bundle } = JSON.parse(request.body) as Bundle;
      const body = JSON.stringify({ ...bundle, type: 'batch', entry: entry.slice(0, 1) });
      await pass({ ...request, body });
      return reply;
    },
    tries: [transaction],
    code: 'transaction-split',
    text: 'A transaction that failed left a part of it behind: it is no transaction.',
    cost: NO_WEBSITE,
    exitCode: 0,
  },
  {
    title: 'has no transactions',
    meddling: (request, pass) => (isTransaction(request) ? refusing(501) : pass(request)),
    tries: [transaction],
    code: 'no-transaction',
    text: 'Transactions are refused (status 501).',
    cost: NO_WEBSITE,
    exitCode: 0,
  },
  {
    title: 'ignores versions in transactions',
    meddling: (request, pass) =>
      pass({ ...request, body: request.body.replaceAll(/,"ifMatch":"[^}]*"/g, '') }),
    tries: [transaction],
    code: 'transaction-stale-taken',
    text: 'A transaction that updates an old version is taken: ifMatch is ignored.',
    cost: LOST,
    exitCode: 1,
  },
  {
    title: 'refuses to change several things in one request',
    meddling: (request, pass) => (isBatch(request) ? refusing(405) : pass(request)),
    tries: [batchedWrites],
    code: 'no-batched-writes',
    text: 'Several changes in one request (batch) are refused (status 405).',
    cost: ONE_BY_ONE,
    exitCode: 0,
  },
  {
    title: 'ignores versions in batches',
    meddling: (request, pass) =>
      pass({ ...request, body: request.body.replaceAll(/,"ifMatch":"[^}]*"/g, '') }),
    tries: [batchedWrites],
    code: 'batched-stale-taken',
    text: 'In a batch an update of an old version is taken: ifMatch is ignored there.',
    cost: NEVER_BATCHED,
    exitCode: 0,
  },
  {
    title: 'ignores conditions of creating in batches',
    meddling: (request, pass) =>
      pass({ ...request, body: request.body.replaceAll(/,"ifNoneExist":"[^}]*"/g, '') }),
    tries: [batchedWrites],
    code: 'batched-create-doubled',
    text: 'In a batch a create under a condition is done again each time: ifNoneExist is ignored there.',
    cost: NEVER_BATCHED,
    exitCode: 0,
  },
  {
    title: 'answers changes in batches in an order of its own',
    meddling: async (request, pass) => {
      const reply = await pass(request);
      if (!isBatch(request)) return reply;
      const { entry = [], ...bundle } = JSON.parse(reply.body) as Bundle;
      return { ...reply, body: JSON.stringify({ ...bundle, entry: entry.toReversed() }) };
    },
    tries: [batchedWrites],
    code: 'batched-writes-untold',
    text: 'Several changes in one request (batch) are answered without what they made, or in another order.',
    cost: ONE_BY_ONE,
    exitCode: 0,
  },
  {
    title: 'checks whom records are about',
    meddling: async (request, pass) => {
      const link = /"reference":"(Patient\/[^"]+)"/.exec(request.body)?.[1];
      if (request.method !== 'POST' || link === undefined) return pass(request);
      const { authorization = '' } = request.headers;
      const query = new URLSearchParams();
      const known = {
        method: 'GET',
        path: `/${link}`,
        query,
        headers: { authorization },
        body: '',
      };
      return (await pass(known)).status === 200 ? pass(request) : refusing(400);
    },
    tries: [references],
    code: 'unknown-patient-refused',
    text: 'A record of a Patient that is not on the server is refused (status 400).',
    cost: 'Accounts can be created only of patients who are on this server under the host’s patient id.',
    exitCode: 0,
  },
];

tellsEach(FAULTS);

/** Creates are answered without what they made, and searches find nothing of the race. */
const tellingNothing: Meddling = async (request, pass) => {
  const reply = await pass(request);
  if (request.method === 'POST' && request.body.includes('.race"')) {
    const { location: _location, ...headers } = reply.headers;
    return { ...reply, headers, body: '' };
  }
  const isOfRace = isSearch(request) && request.query.get('identifier')?.endsWith('.race');
  return isOfRace === true ? { ...reply, body: reply.body.replace('"entry":', '"later":') } : reply;
};

void test('takes no race for won by one where nothing of it can be seen', async (t) => {
  const said = await checkOf(t, tellingNothing, { tries: [createOnceByIdentifier] });
  assert.equal(
    said.line('needed-not-tried')?.text,
    'Not tried: creating under the condition of an identifier, because the server does not give what was made for it.',
  );
  assert.equal(said.verdict.exitCode, 2);
});

void test('counts what the answers say was created, though it cannot be seen', async (t) => {
  const together = letInTogether('POST', 'if-none-exist');
  const said = await checkOf(
    t,
    (request, pass) => tellingNothing(request, (asked) => together(asked, pass)),
    { tries: [createOnceByIdentifier] },
  );
  assert.equal(
    said.line('create-race-several')?.text,
    '16 creates at once made 16 resources instead of one.',
  );
});

/** Once one such request is under way, others come through without their condition. */
function letInTogether(method: string, header: string): Meddling {
  let waiting: (() => void)[] = [];
  return async (request, pass) => {
    const isMeant = request.method === method && header in request.headers;
    if (!isMeant || !isOfRace(request)) return pass(request);
    // All sixteen are gathered, so that none is over before the last has come.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length < 16) return;
      waiting.forEach((go) => {
        go();
      });
      waiting = [];
    });
    return pass(withoutHeader(request, header));
  };
}

/** The second and third update of the try are no race; of creates the race has a name. */
function isOfRace({ method, headers, body }: Passing): boolean {
  if (method === 'POST') return body.includes('.race"');
  return headers['if-match'] === 'W/"2"';
}
