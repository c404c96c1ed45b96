import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Bundle, Patient } from 'fhir/r4';
import { FhirPatients } from '../../../demo/reference-host/record/fhir-patients.ts';
import { Role } from '../../../demo/reference-host/server/practices.ts';
import { buildHost, serve } from './built-demo.ts';
import { ServerOfOthers } from './outside-server.ts';
import { signInAs } from './staff-requests.ts';

/** What the find screen reads, from a server whose pages the test turns. */
async function pagesOf(
  t: TestContext,
  pageAt: (query: URLSearchParams, server: ServerOfOthers) => Promise<Partial<Bundle>>,
): Promise<readonly Patient[]> {
  const server = await ServerOfOthers.start(t);
  const demo = await serve(t, { distFolder: await buildHost(t), outside: server.address });
  const { accessToken } = await signInAs(demo.url, Role.receptionist);
  server.before = async (_request, response, path) => {
    const page = await pageAt(new URLSearchParams(path.split('?')[1]), server);
    response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
    response.end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', ...page }));
    return true;
  };
  const patients = new FhirPatients((address, init) =>
    fetch(`${demo.url}${address}`, {
      ...init,
      headers: { Authorization: `Bearer ${accessToken}` },
    }),
  );
  return patients.all();
}

async function entriesOf(server: ServerOfOthers, from: number, to: number) {
  const patients = await server.all<Patient>('Patient');
  const sorted = patients.sort((one, other) => ((one.id ?? '') < (other.id ?? '') ? -1 : 1));
  return sorted.slice(from, to).map((resource) => ({ resource }));
}

describe('the list of patients', () => {
  it('goes on to pages that the server keeps at its own address', async (t) => {
    let english = 0;
    const found = await pagesOf(t, async (query, server) => {
      const all = await server.all<Patient>('Patient');
      english = all.filter(
        ({ managingOrganization }) => managingOrganization?.identifier?.value === 'A99968',
      ).length;
      const offset = Number(query.get('_getpagesoffset') ?? 0);
      const next = `${server.baseUrl}?_getpages=f00d&_getpagesoffset=${offset + 20}`;
      const self = query.has('_getpages') ? next : `${server.baseUrl}/Patient?_count=20`;
      return {
        link: [
          { relation: 'self', url: self },
          ...(offset < 40 ? [{ relation: 'next', url: next }] : []),
        ],
        entry: await entriesOf(server, offset, offset + 20),
      };
    });
    assert.ok(english > 20);
    assert.equal(found.length, english);
    assert.equal(new Set(found.map(({ id }) => id)).size, english);
  });

  it('is refused as a whole when a page lies elsewhere, or there is always another one', async (t) => {
    const leading = (next: (server: ServerOfOthers) => string) =>
      pagesOf(t, (_query, server) =>
        Promise.resolve({
          link: [
            { relation: 'self', url: `${server.baseUrl}/Patient` },
            { relation: 'next', url: next(server) },
          ],
        }),
      );
    const refused = { message: 'The list of patients cannot be read to its end.' };
    await assert.rejects(
      leading(() => 'http://elsewhere.example/fhir/Patient?page=2'),
      refused,
    );
    await assert.rejects(
      leading(({ baseUrl }) => `${baseUrl}-of-others/Patient?page=2`),
      refused,
    );
    await assert.rejects(
      leading(({ baseUrl }) => `${baseUrl}/Patient?page=2`),
      refused,
    );
  });
});
