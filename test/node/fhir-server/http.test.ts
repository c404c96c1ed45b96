import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CapabilityStatement } from 'fhir/r4';
import { type Answer, said, startServer } from './running-server.ts';
import { patient } from './sample-resources.ts';

void test('metadata needs no token and says R4, instance and stand-in; everything else is 401', async (t) => {
  const { base } = await startServer(t);
  const metadata = await fetch(`${base}/metadata`);
  const statement = (await metadata.json()) as CapabilityStatement;
  assert.equal(metadata.status, 200);
  assert.equal(statement.fhirVersion, '4.0.1');
  assert.equal(statement.kind, 'instance');
  assert.match(statement.title ?? '', /stand-in/i);
  const person = statement.rest?.[0]?.resource?.find(({ type }) => type === 'Person');
  assert.equal(person?.updateCreate, false);
  assert.ok(person.searchParam?.some(({ name }) => name === 'identifier'));

  for (const [path, headers] of [
    ['Patient', {}],
    ['Patient/1', { Authorization: 'Bearer a-bad-token' }],
    ['no/such/place', { Authorization: 'Basic YTpi' }],
  ] as const) {
    const refused = await fetch(`${base}/${path}`, { headers });
    assert.equal(refused.status, 401, path);
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer/);
    assert.match(await refused.text(), /OperationOutcome/);
  }
});

void test('what no client should send is refused with an outcome that says why', async (t) => {
  const { send, base } = await startServer(t, { maxBodyBytes: 2000 });
  const json = JSON.stringify(patient());
  const cases: readonly [status: number, says: RegExp, answer: Promise<Answer>][] = [
    [400, /not JSON/, send('POST', 'Patient', '{"resourceType":')],
    [400, /no JSON object/, send('POST', 'Patient', '[]')],
    [400, /no JSON object/, send('POST', 'Patient', 'null')],
    [400, /resourceType/, send('POST', 'Patient', {})],
    [400, /Patient cannot be created at \/Person/, send('POST', 'Person', patient())],
    [404, /Robot/, send('POST', 'Robot', { resourceType: 'Robot' })],
    [404, /Robot/, send('GET', 'Robot?name=x')],
    [404, /Robot/, send('GET', 'Robot/1')],
    [404, /__proto__/, send('GET', '__proto__/1')],
    [404, /Patient\/nobody/, send('GET', 'Patient/nobody')],
    [404, /no\/such\/place/, send('GET', 'no/such/place/at/all')],
    [
      405,
      /PATCH/,
      send('PATCH', 'Patient/1', '[]', { 'Content-Type': 'application/json-patch+json' }),
    ],
    [405, /DELETE/, send('DELETE', 'Patient?name=x')],
    [400, /deeper than 100/, send('POST', 'Patient', '['.repeat(1500))],
    [413, /2000 bytes/, send('POST', 'Patient', 'x'.repeat(100_000))],
    [
      415,
      /application\/fhir\+json/,
      send('POST', 'Patient', json, { 'Content-Type': 'text/plain' }),
    ],
    [406, /JSON only/, send('GET', 'Patient', undefined, { Accept: 'application/fhir+xml' })],
    [406, /JSON only/, send('GET', 'Patient?_format=xml')],
    [400, /If-Match/, send('PUT', 'Patient/1', json, { 'If-Match': 'W/"1", W/"2"' })],
  ];
  for (const [status, says, promised] of cases) {
    const answer = await promised;
    assert.equal(answer.status, status, `${String(says)}: ${JSON.stringify(answer.body)}`);
    assert.equal(answer.body.resourceType, 'OperationOutcome');
    assert.match(said(answer), says);
  }
  const other = await send('POST', 'Patient', json, {
    'Content-Type': 'application/json; charset=utf-8',
    Accept: 'text/html, application/json;q=0.9',
  });
  assert.equal(other.status, 201);
  const { body } = await send('GET', 'Patient?_format=json');
  assert.ok(JSON.stringify(body).includes(`"${base}/Patient`), 'links begin with the base');
});

void test('an answer comes compressed to who takes that, and says the same', async (t) => {
  const { base, send } = await startServer(t);
  for (let made = 0; made < 5; made += 1) await send('POST', 'Patient', patient());
  const plain = await send<Bundle>('GET', 'Patient', undefined, { 'Accept-Encoding': 'identity' });
  const packed = await send<Bundle>('GET', 'Patient', undefined, { 'Accept-Encoding': 'br, gzip' });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.deepEqual(packed.body, plain.body);
  const [long, short] = [plain, packed].map(({ headers }) => Number(headers.get('content-length')));
  assert.ok((short ?? 0) < (long ?? 0) / 3, `${short} of ${long}`);
  const little = await fetch(`${base}/Patient/nobody`);
  assert.equal(little.headers.get('content-encoding'), null);
});

