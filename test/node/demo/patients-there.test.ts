import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Organization, Patient } from 'fhir/r4';
import { DEMONSTRATION_PATIENT } from '../../../demo/reference-host/record/demonstration-patient.ts';
import { startDemo } from '../../../demo/start.ts';
import { buildHost, temporaryFolder } from './built-demo.ts';
import { ServerOfOthers } from './outside-server.ts';

/** As many as there are in the demonstration, each in a file of its own. */
const ALL = readdirSync(new URL('../../../demo/patients', import.meta.url)).length;
const OWN = { system: DEMONSTRATION_PATIENT };

/** Starts the demonstration on the server and stops it; gives what it said. */
async function startOnce(
  t: TestContext,
  server: ServerOfOthers,
  patients?: string,
): Promise<string> {
  const told: string[] = [];
  const demo = await startDemo({
    port: 0,
    build: false,
    distFolder: await buildHost(t),
    outside: server.address,
    tell: (line) => told.push(line),
    ...(patients === undefined ? {} : { patients }),
  });
  await demo.close();
  return told.join('\n');
}

async function folderWith(t: TestContext, ...patients: readonly Patient[]): Promise<string> {
  const folder = join(await temporaryFolder(t), 'patients');
  await mkdir(folder);
  for (const patient of patients) {
    await writeFile(join(folder, `${patient.id ?? ''}.json`), JSON.stringify(patient));
  }
  return folder;
}

async function patientOf(server: ServerOfOthers, file: string): Promise<Patient> {
  const all = await server.all<Patient>('Patient');
  const found = all.find(({ identifier = [] }) =>
    identifier.some(({ system, value }) => system === OWN.system && value === file),
  );
  return found ?? assert.fail(`${file} is not there.`);
}

describe('patients on a server of others', () => {
  it('are created there once, under ids of its own, and what is said says so', async (t) => {
    const server = await ServerOfOthers.start(t);
    const first = new RegExp(`: ${ALL} read from .*, ${ALL} created on .*, 0 there`);
    assert.match(await startOnce(t, server), first);
    const versions = async () =>
      (await server.all<Patient>('Patient')).map(({ id, meta }) => `${id} ${meta?.versionId}`);
    const before = await versions();
    assert.equal(before.length, ALL);
    assert.doesNotMatch(before.join(), /pt-/);
    const again = new RegExp(`: ${ALL} read from .*, 0 created on .*, ${ALL} there`);
    assert.match(await startOnce(t, server), again);
    assert.deepEqual(await versions(), before);
    assert.ok((await patientOf(server, 'pt-e23')).meta?.security, 'restricted');
  });

  it('refer to one another by those ids, and to nobody else’s', async (t) => {
    const server = await ServerOfOthers.start(t);
    await startOnce(t, server);
    const [merged, into] = await Promise.all([
      patientOf(server, 'pt-e24'),
      patientOf(server, 'pt-e25'),
    ]);
    assert.deepEqual(merged.link, [
      { other: { reference: `Patient/${into.id ?? ''}` }, type: 'replaced-by' },
    ]);
    assert.equal(into.link?.[0]?.other.reference, `Patient/${merged.id ?? ''}`);
  });

  it('are linked by the next start when one ended in between', async (t) => {
    const server = await ServerOfOthers.start(t);
    server.before = ({ method }, response) => {
      if (method !== 'PUT') return false;
      response.socket?.destroy();
      return true;
    };
    await assert.rejects(startOnce(t, server), /cannot be reached/);
    server.before = () => false;
    await startOnce(t, server);
    assert.equal((await patientOf(server, 'pt-e24')).link?.[0]?.type, 'replaced-by');
  });

  it('name organisations and people of other servers without leading to them', async (t) => {
    const server = await ServerOfOthers.start(t);
    const ods = { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99968' };
    const folder = await folderWith(t, {
      resourceType: 'Patient',
      id: 'from-elsewhere',
      contained: [
        { resourceType: 'Organization', id: 'held', name: 'Held within' } as Organization,
      ],
      managingOrganization: { reference: 'Organization/1', identifier: ods },
      generalPractitioner: [{ reference: 'urn:uuid:2' }, { reference: '#held' }],
      link: [{ other: { reference: 'Patient/3' }, type: 'replaced-by' }],
    });
    await startOnce(t, server, folder);
    const patient = await patientOf(server, 'from-elsewhere');
    assert.deepEqual(patient.managingOrganization, { identifier: ods });
    assert.deepEqual(patient.generalPractitioner, [
      { identifier: { ...OWN, value: 'urn:uuid:2' } },
      { reference: '#held' },
    ]);
    assert.deepEqual(patient.link, [
      { other: { identifier: { ...OWN, value: '3' } }, type: 'replaced-by' },
    ]);
  });

  it('are named with the reason when the server refuses one, and the others are loaded', async (t) => {
    const server = await ServerOfOthers.start(t);
    const folder = await folderWith(
      t,
      { resourceType: 'Patient', id: 'nameless' },
      { resourceType: 'Patient', id: 'named', name: [{ family: 'Kelsall' }] },
    );
    server.before = async (request, response) => {
      if (!(request.headers['if-none-exist'] ?? '').includes('nameless')) return false;
      for await (const _chunk of request) continue;
      const issue = [{ severity: 'error', code: 'required', diagnostics: 'A name is needed.' }];
      response.writeHead(422, { 'Content-Type': 'application/fhir+json' });
      response.end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
      return true;
    };
    const told = await startOnce(t, server, folder);
    assert.match(
      told,
      /Patient nameless: The server refused it \(status 422: A name is needed\.\)/,
    );
    assert.match(told, /2 read from .*, 1 created on/);
  });

  for (const [title, hasBody] of [
    ['answers a create with somebody else', true],
    ['passes over the identifier in searches', false],
  ] as const) {
    it(`are never taken for somebody else, where the server ${title}`, async (t) => {
      const server = await ServerOfOthers.start(t);
      const stranger: Patient = { resourceType: 'Patient', id: 'stranger' };
      await server.fhir.seed([stranger]);
      server.before = async (request, response, path) => {
        const { pathname } = new URL(path, 'http://localhost');
        if (pathname !== '/Patient') return false;
        for await (const _chunk of request) continue;
        const everybody = {
          resourceType: 'Bundle',
          type: 'searchset',
          entry: [{ resource: stranger }],
        };
        const body = request.method === 'GET' ? everybody : stranger;
        response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
        response.end(request.method === 'POST' && !hasBody ? '' : JSON.stringify(body));
        return true;
      };
      const folder = await folderWith(t, {
        resourceType: 'Patient',
        id: 'linked',
        link: [{ other: { reference: 'Patient/3' }, type: 'replaced-by' }],
      });
      await assert.rejects(startOnce(t, server, folder), /took none of the patients/);
      const [held, ...more] = await server.all<Patient>('Patient');
      assert.deepEqual([held?.id, held?.meta?.versionId, more], ['stranger', '1', []]);
    });
  }

  it('are tried again while the server is busy, and a start on one that lets nobody in says so', async (t) => {
    const server = await ServerOfOthers.start(t);
    server.fhir.faults.conflicts = 1;
    server.fhir.faults.busy = 2;
    server.fhir.faults.retryAfterSeconds = 0;
    assert.match(await startOnce(t, server), new RegExp(`${ALL} created`));
    const { address } = server;
    server.token = 'another';
    await assert.rejects(
      startDemo({ port: 0, build: false, distFolder: await buildHost(t), outside: address }),
      /does not accept the demonstration’s sign-in/,
    );
  });
});
