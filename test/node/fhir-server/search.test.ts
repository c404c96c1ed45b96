import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Patient, Person } from 'fhir/r4';
import {
  idsOf,
  nextOf,
  type RunningServer,
  said,
  startServer,
  stoppedClock,
} from './running-server.ts';
import { KEY, NHS, patient, person, PRACTICE, task } from './sample-resources.ts';

async function found({ send }: RunningServer, query: string): Promise<string[]> {
  const answer = await send<Bundle>('GET', query);
  assert.equal(answer.status, 200, `${query}: ${JSON.stringify(answer.body)}`);
  return idsOf(answer).map(String).sort();
}

void test('gives the elements that were asked for, marked as not being whole, on every page', async (t) => {
  const { send } = await startServer(t);
  await send('POST', 'Person', person('k1'));
  await send('POST', 'Person', person('k2'));
  const first = await send<Bundle<Person>>('GET', 'Person?_elements=identifier,meta&_count=1');
  for (const page of [first, await send<Bundle<Person>>('GET', nextOf(first) ?? '')]) {
    const [resource] = (page.body.entry ?? []).map((entry) => entry.resource);
    assert.ok(resource);
    assert.deepEqual(Object.keys(resource).sort(), ['id', 'identifier', 'meta', 'resourceType']);
    assert.ok(resource.meta?.versionId);
    assert.equal(resource.meta.tag?.at(-1)?.code, 'SUBSETTED');
  }
  const refused = await send('GET', 'Person?_elements=');
  assert.equal(refused.status, 400);
});

void test('finds patients by number, name, date of birth, contact and the like', async (t) => {
  const server = await startServer(t);
  await server.fhir.seed([
    patient({
      id: 'zoe',
      identifier: [{ system: NHS, value: '9990000018' }],
      telecom: [{ system: 'email', value: 'Zoe@mail.example' }],
      gender: 'female',
      active: true,
    }),
    patient({
      id: 'jo',
      name: [{ family: 'Sampleby', given: ['Jo', 'Ann'] }],
      birthDate: '1991-01-02',
    }),
  ]);
  const expected: Record<string, string[]> = {
    [`identifier=${NHS}|9990000018`]: ['zoe'],
    'identifier=9990000018': ['zoe'],
    'identifier=urn:other|9990000018': [],
    'identifier=|9990000018': [],
    [`identifier=${NHS}|`]: ['zoe'],
    [`identifier=${NHS}|1,${NHS}|9990000018`]: ['zoe'],
    'name=zoe': ['zoe'],
    'name=ANN': ['jo'],
    'name=oe': [],
    'name:contains=OE': ['zoe'],
    'family:exact=Sampleby': ['jo'],
    'family:exact=sampleby': [],
    'given=jo&family=samp': ['jo'],
    'birthdate=1980-05-17': ['zoe'],
    'birthdate=1980': ['zoe'],
    'birthdate=ge1980-05-17': ['jo', 'zoe'],
    'birthdate=gt1980-05-17': ['jo'],
    'birthdate=lt1991-01-02&birthdate=ge1980': ['zoe'],
    'birthdate=ne1980-05-17': ['jo'],
    'email=zoe@MAIL.example': ['zoe'],
    'gender:not=female': ['jo'],
    'gender:missing=true': ['jo'],
    'active=true': ['zoe'],
    '_id=jo,zoe,nobody': ['jo', 'zoe'],
    'telecom=Zoe@mail.example': ['zoe'],
  };
  for (const [query, ids] of Object.entries(expected)) {
    assert.deepEqual(await found(server, `Patient?${query}`), ids, query);
  }
});

