import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Extension, Patient, Person, QuestionnaireResponse } from 'fhir/r4';
import type { Stored } from '../../../demo/patient-site/fhir-gateway.ts';
import { changedPerson } from '../../../demo/patient-site/account-person.ts';
import { AccountStatus } from '../../../services/domain/records.ts';
import {
  DISABLING_EXTENSION,
  NOTES_EXTENSION,
  ODS_CODE,
  PRACTICE_TAG,
} from '../../../services/fhir/vocabulary.ts';
import {
  accountState,
  activePatient,
  byLinkageKey,
  byToken,
  complete,
  createAccount,
  failToSignIn,
  identityCheckId,
  type Letter,
  PRACTICE,
  register,
  setEnabled,
  signIn,
  siteRecords,
  ticketFor,
} from './practice-side.ts';
import { type SiteAnswer, SiteUnderTest } from './site-under-test.ts';

const REMOVAL = 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration';
const DEATH =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus';

type Change = (site: SiteUnderTest, letter: Letter) => Promise<void>;

function patientBecomes(change: Partial<Patient>): Change {
  return (site, { patientRef }) =>
    site.change<Patient>('Patient', patientRef, (patient) => ({ ...patient, ...change }));
}

function checkBecomes(change: Partial<QuestionnaireResponse>): Change {
  return (site, letter) =>
    site.change<QuestionnaireResponse>(
      'QuestionnaireResponse',
      identityCheckId(letter),
      (response) => ({ ...response, ...change }),
    );
}

function removal(end?: string): Extension {
  const valuePeriod = { start: '2026-03-01', ...(end !== undefined && { end }) };
  return { url: REMOVAL, extension: [{ url: 'effectiveTime', valuePeriod }] };
}

function deathNotification(code: string): Extension {
  const valueCodeableConcept = { coding: [{ code }] };
  return { url: DEATH, extension: [{ url: 'deathNotificationStatus', valueCodeableConcept }] };
}

function registeredWith(...practices: readonly { id: string; end?: string }[]): Partial<Patient> {
  return {
    generalPractitioner: practices.map(({ id, end }) => ({
      identifier: { system: ODS_CODE, value: id, ...(end !== undefined && { period: { end } }) },
    })),
  };
}

/** What closes an account, as the practice and the national register write it. */
const CLOSED: Readonly<Record<string, Change>> = {
  'the practice has disabled the account': (site, letter) => setEnabled(site, letter, false),
  'the patient has died': patientBecomes({ deceasedBoolean: true }),
  'the patient died on a known day': patientBecomes({ deceasedDateTime: '2026-03-09' }),
  'a death was notified': patientBecomes({ extension: [deathNotification('1')] }),
  'the patient has left the practice': patientBecomes({ active: false }),
  'the record was merged into another': patientBecomes({
    link: [{ other: { reference: 'Patient/other' }, type: 'replaced-by' }],
  }),
  'a removal from the list stands': patientBecomes({ extension: [removal()] }),
  'a removal stands until later': patientBecomes({ extension: [removal('2026-03-10')] }),
  'another practice registers the patient': patientBecomes(registeredWith({ id: 'B99969' })),
  'registration here has ended': patientBecomes(
    registeredWith({ id: PRACTICE, end: '2026-03-09' }, { id: 'B99969' }),
  ),
  'the patient’s record is gone': (site, { patientRef }) => site.remove('Patient', patientRef),
  'the account is of no patient': (site, { personId }) =>
    site.change<Person>('Person', personId, ({ link: _link, ...person }) => person),
  'the identity check was entered in error': checkBecomes({ status: 'entered-in-error' }),
  'the identity check is of another patient': checkBecomes({
    subject: { reference: 'Patient/other' },
  }),
  'the identity check is another practice’s': checkBecomes({
    meta: { tag: [{ system: PRACTICE_TAG, code: 'B99969' }] },
  }),
};

/** What looks like one of those, and closes nothing. */
const OPEN: Readonly<Record<string, Change>> = {
  'a death notified by mistake': patientBecomes({ extension: [deathNotification('U')] }),
  'a removal that was called off': patientBecomes({ extension: [removal('2026-03-09')] }),
  'another practice named besides this one': patientBecomes(
    registeredWith({ id: 'B99969' }, { id: PRACTICE.toLowerCase() }),
  ),
  'another practice’s registration that has ended': patientBecomes(
    registeredWith({ id: 'B99969', end: '2026-03-09' }),
  ),
  'a link to an earlier record': patientBecomes({
    link: [{ other: { reference: 'Patient/other' }, type: 'replaces' }],
  }),
};

