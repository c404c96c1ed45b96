import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Person } from 'fhir/r4';
import { accountHistory } from '../../../fhir-servers/check/tries/account-history.ts';
import { batch } from '../../../fhir-servers/check/tries/batch.ts';
import { commitOrder } from '../../../fhir-servers/check/tries/commit-order.ts';
import { history } from '../../../fhir-servers/check/tries/history.ts';
import { paging } from '../../../fhir-servers/check/tries/paging.ts';
import { searchByPatient } from '../../../fhir-servers/check/tries/search-by-patient.ts';
import { searchFreshness } from '../../../fhir-servers/check/tries/search-freshness.ts';
import { searchParameters } from '../../../fhir-servers/check/tries/search-parameters.ts';
import { searchWays } from '../../../fhir-servers/check/tries/search-ways.ts';
import { checkOf } from './checking.ts';
import { tellsEach, type Fault } from './fault-telling.ts';
import {
  asking,
  isSearch,
  isBatch,
  refusing,
  type Meddling,
  type Passing,
  type Reply,
} from './meddling-server.ts';

const MISSED = 'Changes of other workstations and of patients could be missed.';

const BATCH_INCOMPLETE = {
  tries: [batch],
  code: 'batch-incomplete',
  text: 'Several searches in one request (batch) are answered otherwise than asked for, or in part.',
  cost: 'Looking for changes takes five requests instead of one.',
  exitCode: 0,
} as const;