void test('finds the shared record’s resources by tag, reference and identifier', async (t) => {
  const server = await startServer(t);
  await server.fhir.seed([
    person('k1', { id: 'p1', link: [{ target: { reference: 'Patient/1' }, assurance: 'level3' }] }),
    person('k2', { id: 'p2', meta: { tag: [{ system: PRACTICE, code: 'Y99902' }] } }),
    task({
      id: 't1',
      for: { reference: 'Patient/1' },
      focus: { type: 'Person', identifier: { system: KEY, value: 'k1' } },
    }),
    task({ id: 't2', status: 'completed', focus: { reference: 'Person/p1' } }),
    {
      resourceType: 'Consent',
      id: 'c1',
      status: 'active',
      scope: { coding: [{ code: 'patient-privacy' }] },
      category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
      policyRule: { text: 'Online services' },
      patient: { reference: 'Patient/1' },
    },
    {
      resourceType: 'DocumentReference',
      id: 'd1',
      status: 'current',
      subject: { reference: 'Patient/1' },
      content: [{ attachment: { title: 'Registration letter' } }],
    },
    {
      resourceType: 'QuestionnaireResponse',
      id: 'q1',
      status: 'completed',
      subject: { reference: 'Patient/1' },
      authored: '2026-03-01T10:00:00Z',
    },
    {
      resourceType: 'RelatedPerson',
      id: 'r1',
      patient: { reference: 'Patient/1' },
    },
    {
      resourceType: 'Organization',
      id: 'o1',
      name: 'Example Surgery',
      identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'Y99901' }],
    },
  ] as Parameters<typeof server.fhir.seed>[0]);
  const expected: Record<string, string[]> = {
    [`Person?_tag=${PRACTICE}|Y99901`]: ['p1'],
    [`Person?_tag=${PRACTICE}|`]: ['p1', 'p2'],
    'Person?link=Patient/1': ['p1'],
    'Person?patient=1': ['p1'],
    [`Person?identifier=${KEY}|k2`]: ['p2'],
    'Task?patient=Patient/1': ['t1'],
    'Task?subject=Patient/1': ['t1'],
    'Task?focus=Person/p1': ['t2'],
    'Task?focus=Person/p': [],
    [`Task?focus:identifier=${KEY}|k1`]: ['t1'],
    'Task?status=requested,completed': ['t1', 't2'],
    'Consent?patient=1': ['c1'],
    'Consent?patient=Patient/1&status=active': ['c1'],
    'DocumentReference?subject=Patient/1': ['d1'],
    'DocumentReference?patient=Patient/2': [],
    'QuestionnaireResponse?subject=Patient/1&authored=ge2026-03-01': ['q1'],
    'RelatedPerson?patient=Patient/1': ['r1'],
    'Organization?name=example': ['o1'],
  };
  for (const [query, ids] of Object.entries(expected)) {
    assert.deepEqual(await found(server, query), ids, query);
  }
});

void test('what it does not understand is refused by name, not ignored', async (t) => {
  const { send } = await startServer(t);
  await send('POST', 'Patient', patient());
  const refused = {
    'Patient?shoesize=9': 'shoesize',
    'Patient?constructor=9': 'constructor',
    'Patient?name:soundslike=x': 'soundslike',
    'Patient?_include=Patient:organization': '_include',
    'Patient?_has:Task:patient:status=requested': '_has',
    'Patient?organization.name=x': 'organization.name',
    'Patient?_sort=shoesize': 'shoesize',
    'Patient?_count=lots': '_count',
    'Patient?_count=-1': '_count',
    'Patient?_elements=name,': '_elements',
    'Patient?birthdate=yesterday': 'yesterday',
    'Patient?_lastUpdated=2026-02-31T10:00:00Zx': '_lastUpdated|2026-02-31',
    'Patient?identifier=': 'identifier',
  };
  for (const [query, name] of Object.entries(refused)) {
    const answer = await send('GET', query);
    assert.equal(answer.status, 400, query);
    assert.match(said(answer), new RegExp(name), query);
  }
});

void test('pages follow links, the total counts all, _count has a cap', async (t) => {
  const { send, fhir, base } = await startServer(t, { maxCount: 4 });
  await fhir.seed(Array.from({ length: 10 }, (_, n) => patient({ id: `p${n}` })));

  const ids: (string | undefined)[] = [];
  let address: string | undefined = 'Patient?_sort=_id&_count=100';
  let pages = 0;
  while (address !== undefined) {
    const page: Awaited<ReturnType<typeof send<Bundle>>> = await send<Bundle>('GET', address);
    assert.equal(page.body.total, 10);
    ids.push(...idsOf(page));
    address = nextOf(page);
    pages += 1;
  }
  assert.equal(pages, 3);
  assert.deepEqual(
    ids,
    Array.from({ length: 10 }, (_, n) => `p${n}`),
  );

  const second = await send<Bundle>('GET', 'Patient?_sort=_id&_count=4&_offset=4');
  assert.deepEqual(second.body.link?.map(({ relation }) => relation).sort(), [
    'first',
    'next',
    'previous',
    'self',
  ]);
  assert.equal(second.body.entry?.[0]?.fullUrl, `${base}/Patient/p4`);
  const counted = await send<Bundle>('GET', 'Patient?_summary=count');
  assert.equal(counted.body.total, 10);
  assert.equal(counted.body.entry, undefined);
});

void test('an identifier or a tag finds what has it now, whatever it had before', async (t) => {
  const server = await startServer(t);
  const tags = (code: string): Patient['meta'] => ({ tag: [{ system: 'urn:tags', code }] });
  const of = (value: string, code: string): Patient =>
    patient({ id: 'zoe', identifier: [{ system: NHS, value }], meta: tags(code) });
  await server.fhir.seed([of('9990000018', 'old')]);
  await server.send('PUT', 'Patient/zoe', of('9990000026', 'new'));

  assert.deepEqual(await found(server, `Patient?identifier=${NHS}|9990000018`), []);
  assert.deepEqual(await found(server, `Patient?identifier=${NHS}|9990000026`), ['zoe']);
  assert.deepEqual(await found(server, 'Patient?_tag=urn:tags|new&gender=unknown'), []);
  assert.deepEqual(await found(server, 'Patient?_tag=urn:tags|new'), ['zoe']);
  const either = `${NHS}|9990000018,${NHS}|9990000026`;
  assert.deepEqual(await found(server, `Patient?identifier=${either}`), ['zoe']);
  await server.send('DELETE', 'Patient/zoe');
  assert.deepEqual(await found(server, `Patient?identifier=${NHS}|9990000026`), []);
});