const SENTENCE = 'Your account is locked. Please phone your practice.';

function assertNotOpen({ status, body }: SiteAnswer, step: string): void {
  assert.deepEqual([body.kind, body.message], ['not-open', SENTENCE], step);
  assert.ok(status === 422 || status === 401, step);
}

async function started(context: TestContext): Promise<SiteUnderTest> {
  return SiteUnderTest.start(context);
}

describe('Nobody is let in, and nobody told why, when', () => {
  for (const [reason, close] of Object.entries(CLOSED)) {
    it(reason, async (context) => {
      const site = await started(context);
      const created = await createAccount(site);
      const ticket = await ticketFor(site, byToken(created));
      await close(site, created);
      assertNotOpen(await site.post('api/registration-details', byLinkageKey(created)), 'codes');
      assertNotOpen(await complete(site, ticket, 'Sian79'), 'registering');
      assert.equal((await accountState(site, created)).status, 'created');

      const registered = await createAccount(site, { patientId: '9990000026' });
      const code = await register(site, registered, 'Sian80');
      await close(site, registered);
      assertNotOpen(await site.post('api/activations', { code }), 'activating');
      assertNotOpen(await signIn(site, undefined, 'Sian80'), 'signing in before activating');
      assert.equal((await accountState(site, registered)).status, 'registered');

      const active = await activePatient(site, 'Sian81');
      const { cookie } = await signIn(site, undefined, 'Sian81');
      await close(site, active);
      assertNotOpen(await site.get('api/session', cookie), 'services');
      assert.equal((await site.get('api/session', cookie)).body.kind, 'signed-out');
      assertNotOpen(await signIn(site, undefined, 'Sian81'), 'signing in');
    });
  }

  it('counts nothing against the password, and says no more to who does not know it', async (context) => {
    const site = await started(context);
    const letter = await activePatient(site);
    await failToSignIn(site, 3);
    const before = await siteRecords(site);
    await patientBecomes({ deceasedBoolean: true })(site, letter);
    for (let time = 0; time < 6; time += 1) assertNotOpen(await signIn(site), 'right password');
    assert.equal(await siteRecords(site), before);
    assert.equal((await failToSignIn(site, 1)).body.kind, 'wrong-sign-in');
    await patientBecomes({ deceasedBoolean: false })(site, letter);
    assert.equal((await signIn(site)).status, 200);
  });

  it('says to wrong codes what it says to any', async (context) => {
    const site = await started(context);
    const letter = await createAccount(site);
    await patientBecomes({ active: false })(site, letter);
    const guess = { ...byToken(letter), token: 'CDFHJKMNPQRTWXY2' };
    const { body } = await site.post('api/registration-details', guess);
    assert.equal(body.kind, 'wrong-details');
  });
});

describe('What the website writes', () => {
  it('leaves what the practice has switched off as it is, with its reason', async (context) => {
    const site = await started(context);
    const letter = await activePatient(site);
    const url = DISABLING_EXTENSION;
    const disabling = { url, extension: [{ url: 'reason', valueCode: 'safeguarding' }] };
    await site.change<Person>('Person', letter.personId, (person) => ({
      ...person,
      active: false,
      extension: [...(person.extension ?? []), disabling],
    }));
    const stored = await site.resource<Stored<Person>>('Person', letter.personId);
    for (const status of Object.values(AccountStatus)) {
      const after = changedPerson(stored, { status, lockedUntil: undefined }, 'operation');
      assert.equal(after.active, false);
      for (const kept of [DISABLING_EXTENSION, NOTES_EXTENSION]) {
        const of = ({ extension = [] }: Person) => extension.filter((each) => each.url === kept);
        assert.equal(of(stored).length, 1);
        assert.deepEqual(of(after), of(stored));
      }
    }
    const told = JSON.stringify([await signIn(site), await failToSignIn(site, 5)]);
    assert.doesNotMatch(told, /safeguarding|Carer/);
  });
});

describe('Everybody else is let in, also with', () => {
  for (const [reason, change] of Object.entries(OPEN)) {
    it(reason, async (context) => {
      const site = await started(context);
      const letter = await activePatient(site);
      await change(site, letter);
      assert.equal((await signIn(site)).status, 200);
    });
  }

  it('an account that names its patient by a whole address and version', async (context) => {
    const site = await started(context);
    const letter = await activePatient(site);
    const reference = `${site.address}/fhir/R4/Patient/${letter.patientRef}/_history/1`;
    await site.change<Person>('Person', letter.personId, (person) => ({
      ...person,
      link: [{ target: { reference } }],
    }));
    assert.equal((await signIn(site)).status, 200);
  });
});
