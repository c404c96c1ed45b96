import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { isReproduced } from '../../../services/fhir/reproduction.ts';
import { OPERATION_EXTENSION } from '../../../services/fhir/vocabulary.ts';
import { oneOfEach } from '../../fakes/sample-shared-records.ts';
import { testServer } from './test-server.ts';

describe('What is kept of a resource beside its record', () => {
  const ours = {
    resourceType: 'Person',
    meta: { tag: [{ system: 'practice', code: 'A82999' }] },
    extension: [
      { url: 'notes', valueString: 'x' },
      {
        url: 'state',
        extension: [
          { url: 'a', valueCode: 'b' },
          { url: 'c', valueCode: 'd' },
        ],
      },
    ],
    active: true,
  };
  const stamp = { url: OPERATION_EXTENSION, valueString: 'operation' };

  it('is nothing where the record makes all of it again, on a server of our own', async () => {
    const server = testServer();
    const remote = new FhirRemoteRecords(server.access, server.clock);
    const each = oneOfEach();
    for (const kind of [
      'account',
      'registration',
      'services',
      'identity-check',
      'letter',
    ] as const) {
      const created = await remote.create(kind, each[kind], crypto.randomUUID());
      expect(created.ok && created.value.version, kind).to.have.all.keys(
        'id',
        'versionId',
        'lastUpdated',
      );
    }
  });

  it('is nothing where only what is the server’s differs, or the order of what has none', () => {
    const [notes, state] = ours.extension;
    const server = {
      ...ours,
      id: '42',
      meta: { ...ours.meta, versionId: '7', lastUpdated: 'now', source: '#request', project: 'p' },
      extension: [state, stamp, notes],
    };
    expect(isReproduced(server, ours)).to.equal(true);
  });

  it('is the whole resource where it says anything else', () => {
    const others: object[] = [
      { ...ours, gender: 'female' },
      { ...ours, active: false },
      { ...ours, meta: { ...ours.meta, source: 'https://other.example' } },
      { ...ours, meta: { tag: [...ours.meta.tag, { system: 'other', code: 'x' }] } },
      { ...ours, extension: [...ours.extension, { url: 'other', valueString: 'x' }] },
      { ...ours, extension: ours.extension.slice(1) },
      { ...ours, text: { status: 'generated', div: '<div/>' } },
    ];
    for (const other of others) {
      expect(isReproduced({ ...other }, ours), JSON.stringify(other)).to.equal(false);
    }
  });
});
