import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { PRACTICE_SETTINGS, PRACTICE_TAG, STAFF_ID } from '../../../services/fhir/vocabulary.ts';
import { activePatient, PRACTICE, signIn } from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

const REPEATS = ['Order repeat prescriptions'];

function settings(
  item: QuestionnaireResponseItem[],
  { id = 'settings', authored = '2026-03-01T09:00:00.000Z', practice = PRACTICE } = {},
): QuestionnaireResponse & { readonly id: string } {
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    meta: { tag: [{ system: PRACTICE_TAG, code: practice }] },
    identifier: { system: PRACTICE_SETTINGS, value: practice },
    status: 'completed',
    authored,
    author: { identifier: { system: STAFF_ID, value: '1' }, display: 'Dilys Bevan' },
    item,
  };
}

const offers = (valueBoolean: boolean): QuestionnaireResponseItem => ({
  linkId: 'services.repeats',
  answer: [{ valueBoolean }],
});
const welcome = (valueString?: string): QuestionnaireResponseItem => ({
  linkId: 'welcomeMessage',
  ...(valueString !== undefined && { answer: [{ valueString }] }),
});

/** What a patient with Repeats ticked is shown where the practice has these settings. */
async function shown(
  context: Parameters<typeof SiteUnderTest.start>[0],
  ...held: readonly ReturnType<typeof settings>[]
): Promise<{ readonly services: unknown; readonly welcomeMessage: unknown }> {
  const site = await SiteUnderTest.start(context);
  await activePatient(site);
  await site.fhir.seed([...held]);
  const { services, welcomeMessage } = (await signIn(site)).body;
  return { services, welcomeMessage };
}

describe('The practice’s settings at the website', () => {
  it('leave everything to the patient’s ticks while there are none', async (context) => {
    assert.deepEqual(await shown(context), { services: REPEATS, welcomeMessage: '' });
  });

  it('hide a ticked service that is not offered, and say what the practice says', async (context) => {
    const page = await shown(context, settings([offers(false), welcome('Croeso!\n<b>Closed</b>')]));
    assert.deepEqual(page, { services: [], welcomeMessage: 'Croeso!\n<b>Closed</b>' });
  });

  it('are not those of another practice', async (context) => {
    const theirs = settings([offers(false), welcome('Theirs')], { practice: 'A99967' });
    assert.deepEqual(await shown(context, theirs), { services: REPEATS, welcomeMessage: '' });
  });

  it('are gone by their defaults where they make no sense', async (context) => {
    const nonsense = [
      { linkId: 'services.repeats', answer: [{ valueString: 'no' }] },
      welcome('x'.repeat(501)),
    ];
    assert.deepEqual(await shown(context, settings(nonsense)), {
      services: REPEATS,
      welcomeMessage: '',
    });
  });

  it('are those saved last, should there be two', async (context) => {
    const earlier = settings([welcome('Earlier')], { authored: '2026-02-01T09:00:00.000Z' });
    const later = settings([welcome('Later')], { id: 'a-later-one' });
    assert.equal((await shown(context, later, earlier)).welcomeMessage, 'Later');
  });

  it('may be empty', async (context) => {
    assert.equal((await shown(context, settings([welcome()]))).welcomeMessage, '');
  });
});