const FAULTS: readonly Fault[] = [
  {
    title: 'does not heed the practice',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.delete('_tag');
        }),
      ),
    tries: [searchParameters],
    code: 'tag-ignored',
    text: 'A search by a practice that nobody has gives records: _tag is ignored.',
    cost: 'Nothing that such a search gives is kept, so changes of others are never seen; the tab says why.',
    exitCode: 1,
  },
  {
    title: 'does not heed times',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.delete('_lastUpdated');
        }),
      ),
    tries: [searchParameters],
    code: 'last-updated-ignored',
    text: 'A search by time gives what is older: _lastUpdated is ignored.',
    cost: 'Of a practice with many records only the first are ever seen.',
    exitCode: 1,
  },
  {
    title: 'does not heed the order asked for',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.delete('_sort');
        }),
      ),
    tries: [searchParameters],
    code: 'sort-ignored',
    text: 'Results do not come in the order of their time stamps: _sort is ignored.',
    cost: MISSED,
    exitCode: 1,
  },
  {
    title: 'gives whole resources always',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.delete('_elements');
        }),
      ),
    tries: [searchParameters],
    code: 'elements-ignored',
    text: 'A search gives whole resources though some elements were asked for (_elements).',
    cost: 'Where a page of records cannot be read, more is fetched to tell them apart.',
    exitCode: 0,
  },
  {
    title: 'counts nothing',
    meddling: (request, pass) => (request.query.has('_summary') ? refusing(400) : pass(request)),
    tries: [searchParameters],
    code: 'summary-refused',
    text: 'A search for a count alone (_summary=count) is refused (status 400).',
    exitCode: 0,
  },
  {
    title: 'takes no searches by POST',
    meddling: (request, pass) =>
      request.path.endsWith('/_search') ? refusing(405) : pass(request),
    tries: [searchWays, searchParameters],
    code: 'post-search-missing',
    text: 'Searches by POST (_search) are not offered (status 405).',
    cost: 'The patient website finds nobody, and ids of patients stand in the server’s access log.',
    exitCode: 0,
  },
  {
    title: 'refuses searches',
    meddling: (request, pass) => (isSearch(request) ? refusing(403) : pass(request)),
    tries: [searchWays],
    code: 'search-refused',
    text: 'A search was refused (status 403) while this was tried: searching by POST or by GET.',
    cost: MISSED,
    exitCode: 1,
  },
  {
    title: 'knows one identifier at a time',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.set('identifier', (query.get('identifier') ?? '').split(',')[0] ?? '');
          if (query.get('identifier') === '') query.delete('identifier');
        }),
      ),
    tries: [searchByPatient],
    code: 'identifiers-ignored',
    text: 'A search by several identifiers does not find exactly what has one of them.',
    cost: 'Patients cannot register on the patient website by their patient number.',
    exitCode: 0,
  },
  {
    title: 'does not find by patient',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.delete('patient');
        }),
      ),
    tries: [searchByPatient],
    code: 'patient-ignored',
    text: 'A Person is not found by its Patient (patient), or others are.',
    cost: 'Patients cannot register on the patient website by their patient number.',
    exitCode: 0,
  },
  {
    title: 'gives the history of an account in any order',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          if (request.path.startsWith('/Provenance')) query.delete('_sort');
        }),
      ),
    tries: [accountHistory],
    code: 'account-history-unread',
    text: 'A search for what was done about a patient up to a moment, newest first, does not give that: Provenance.',
    cost: 'The history of an account cannot be read there; its dialog says so, and shows what is unsent here.',
    exitCode: 0,
  },
  {
    title: 'gives a history with other patients in it',
    meddling: (request, pass) =>
      pass(
        asking(request, (query) => {
          query.delete('entity');
        }),
      ),
    tries: [accountHistory],
    code: 'account-history-unread',
    text: 'A search for what was done about a patient up to a moment, newest first, does not give that: AuditEvent.',
    cost: 'The history of an account cannot be read there; its dialog says so, and shows what is unsent here.',
    exitCode: 0,
  },
  {
    title: 'takes no batches',
    meddling: (request, pass) => (isBatch(request) ? refusing(400) : pass(request)),
    tries: [batch],
    code: 'no-batch',
    text: 'Several searches in one request (batch) are refused (status 400).',
    cost: 'Looking for changes takes five requests instead of one.',
    exitCode: 0,
  },
  {
    title: 'answers batches without results',
    meddling: inBatches(({ entry = [], ...bundle }) => ({
      ...bundle,
      entry: entry.map(({ response }) => ({ response })),
    })),
    ...BATCH_INCOMPLETE,
  },
  {
    title: 'answers batches with a bundle of another type',
    meddling: inBatches((bundle) => ({ ...bundle, type: 'transaction-response' })),
    ...BATCH_INCOMPLETE,
  },
  {
    title: 'answers batches in an order of its own',
    meddling: inBatches(({ entry = [], ...bundle }) => ({ ...bundle, entry: entry.reverse() })),
    ...BATCH_INCOMPLETE,
  },
  {
    title: 'does not heed the practice in batches',
    meddling: (request, pass) =>
      pass(
        isBatch(request)
          ? { ...request, body: request.body.replaceAll(/_tag=[^&"]*&/g, '') }
          : request,
      ),
    tries: [batch],
    code: 'batch-tag-ignored',
    text: 'A search in a batch by a practice that nobody has gives records: _tag is ignored there.',
    cost: 'Nothing of such an answer is kept, and looking for changes takes five requests more.',
    exitCode: 0,
  },
  {
    title: 'keeps no history',
    meddling: (request, pass) =>
      request.path.endsWith('/_history') ? refusing(404) : pass(request),
    tries: [history],
    code: 'no-history',
    text: 'The history of a record is not told (status 404).',
    cost: 'A change whose answer was lost may be shown as a conflict, for staff to decide.',
    exitCode: 0,
  },
  {
    title: 'gives a full page of a history and no link to the rest',
    meddling: withoutNext((request) => request.path.endsWith('/_history')),
    tries: [history],
    code: 'history-cut',
    text: 'Of 106 versions 100 are told, and no link to the rest.',
    cost: 'After a lost answer a record of so many versions may be shown as changed by somebody else.',
    exitCode: 0,
  },
  {
    title: 'cuts pages without saying so',
    meddling: (request, pass) =>
      withoutNext(isSearch)(
        asking(request, (query) => {
          if (Number(query.get('_count')) > 50) query.set('_count', '50');
        }),
        pass,
      ),
    tries: [paging],
    code: 'page-cut-unsaid',
    text: 'A page ends after 50 entries, without a next link though there are more.',
    cost: MISSED,
    exitCode: 1,
  },
  {
    title: 'leaves a record out of every search',
    meddling: leavingOut('page-7"'),
    tries: [paging],
    code: 'paging-misses',
    text: 'Of 120 records 1 were missed while others wrote.',
    cost: MISSED,
    exitCode: 1,
  },
  {
    title: 'has room for some records only',
    meddling: (request, pass) =>
      request.body.includes('page-50"') ? refusing(507) : pass(request),
    tries: [paging],
    code: 'unexpected-answer',
    text: 'What is needed first was refused (status 507): reading page by page while others write.',
    cost: 'Accounts cannot be created or changed.',
    exitCode: 1,
  },
  {
    title: 'leads elsewhere with its links',
    meddling: naming(
      /"relation":"next","url":"[^"?]+/g,
      '"relation":"next","url":"http://x.example/y',
    ),
    tries: [history],
    code: 'next-elsewhere',
    text: 'Links to the next page lead to another place than the server’s own resources.',
    cost: 'Long histories are read to their first page only: set the address the server calls itself by.',
    exitCode: 0,
  },
  {
    title: 'takes no more than some records',
    meddling: refusingAfter(5, 'stamp-'),
    tries: [commitOrder],
    code: 'unexpected-answer',
    text: 'What is needed first was refused (status 422): time stamps against the order of coming into sight.',
    cost: 'Accounts cannot be created or changed.',
    exitCode: 1,
  },
  {
    title: 'never finds some of what was written',
    meddling: leavingOut('stamp-3-'),
    tries: [commitOrder],
    code: 'overlap-loses',
    text: /^Of \d+ creates by eight at once \d+ were never found by searches\.$/,
    cost: MISSED,
    exitCode: 1,
  },
  {
    title: 'answers the same search from a cache',
    meddling: cachingSearches(),
    tries: [searchFreshness],
    code: 'search-cached',
    text: 'The same search gives an old answer again, in spite of Cache-Control: no-cache.',
    cost: 'Changes of other workstations are seen late.',
    exitCode: 0,
  },
  {
    title: 'finds what was written only later',
    meddling: hiding('.fresh"', 5),
    tries: [searchFreshness],
    code: 'search-lags',
    text: /^What was written is found by searches only after \d+\.\d s\.$/,
    cost: 'Changes of other workstations are seen that much later.',
    exitCode: 0,
  },
];

tellsEach(FAULTS);

void test('follows links as the product does, by whichever name the server calls itself', async (t) => {
  const meddling = naming(/http:\/\/127.0.0.1:\d+/g, 'https://fhir.inner.example');
  const said = await checkOf(t, meddling, { tries: [history, paging] });
  assert.ok(said.codes.includes('history-complete'), said.codes.join());
  assert.match(said.line('next-links')?.text ?? '', /of the form base\/Person\?/);
  assert.equal(said.verdict.kind, 'fully');
});

/** Answers with other addresses. */
function naming(addresses: RegExp, put: string): Meddling {
  return async (request, pass) => {
    const reply = await pass(request);
    return { ...reply, body: reply.body.replaceAll(addresses, put) };
  };
}

/** As by a quota: so many in whose body this text stands, and no more. */
function refusingAfter(count: number, text: string): Meddling {
  let taken = 0;
  return (request, pass) => {
    if (!request.body.includes(text)) return pass(request);
    taken += 1;
    return taken > count ? refusing(422) : pass(request);
  };
}

/** What batches are answered with is another bundle. */
function inBatches(change: (bundle: Bundle) => Bundle): Meddling {
  return async (request, pass) => {
    const reply = await pass(request);
    if (!isBatch(request)) return reply;
    return { ...reply, body: JSON.stringify(change(JSON.parse(reply.body) as Bundle)) };
  };
}

function withoutNext(isMeant: (request: Passing) => boolean): Meddling {
  return async (request, pass) => {
    const reply = await pass(request);
    if (!isMeant(request)) return reply;
    const bundle = JSON.parse(reply.body) as Bundle;
    const link = bundle.link?.filter(({ relation }) => relation !== 'next') ?? [];
    return { ...reply, body: JSON.stringify({ ...bundle, link }) };
  };
}

/** Searches give no Person in which this text stands. */
function leavingOut(text: string): Meddling {
  return async (request, pass) => {
    const reply = await pass(request);
    if (!isSearch(request) || reply.status !== 200) return reply;
    return keeping(reply, (person) => !JSON.stringify(person).includes(text));
  };
}

function keeping(reply: Reply, isKept: (person: Person) => boolean): Reply {
  const bundle = JSON.parse(reply.body) as Bundle<Person>;
  const entry = bundle.entry?.filter(({ resource }) => resource && isKept(resource)) ?? [];
  return { ...reply, body: JSON.stringify({ ...bundle, entry }) };
}

/** Whatever was asked before is answered as before. */
function cachingSearches(): Meddling {
  const known = new Map<string, Reply>();
  return async (request, pass) => {
    if (!isSearch(request)) return pass(request);
    const key = `${request.path}?${request.query.toString()}`;
    const reply = known.get(key) ?? (await pass(request));
    known.set(key, reply);
    return reply;
  };
}

/** Searches give no Person in which this text stands, until they would have given it so many times. */
function hiding(text: string, times: number): Meddling {
  const withheld = new Map<string, number>();
  return async (request, pass) => {
    const reply = await pass(request);
    if (!isSearch(request) || reply.status !== 200) return reply;
    return keeping(reply, (person) => {
      if (!JSON.stringify(person).includes(text)) return true;
      const count = (withheld.get(person.id ?? '') ?? 0) + 1;
      withheld.set(person.id ?? '', count);
      return count > times;
    });
  };
}

void test('tells how many a strict cursor would lose where stamps come before sight', async (t) => {
  const said = await checkOf(t, hiding('stamp-3-', 4), { tries: [commitOrder] });
  assert.match(
    said.line('stamps-lag')?.text ?? said.codes.join(', '),
    /^Of \d+ creates by eight at once who looks only after the last stamp lost [1-9]\d* \(they came into sight up to \d+ ms late\); the product looks back two minutes, and found all\.$/,
  );
  assert.deepEqual(said.verdict, { kind: 'fully', exitCode: 0, because: [] });
});

void test('tries as the product writes: each version over the one before it', async (t) => {
  const unguarded: number[] = [];
  const said = await checkOf(
    t,
    (request, pass) => {
      if (request.method !== 'PUT' || 'if-match' in request.headers) return pass(request);
      unguarded.push(428);
      return refusing(428);
    },
    { tries: [searchParameters, history, paging] },
  );
  assert.deepEqual(unguarded, []);
  for (const code of ['sort-heeded', 'history-complete', 'paging-complete'] as const) {
    assert.ok(said.codes.includes(code), said.codes.join());
  }
  assert.equal(said.verdict.kind, 'fully');
});

void test('says of what it could not write that nothing was found out', async (t) => {
  for (const [one, code] of [
    [searchParameters, 'sort-heeded'],
    [history, 'history-cut'],
    [paging, 'paging-complete'],
  ] as const) {
    const said = await checkOf(
      t,
      (request, pass) => (request.method === 'PUT' ? refusing(403) : pass(request)),
      { tries: [one] },
    );
    assert.ok(!said.codes.includes(code), one.name);
    assert.equal(
      said.line('unexpected-answer')?.text,
      `What is needed first was refused (status 403): ${one.name}.`,
    );
  }
});

void test('does not go on asking a server that takes no more', async (t) => {
  let asked = 0;
  const meddling = refusingAfter(0, 'stamp-');
  await checkOf(
    t,
    (request, pass) => {
      if (request.body.includes('stamp-')) asked += 1;
      return meddling(request, pass);
    },
    { tries: [commitOrder] },
  );
  assert.equal(asked, 8);
});
