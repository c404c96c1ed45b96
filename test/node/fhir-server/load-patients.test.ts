import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadPatients } from '../../../demo/fhir-server/index.ts';
import { startServer } from './running-server.ts';

/** Writes files (JSON values, or text as it is) and gives the folder. */
async function folderWith(t: TestContext, files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patients-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const generated = {
  resourceType: 'Patient',
  id: '5cbc121b-cd71-4428-b8b7-31e53eba8184',
  meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient'] },
  text: {
    status: 'generated',
    div: '<div xmlns="http://www.w3.org/1999/xhtml">Made by a <b>generator</b>.</div>',
  },
  extension: [
    {
      url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity',
      extension: [{ url: 'text', valueString: 'Not Hispanic or Latino' }],
    },
    { url: 'http://generator.example/disability-adjusted-life-years', valueDecimal: 0.0089 },
  ],
  identifier: [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'SS' }] },
      system: 'http://hl7.org/fhir/sid/us-ssn',
      value: '999-28-5301',
    },
  ],
  name: [{ use: 'official', family: 'Feest103', given: ['Gerardo48'], prefix: ['Mr.'] }],
  telecom: [{ system: 'phone', value: '555-802-6401', use: 'home' }],
  gender: 'male',
  birthDate: '1950-11-02',
  deceasedDateTime: '2018-08-14T05:52:11-04:00',
  address: [
    {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/geolocation',
          extension: [{ url: 'latitude', valueDecimal: 42.1 }],
        },
      ],
      line: ['1 Example Street'],
      country: 'US',
    },
  ],
  multipleBirthBoolean: false,
};

const british = {
  resourceType: 'Patient',
  id: 'uk-core-like',
  identifier: [
    {
      extension: [
        {
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
          valueCodeableConcept: { coding: [{ code: 'number-present-and-verified' }] },
        },
      ],
      system: 'https://fhir.nhs.uk/Id/nhs-number',
      value: '9990000018',
    },
  ],
  name: [
    {
      family: 'van Exampleton',
      _family: { extension: [{ url: 'urn:own-prefix', valueString: 'van' }] },
    },
  ],
  birthDate: '1980-05-17',
  _birthDate: {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
        valueDateTime: '1980-05-17T14:35:45+01:00',
      },
    ],
  },
  contained: [{ resourceType: 'Organization', id: 'gp', name: 'Example Surgery' }],
  generalPractitioner: [{ reference: '#gp' }],
};

void test('loads what others made: single files, bundles of any type, folders within folders', async (t) => {
  const folder = await folderWith(t, {
    'a/generated.json': {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: 'urn:uuid:1', resource: generated, request: { method: 'POST', url: 'Patient' } },
        { resource: { resourceType: 'Encounter', status: 'finished' } },
        { resource: { resourceType: 'Encounter', status: 'finished' } },
        { resource: { resourceType: 'Observation' } },
        { response: { status: '200' } },
      ],
    },
    'b/deep/er/british.JSON': british,
    'export.ndjson': `${JSON.stringify({ resourceType: 'Patient', id: 'n1' })}\r\n\n{"resourceType":"Patient"}\n`,
    'marked.json': `\uFEFF${JSON.stringify({ resourceType: 'Patient', id: 'marked' })}`,
    'README.txt': 'not for loading',
  });

  const { patients, refusals } = await loadPatients(folder);

  assert.deepEqual(patients.slice(0, 3), [
    generated,
    british,
    { resourceType: 'Patient', id: 'n1' },
  ]);
  assert.equal(patients.length, 5);
  assert.match(patients[3]?.id ?? '', /^[0-9a-f]{32}$/);
  assert.deepEqual(refusals, [
    {
      source: join(folder, 'a/generated.json'),
      reason: 'Skipped what is no Patient: 2 Encounter, 1 Observation, 1 entry without a resource.',
    },
  ]);
  const { fhir, send } = await startServer(t);
  assert.equal(await fhir.seed(patients), 5);
  assert.equal((await send('GET', 'Patient/uk-core-like')).status, 200);
  const alone = await loadPatients(join(folder, 'b/deep/er/british.JSON'));
  assert.deepEqual(alone, { patients: [british], refusals: [] });
});

