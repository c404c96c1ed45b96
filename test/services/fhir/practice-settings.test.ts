import { expect } from '@open-wc/testing';
import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { PRACTICE_SETTINGS } from '../../../services/fhir/vocabulary.ts';
import type { RemoteRecord, RemoteResult } from '../../../services/ports/remote-records.ts';
import { PRACTICE_ID, sampleSettings } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

type Settings = RemoteRecord<'practice-settings'>;

describe('settings of the practice on a FHIR server', () => {
  let server: TestServer;
  let remote: FhirRemoteRecords;

  beforeEach(() => {
    server = testServer();
    remote = new FhirRemoteRecords(server.access, server.clock);
  });

  async function resource(id: string): Promise<QuestionnaireResponse> {
    const answer = await server.request(`QuestionnaireResponse/${id}`);
    return (await answer.json()) as QuestionnaireResponse;
  }

  /** As if somebody else had written there. */
  async function garble(id: string, edit: (items: QuestionnaireResponseItem[]) => unknown[]) {
    const held = await resource(id);
    const item = edit(held.item ?? []);
    await server.request(`QuestionnaireResponse/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ ...held, item }),
    });
  }

  function answered(name: string, answer: unknown): (items: unknown[]) => unknown[] {
    return (items) =>
      items.map((item) =>
        (item as QuestionnaireResponseItem).linkId === name
          ? { linkId: name, answer: [answer] }
          : item,
      );
  }

  async function created(): Promise<Settings> {
    return given(await remote.create('practice-settings', sampleSettings(), crypto.randomUUID()));
  }

  it('say nothing of a patient, and an item each with who changed it last', async () => {
    const { id } = (await created()).version;
    const held = await resource(id);
    expect(held.subject).to.equal(undefined);
    expect(held.identifier).to.deep.equal({ system: PRACTICE_SETTINGS, value: PRACTICE_ID });
    const days = held.item?.find(({ linkId }) => linkId === 'letterExpiryDays');
    expect(days?.answer).to.deep.equal([{ valueInteger: 21 }]);
    expect(JSON.stringify(days?.extension)).to.contain('2026-02-27T15:10:00.000Z');
    const presets = held.item?.find(({ linkId }) => linkId === 'presets');
    expect(presets?.item?.map(({ item }) => item?.[0]?.answer)).to.deep.equal([
      [{ valueString: 'Appointments and repeats only' }],
      [{ valueString: 'Nothing' }],
    ]);
  });

  const nonsense = [
    ['letterExpiryDays', { valueInteger: 4000 }, 14],
    ['letterExpiryDays', { valueString: '21' }, 14],
    ['services.appointments', { valueString: 'no' }, true],
    ['identityDocuments', { valueCoding: { code: 'photo' } }, 'photo-and-address'],
    ['welcomeMessage', { valueInteger: 5 }, ''],
    ['welcomeMessage', { valueString: 'x'.repeat(600) }, ''],
  ] as const;
  for (const [name, answer, instead] of nonsense) {
    const said = JSON.stringify(answer).slice(0, 60);
    it(`have the default in place of ${said} as ${name}, and say so; the others stay`, async () => {
      const { id } = (await created()).version;
      await garble(id, answered(name, answer));
      const { body } = given(await remote.read('practice-settings', id));
      expect(body.unusable).to.deep.equal([name]);
      expect(body.values[name]).to.deep.equal(instead);
      expect(body.values['services.acutes']).to.equal(false);
    });
  }

  it('keep what is not understood when others are saved, and what makes no sense until it is mended', async () => {
    const { id } = (await created()).version;
    const ofNextYear = { linkId: 'nextYear', answer: [{ valueDate: '2027-01-01' }] };
    await garble(id, (items) => [
      ...answered('letterExpiryDays', { valueInteger: 4000 })(items),
      ofNextYear,
    ]);
    const { body, version } = given(await remote.read('practice-settings', id));
    const values = { ...body.values, activationDays: 10 };
    await remote.update('practice-settings', { ...body, values }, version, crypto.randomUUID());
    const { item = [] } = await resource(id);
    expect(item.at(-1)).to.deep.equal(ofNextYear);
    const days = item.find(({ linkId }) => linkId === 'letterExpiryDays');
    expect(days?.answer).to.deep.equal([{ valueInteger: 4000 }]);
    const mended = { ...body, values: { ...values, letterExpiryDays: 14 }, unusable: [] };
    const now = given(await remote.read('practice-settings', id));
    await remote.update('practice-settings', mended, now.version, crypto.randomUUID());
    expect(given(await remote.read('practice-settings', id)).body).to.deep.equal(mended);
  });

  it('of another practice than the tag says are kept apart, as any record is', async () => {
    const { id } = (await created()).version;
    const held = await resource(id);
    const identifier = { system: PRACTICE_SETTINGS, value: 'Y99902' };
    await server.request(`QuestionnaireResponse/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ ...held, identifier }),
    });
    const page = await remote.changes('identity-check', { count: 10 });
    expect(page.ok && page.value.records).to.deep.equal([]);
    expect(page.ok && page.value.quarantined.map(({ fields }) => fields)).to.deep.equal([
      ['practice'],
    ]);
  });
});

function given(result: RemoteResult<Settings>): Settings {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
