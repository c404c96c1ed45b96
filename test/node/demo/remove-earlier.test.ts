import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Basic, FhirResource, Patient, Person, Task } from 'fhir/r4';
import { OutsideRecord, placePatients, removeEarlier } from '../../../demo/fhir-gateway/index.ts';
import { SITE_CODE } from '../../../demo/patient-site/site-system.ts';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { ServerOfOthers } from './outside-server.ts';

const ours = { tag: [{ system: PRACTICE_TAG, code: 'W99968' }] };

function patient(id: string, other: string): Patient {
  return {
    resourceType: 'Patient',
    id,
    link: [{ other: { reference: `Patient/${other}` }, type: 'seealso' }],
  };
}

const OF_THE_DEMONSTRATION: readonly (Person | Task | Basic)[] = [
  { resourceType: 'Person', id: 'p1', meta: ours },
  { resourceType: 'Task', id: 't1', meta: ours, status: 'requested', intent: 'order' },
  { resourceType: 'Basic', id: 'b1', code: { coding: [{ system: SITE_CODE, code: 'login' }] } },
];
const OF_OTHERS: readonly (Person | Basic | Patient)[] = [
  { resourceType: 'Person', id: 'p2', meta: { tag: [{ system: 'urn:x', code: 'W99968' }] } },
  { resourceType: 'Basic', id: 'b2', code: { text: 'login' } },
  { resourceType: 'Patient', id: 'of-others' },
];

async function idsOn(server: ServerOfOthers): Promise<(string | undefined)[]> {
  const types: FhirResource['resourceType'][] = ['Person', 'Task', 'Basic', 'Patient'];
  const all = await Promise.all(types.map((type) => server.all(type)));
  return all.flat().map(({ id }) => id);
}

describe('a test on a server of others', () => {
  it('begins without what earlier ones left, and leaves what is others’', async (t) => {
    const server = await ServerOfOthers.start(t);
    const record = new OutsideRecord(server.address);
    await placePatients(record, [patient('a', 'b'), patient('b', 'a'), patient('c', 'a')]);
    await server.fhir.seed([...OF_THE_DEMONSTRATION, ...OF_OTHERS]);
    // As a server that lets go of nothing that something refers to, and gives no more than two at a time.
    server.before = async (request, response, path) => {
      if (path.startsWith('/Patient?')) {
        await server.fhir.handler(request, response, path.replace('_count=1000', '_count=2'));
        return true;
      }
      const held = await server.all<Patient>('Patient');
      const isReferredTo = held.some(({ link = [] }) =>
        link.some(({ other }) => path === `/${other.reference ?? ''}`),
      );
      if (request.method !== 'DELETE' || !isReferredTo) return false;
      response.writeHead(400).end();
      return true;
    };
    await removeEarlier(record);
    assert.deepEqual(await idsOn(server), ['p2', 'b2', 'of-others']);
    const deleted = server.asked.filter((one) => one.startsWith('DELETE'));
    assert.deepEqual(deleted.slice(0, 3), [
      'DELETE /Task/t1',
      'DELETE /Basic/b1',
      'DELETE /Person/p1',
    ]);
  });

  it('does not begin where the server does not delete, and says so', async (t) => {
    const server = await ServerOfOthers.start(t);
    await server.fhir.seed(OF_THE_DEMONSTRATION);
    server.before = ({ method }, response) => {
      if (method !== 'DELETE') return false;
      response.writeHead(405, { 'Content-Type': 'application/fhir+json' });
      response.end(JSON.stringify({ resourceType: 'OperationOutcome', issue: [] }));
      return true;
    };
    await assert.rejects(
      removeEarlier(new OutsideRecord(server.address)),
      /does not delete Task\/t1, so the tests cannot begin with nothing \(status 405/,
    );
  });

  for (const [passedOver, type] of [
    ['_tag', 'Person'],
    ['code', 'Basic'],
    ['identifier', 'Patient'],
  ] as const) {
    it(`deletes nothing at all where the server passes over ${passedOver}, and says so`, async (t) => {
      const server = await ServerOfOthers.start(t);
      const record = new OutsideRecord(server.address);
      await placePatients(record, [patient('a', 'b'), patient('b', 'a')]);
      await server.fhir.seed([...OF_THE_DEMONSTRATION, ...OF_OTHERS]);
      const before = await idsOn(server);
      const asked = server.asked.length;
      server.before = async (request, response, path) => {
        const { pathname, searchParams } = new URL(path, 'http://localhost');
        searchParams.delete(passedOver);
        await server.fhir.handler(request, response, `${pathname}?${searchParams.toString()}`);
        return true;
      };
      await assert.rejects(
        removeEarlier(record),
        new RegExp(`finds a ${type} that is not the demonstration’s \\(.* heed ${passedOver}\\)`),
      );
      assert.deepEqual(await idsOn(server), before);
      const methods = server.asked.slice(asked).map((one) => one.split(' ')[0]);
      assert.deepEqual(new Set(methods), new Set(['GET']));
    });
  }
});