void test('a search may be posted, so that patient numbers stay out of addresses', async (t) => {
  const { send, fhir } = await startServer(t);
  await fhir.seed([patient({ id: 'zoe', identifier: [{ system: NHS, value: '9990000018' }] })]);
  const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const posted = (fields: string): ReturnType<typeof send> =>
    send('POST', 'Patient/_search', fields, form);

  const wanted = new URLSearchParams({ identifier: `${NHS}|9990000018` }).toString();
  assert.deepEqual(idsOf(await posted(wanted)), ['zoe']);
  assert.deepEqual(idsOf(await posted('identifier=other')), []);
  assert.deepEqual(idsOf(await posted('birthdate=ge1980&birthdate=lt1980-02')), []);
  const unknown = await posted('shoesize=9');
  assert.equal(unknown.status, 400);
  assert.match(said(unknown), /shoesize/);
  assert.equal((await send('POST', 'Patient/_search', { name: 'x' })).status, 415);
});

void test('keyset pages by lastUpdated lose and repeat nothing, though many share one instant', async (t) => {
  const clock = stoppedClock();
  const { send, fhir } = await startServer(t, { now: clock.now });
  const everyone: string[] = [];
  for (let batch = 0; batch < 4; batch += 1) {
    clock.moveTo(`2026-03-02T09:00:0${batch}.000Z`);
    const ids = Array.from({ length: 5 }, (_, n) => `b${batch}n${n}`);
    everyone.push(...ids);
    await fhir.seed(ids.map((id) => patient({ id })));
  }

  const seen = new Set<string>();
  let from = '2026-01-01T00:00:00Z';
  let count = 3;
  for (;;) {
    const page = await send<Bundle<Patient>>(
      'GET',
      `Patient?_lastUpdated=ge${from}&_sort=_lastUpdated&_count=${count}`,
    );
    const entries = page.body.entry ?? [];
    entries.forEach(({ resource }) => seen.add(resource?.id ?? ''));
    if (entries.length < count) break;
    const last = entries.at(-1)?.resource?.meta?.lastUpdated ?? '';
    if (last === from) count *= 2;
    from = last;
  }
  assert.deepEqual([...seen].sort(), everyone);
});

void test('sorts by time either way, ties by id, and compares instants exactly', async (t) => {
  const clock = stoppedClock('2026-03-02T09:00:00.000Z');
  const server = await startServer(t, { now: clock.now });
  await server.fhir.seed([patient({ id: 'b' }), patient({ id: 'a' })]);
  clock.moveTo('2026-03-02T09:00:01.500Z');
  await server.fhir.seed([patient({ id: 'c' })]);
  const sorted = async (query: string): Promise<unknown> =>
    idsOf(await server.send('GET', `Patient?${query}`));

  assert.deepEqual(await sorted('_sort=_lastUpdated'), ['a', 'b', 'c']);
  assert.deepEqual(await sorted('_sort=-_lastUpdated'), ['c', 'a', 'b']);
  assert.deepEqual(await sorted('_sort=-_lastUpdated,-_id'), ['c', 'b', 'a']);
  assert.deepEqual(await sorted('_lastUpdated=gt2026-03-02T09:00:00.000Z'), ['c']);
  assert.deepEqual(await sorted('_lastUpdated=ge2026-03-02T09:00:01.500Z'), ['c']);
  assert.deepEqual(await sorted('_lastUpdated=ge2026-03-02T10:00:01.500%2B01:00&_sort=_id'), ['c']);
  assert.deepEqual(await sorted('_lastUpdated=sa2026-03-02T09:00:00Z&_sort=-_lastUpdated'), ['c']);
  assert.deepEqual(await sorted('_lastUpdated=ge2026-03-02&_sort=_id'), ['a', 'b', 'c']);
  assert.deepEqual(await sorted('_lastUpdated=2026-03-02T09:00:01.500Z'), ['c']);
  assert.deepEqual(await sorted('_lastUpdated=lt2026-03-02T09:00:01.500Z&_sort=_id'), ['a', 'b']);
  assert.deepEqual(await sorted('_lastUpdated=le2026-03-02T10:00:00%2B01:00&_sort=_id'), [
    'a',
    'b',
  ]);
});