void test('refuses one by one, saying which and why, and loads the rest', async (t) => {
  const folder = await folderWith(t, {
    '01.json': '{"resourceType": "Patient",',
    '02.json': '',
    '03.json': '[]',
    '04.json': '"Patient"',
    '05.json': { hello: 'world' },
    '06.json': { resourceType: 'Practitioner', id: 'p' },
    '07.json': { resourceType: 'Patient', birthDate: '17/05/1980', gender: 'banana' },
    '08.json': { resourceType: 'Patient', animal: { species: { text: 'dog' } } },
    '09.json': { resourceType: 'Patient', name: null },
    '10.json': { resourceType: 'Patient', id: 'twice' },
    '11.json': { resourceType: 'Patient', id: 'twice' },
    '12.json': { resourceType: 'Patient', id: 'not an id!' },
    '13.json': { resourceType: 'Patient', name: [[['x']]], telecom: [null], contact: 7 },
    '14.json': { resourceType: 'Bundle', type: 'collection' },
    '15.json': { resourceType: 'Bundle', type: 'collection', entry: { resource: 1 } },
    '16.json': {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [
        { resource: { resourceType: 'Patient', id: 'good' } },
        { resource: { resourceType: 'Patient', active: 'yes' } },
      ],
    },
    '17.ndjson': '{"resourceType":"Patient","id":"line1"}\n{oops}\n',
    '18.xml': '<Patient xmlns="http://hl7.org/fhir"/>',
    '19.json': { resourceType: 'Patient', id: 7 },
    '20.json': { resourceType: 'constructor' },
    '22.json': `${'{"resourceType":"Bundle","entry":[{"resource":'.repeat(9_000)}{}${'}]}'.repeat(9_000)}`,
  });
  await symlink(folder, join(folder, '21.json'));

  const { patients, refusals } = await loadPatients(folder);

  assert.deepEqual(
    patients.map(({ id }) => id),
    ['twice', 'good', 'line1'],
  );
  const expected: readonly [source: string, reason: RegExp][] = [
    ['01.json', /^Not JSON: /],
    ['02.json', /empty/],
    ['03.json', /an array/],
    ['04.json', /no JSON object/],
    ['05.json', /no resourceType/],
    ['06.json', /Not a Patient: its resourceType is Practitioner/],
    ['07.json', /Patient\.gender: "banana".*Patient\.birthDate: Invalid date/],
    ['08.json', /Patient\.animal/],
    ['09.json', /Patient\.name/],
    ['11.json', /Patient twice was loaded already, from .*10\.json/],
    ['12.json', /Patient\.id/],
    ['13.json', /Patient\.name\[0\]/],
    ['14.json', /Bundle is empty/],
    ['15.json', /entry is no array/],
    ['16.json, entry 2', /Patient\.active/],
    ['17.ndjson, line 2', /^Not JSON/],
    ['18.xml', /XML/],
    ['19.json', /Patient\.id/],
    ['20.json', /constructor/],
    ['21.json', /Links to folders/],
    ['22.json', /deeper than 100 levels/],
  ];
  assert.deepEqual(
    refusals.map(({ source }) => source.slice(folder.length + 1)),
    expected.map(([source]) => source),
  );
  for (const [index, [source, reason]] of expected.entries()) {
    assert.match(refusals[index]?.reason ?? '', reason, source);
  }
});

void test('a path that leads nowhere, or to nothing, is said and not thrown', async (t) => {
  const folder = await folderWith(t, {});
  const nothing = await loadPatients(folder);
  assert.deepEqual(nothing.patients, []);
  assert.match(nothing.refusals[0]?.reason ?? '', /no \.json or \.ndjson/);
  const nowhere = await loadPatients(join(folder, 'nowhere'));
  assert.match(nowhere.refusals[0]?.reason ?? '', /no such file/);
});