void test('what is nested too deep is refused, not a failure of the server', async (t) => {
  const errors: unknown[] = [];
  const { send } = await startServer(t, { onError: (error) => errors.push(error) });
  const part = (levels: number) => {
    const within = '{"url":"urn:part","extension":['.repeat(levels);
    return `${within}{"url":"urn:part","valueString":"["}${']}'.repeat(levels)}`;
  };
  const nested = (levels: number) => `{"resourceType":"Patient","extension":[${part(levels)}]}`;
  assert.equal((await send('POST', 'Patient', nested(40))).status, 201);
  const deep = await send('POST', 'Patient', nested(50_000));
  assert.equal(deep.status, 400);
  assert.match(said(deep), /deeper than 100/);
  const entry = `{"resource":${nested(50_000)},"request":{"method":"POST","url":"Patient"}}`;
  const bundle = `{"resourceType":"Bundle","type":"transaction","entry":[${entry}]}`;
  assert.equal((await send('POST', '', bundle)).status, 400);
  assert.deepEqual(errors, []);
});

void test('an invalid resource is refused with the path of what is wrong', async (t) => {
  const { send } = await startServer(t);
  const wrong: readonly [path: string, resource: object][] = [
    ['Patient.birthDate', patient({ birthDate: '17/05/1980' })],
    ['Patient.birthDate', patient({ birthDate: '1980-02-31' })],
    ['Patient.gender', { ...patient(), gender: 'banana' }],
    ['Patient.shoeSize', { ...patient(), shoeSize: 9 }],
    ['Patient.name', { ...patient(), name: 'Zoe' }],
    ['Patient.name[0]', { ...patient(), name: ['Zoe'] }],
    ['Patient.name', { ...patient(), name: [] }],
    ['Patient.name[0].family', { ...patient(), name: [{ family: '' }] }],
    ['Patient.contact[0]', { ...patient(), contact: [{}] }],
    ['Patient.active', { ...patient(), active: 'true' }],
    ['Patient.telecom[0].system', { ...patient(), telecom: [{ system: 'pigeon', value: 'x' }] }],
    ['Patient.extension[0]', { ...patient(), extension: [{ url: 'urn:a' }] }],
    ['deceased', { ...patient(), deceasedBoolean: true, deceasedDateTime: '2020-01-01' }],
    ['Patient.photo[0].data', { ...patient(), photo: [{ data: '*' }] }],
  ];
  for (const [path, resource] of wrong) {
    const answer = await send('POST', 'Patient', resource);
    assert.equal(answer.status, 400, JSON.stringify(resource));
    assert.ok(said(answer).includes(path), `${path} in ${said(answer)}`);
  }
});

void test('what FHIR allows is kept: unknown extensions, extensions of primitives, spaced base64', async (t) => {
  const { send } = await startServer(t);
  const unusual = {
    resourceType: 'Patient',
    name: [
      { given: [null, 'Ann'], _given: [{ extension: [{ url: 'urn:q', valueCode: 'CL' }] }, null] },
    ],
    _birthDate: { extension: [{ url: 'urn:absent', valueCode: 'unknown' }] },
    extension: [{ url: 'urn:nobody:knows', extension: [{ url: 'part', valueDecimal: 0.5 }] }],
    photo: [{ contentType: 'image/png', data: 'aGVs\n bG8=' }],
    contained: [{ resourceType: 'Organization', id: 'o', name: 'Example Surgery' }],
    managingOrganization: { reference: '#o' },
  };
  const made = await send('POST', 'Patient', unusual);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id, meta, ...kept } = made.body;
  assert.deepEqual(kept, unusual);
  assert.ok(id !== undefined && meta !== undefined);
});

void test('HEAD says what GET would, without the body', async (t) => {
  const { send, fhir } = await startServer(t);
  await fhir.seed([patient({ id: 'zoe' })]);
  const head = await send('HEAD', 'Patient/zoe');
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('etag'), 'W/"1"');
  assert.equal(head.body, undefined);
});

void test('a bug shows as 500 without details to the client and with details to the operator', async (t) => {
  const errors: unknown[] = [];
  const { send } = await startServer(t, {
    authenticate: () => {
      throw new TypeError('secret detail');
    },
    onError: (error) => errors.push(error),
  });
  const answer = await send('GET', 'Patient');
  assert.equal(answer.status, 500);
  assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
  assert.match(String(errors[0]), /secret detail/);
});

void test('seeding creates what is not there and leaves alone what is or was', async (t) => {
  const { send, fhir } = await startServer(t);
  assert.equal(await fhir.seed([patient({ id: 'a' }), patient({ id: 'b' })]), 2);
  await send('DELETE', 'Patient/b');
  const changed = patient({ id: 'a', gender: 'other' });
  assert.equal(await fhir.seed([changed, patient({ id: 'b' }), patient({ id: 'c' })]), 1);
  assert.equal((await send('GET', 'Patient/a')).headers.get('etag'), 'W/"1"');
  assert.equal((await send('GET', 'Patient/b')).status, 410);
  assert.equal((await send('GET', 'Patient/c')).status, 200);
  await assert.rejects(fhir.seed([patient({ id: 'd' }), { resourceType: 'Robot', id: 'r' }]));
  assert.equal((await send('GET', 'Patient/d')).status, 404);
});
