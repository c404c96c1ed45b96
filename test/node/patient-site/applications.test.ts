import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { QuestionnaireResponse, Task } from 'fhir/r4';
import { TASK_CODE_APPLICATION } from '../../../services/fhir/application-vocabulary.ts';
import { PRACTICE_SETTINGS, PRACTICE_TAG, STAFF_ID } from '../../../services/fhir/vocabulary.ts';
import { byToken, complete, createAccount, PRACTICE, signIn, ticketFor } from './practice-side.ts';
import { SiteUnderTest, type SiteAnswer } from './site-under-test.ts';

const FORM = {
  practiceId: PRACTICE,
  given: 'Siân',
  family: 'Pritchard',
  birthDate: '14/5/1979',
  postcode: 'ZZ99 3VZ',
  email: 'heron@mail.example',
  username: 'Heron42',
  password: 'robin sings 77',
  terms: true,
};

const ALLOWED: QuestionnaireResponse & { readonly id: string } = {
  resourceType: 'QuestionnaireResponse',
  id: 'settings',
  meta: { tag: [{ system: PRACTICE_TAG, code: PRACTICE }] },
  identifier: { system: PRACTICE_SETTINGS, value: PRACTICE },
  status: 'completed',
  authored: '2026-03-01T09:00:00.000Z',
  author: { identifier: { system: STAFF_ID, value: '1' }, display: 'Dilys Bevan' },
  item: [{ linkId: 'osuAllowed', answer: [{ valueBoolean: true }] }],
};

/** A practice that lets patients apply, and somebody who did. */
async function applied(context: TestContext): Promise<SiteUnderTest> {
  const site = await SiteUnderTest.start(context);
  await site.fhir.seed([ALLOWED]);
  assert.equal((await apply(site)).status, 200);
  return site;
}

function apply(site: SiteUnderTest, changes: Partial<typeof FORM> = {}): Promise<SiteAnswer> {
  return site.post('api/applications', { ...FORM, ...changes });
}

async function applicationsOf(site: SiteUnderTest): Promise<readonly Task[]> {
  const tasks = await site.all<Task>('Task');
  return tasks.filter(({ code }) => code?.coding?.[0]?.code === TASK_CODE_APPLICATION);
}

/** As the practice does it. */
async function reject(site: SiteUnderTest): Promise<void> {
  const [task] = await applicationsOf(site);
  await site.change<Task>('Task', task?.id ?? '', ({ input: _typed, ...rest }) => ({
    ...rest,
    status: 'rejected',
  }));
}

const fieldsOf = ({ body }: SiteAnswer): readonly string[] => Object.keys(body.errors ?? {});

describe('A username of an application for a basic account', () => {
  it('is nobody else’s while the practice has not decided', async (context) => {
    const site = await applied(context);
    const other = await apply(site, { given: 'Tess', family: 'Reed', username: 'HERON42' });
    assert.deepEqual(fieldsOf(other), ['username']);
    assert.equal((await applicationsOf(site)).length, 1);
  });

  it('is free again once the application was rejected: for who applied, and waits anew', async (context) => {
    const site = await applied(context);
    await reject(site);
    assert.equal((await signIn(site, FORM.password, FORM.username)).body.kind, 'not-made');
    assert.equal((await apply(site, { password: 'heron flew 43' })).status, 200);
    const again = await signIn(site, 'heron flew 43', FORM.username);
    assert.equal(again.body.kind, 'waiting');
    const states = (await applicationsOf(site)).map(({ status }) => status).sort();
    assert.deepEqual(states, ['rejected', 'requested']);
  });

  it('is free for somebody with a letter, too, and the password of before opens nothing', async (context) => {
    const site = await applied(context);
    await reject(site);
    const letter = await createAccount(site);
    const registered = await complete(site, await ticketFor(site, byToken(letter)), 'Heron42');
    assert.equal(registered.status, 200);
    assert.equal((await signIn(site, FORM.password, FORM.username)).body.kind, 'wrong-sign-in');
  });

  it('goes to one of two who ask for it at once', async (context) => {
    const site = await applied(context);
    await reject(site);
    const answers = await Promise.all([
      apply(site, { given: 'Tess', family: 'Reed' }),
      apply(site, { given: 'Harold', family: 'Entwhistle' }),
    ]);
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    const waiting = (await applicationsOf(site)).filter(({ status }) => status === 'requested');
    assert.equal(waiting.length, 1);
  });
});
