import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient, Person, Task } from 'fhir/r4';
import {
  CHI_NUMBER,
  CONTACT_VERIFIED_EXTENSION,
  HC_NUMBERS,
  NOTES_EXTENSION,
  OPERATION_EXTENSION,
} from '../../../services/fhir/vocabulary.ts';
import {
  PASSWORD,
  accountState,
  byLinkageKey,
  byToken,
  complete,
  createAccount,
  issueAgain,
  register,
  setEnabled,
  siteRecords,
  ticketFor,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

describe('Registering with the codes of a letter', () => {
  for (const [way, details] of Object.entries({ byToken, byLinkageKey })) {
    it(`turns Created into Registered and uses the codes up (${way})`, async (context) => {
      const site = await SiteUnderTest.start(context);
      const letter = await createAccount(site);
      const ticket = await ticketFor(site, details(letter));
      const before = await site.resource<Person>('Person', letter.personId);

      const { status, body } = await complete(site, ticket, 'Sian79');

      assert.equal(status, 200);
      assert.deepEqual(await accountState(site, letter), {
        status: 'registered',
        createdAt: '2026-03-10T09:00:00.000Z',
        registeredAt: '2026-03-10T12:00:00.000Z',
        activateBy: '2026-03-24T12:00:00.000Z',
      });
      const task = await site.resource<Task>('Task', letter.taskId);
      assert.equal(task.status, 'completed');
      assert.equal(task.input, undefined);
      const mail = body.mail as Record<string, string>;
      assert.equal(mail.to, 's••••@mail.example');
      assert.equal(mail.expiresAt, '2026-03-24T12:00:00.000Z');
      const after = await site.resource<Person>('Person', letter.personId);
      assert.deepEqual(after.link, before.link);
      assert.deepEqual(after.meta?.tag, before.meta?.tag);
      assert.equal(extensionText(after, NOTES_EXTENSION), 'Carer phones for her');
      assert.match(extensionText(after, OPERATION_EXTENSION) ?? '', /^[\da-f-]{36}$/);
    });
  }

  it('takes codes with spaces, hyphens and lower case', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const { status } = await site.post('api/registration-details', {
      way: 'patient-id',
      practiceId: ' a99 968',
      patientId: '999 000-0018 ',
      token: letter.token.toLowerCase().replace(/(.{4})/g, '$1 - '),
    });
    assert.equal(status, 200);
  });

  it('finds patients by CHI number and by either form of H&C number', async (context) => {
    const site = await SiteUnderTest.start(context);
    const systems = [CHI_NUMBER, ...HC_NUMBERS];
    for (const [index, system] of systems.entries()) {
      const patientId = ['0101800010', '3200000058', '3200000066'][index] ?? '';
      const letter = await createAccount(site, { system, patientId });
      const { status, body } = await site.post('api/registration-details', byToken(letter));
      assert.equal(status, 200, JSON.stringify(body));
    }
  });

  it('says the same, whichever detail is wrong', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const wrong = [
      { ...byToken(letter), practiceId: 'A99969' },
      { ...byToken(letter), patientId: '9990000026' },
      { ...byToken(letter), token: 'CDFH-JKMN-PQRT-WXY2' },
      { ...byToken(letter), token: letter.linkageKey },
      { ...byLinkageKey(letter), accountId: '000000000000' },
      { ...byLinkageKey(letter), linkageKey: letter.token },
    ];
    const answers = await Promise.all(
      wrong.map((details) => site.post('api/registration-details', details)),
    );
    const [first, ...others] = answers.map(({ status, body }) => ({ status, body }));
    assert.equal(first?.status, 422);
    assert.equal(first.body.kind, 'wrong-details');
    for (const answer of others) assert.deepEqual(answer, first);
  });

  it('names the fields that are mistyped, without counting a guess', async (context) => {
    const site = await SiteUnderTest.start(context);
    const { status, body } = await site.post('api/registration-details', {
      way: 'patient-id',
      practiceId: 'A9?',
      patientId: '9990000019',
      token: '',
    });
    assert.equal(status, 422);
    assert.deepEqual(Object.keys(body.errors as object), ['practiceId', 'patientId', 'token']);
  });

  it('stops looking after ten wrong tries for an account in an hour', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const guesses = Array.from({ length: 10 }, (_, index) =>
      site.post('api/registration-details', { ...byToken(letter), token: `GUESS${index}` }),
    );
    for (const { body } of await Promise.all(guesses)) assert.equal(body.kind, 'wrong-details');

    const right = await site.post('api/registration-details', byLinkageKey(letter));
    assert.equal(right.status, 429);
    assert.equal(right.body.kind, 'too-many-tries');

    site.wait(1.01);
    assert.equal((await site.post('api/registration-details', byToken(letter))).status, 200);
  });

  it('refuses expired codes from the day after the last, UK time, and ends them', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { expiresOn: '2026-06-30' });
    site.now = new Date('2026-06-30T22:59:00.000Z');
    assert.equal((await site.post('api/registration-details', byToken(letter))).status, 200);

    site.now = new Date('2026-06-30T23:01:00.000Z');
    const { body } = await site.post('api/registration-details', byToken(letter));
    assert.equal(body.kind, 'codes-expired');
    const task = await site.resource<Task>('Task', letter.taskId);
    assert.equal(task.status, 'failed');
    assert.equal(task.input, undefined);
    assert.equal((await accountState(site, letter)).status, 'created');
    // Nothing of these codes is kept, so from now on they are as good as any others that are wrong.
    const again = await site.post('api/registration-details', byLinkageKey(letter));
    assert.equal(again.body.kind, 'wrong-details');
    assert.match(String(again.body.message), /If the date on your letter has passed/);
  });

  it('refuses codes that expire while the patient chooses a username', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { expiresOn: '2026-03-10' });
    site.now = new Date('2026-03-10T23:50:00.000Z');
    const ticket = await ticketFor(site, byToken(letter));
    site.wait(0.25);
    assert.equal((await complete(site, ticket, 'Sian79')).body.kind, 'codes-expired');
  });

  it('takes the newest of several sets of codes only, also when it comes while a username is chosen', async (context) => {
    const site = await SiteUnderTest.start(context);
    const first = await createAccount(site);
    const early = await ticketFor(site, byToken(first));
    const second = await issueAgain(site, first, { issuedAt: '2026-03-10T10:00:00.000Z' });
    await issueAgain(site, first, { issuedAt: '2026-03-10T09:30:00.000Z' });

    const { body } = await site.post('api/registration-details', byToken(first));
    assert.equal(body.kind, 'wrong-details');
    assert.equal((await complete(site, early, 'Sian79')).body.kind, 'wrong-details');
    await register(site, second);
  });

  it('tells whoever has the right codes that they are used, and nobody else', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    await register(site, letter);
    for (const details of [byToken(letter), byLinkageKey(letter)]) {
      const { body } = await site.post('api/registration-details', details);
      assert.equal(body.kind, 'codes-used');
    }
    const guess = { ...byToken(letter), token: 'CDFHJKMNPQRTWXY2' };
    const { body } = await site.post('api/registration-details', guess);
    assert.equal(body.kind, 'wrong-details');
  });

  it('sends patients of disabled accounts to their practice, without the reason', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { enabled: false });
    const { body } = await site.post('api/registration-details', byToken(letter));
    assert.equal(body.kind, 'not-open');
    assert.doesNotMatch(String(body.message), /disab/i);

    await setEnabled(site, letter, true);
    const ticket = await ticketFor(site, byToken(letter));
    await setEnabled(site, letter, false);
    assert.equal((await complete(site, ticket, 'Sian79')).body.kind, 'not-open');
  });

  it('stops without using the codes when there is no verified preferred email', async (context) => {
    const site = await SiteUnderTest.start(context);
    const cases = [null, { verified: false, rank: 1 }, { verified: true, rank: 2 }];
    for (const email of cases) {
      const patientId = ['9990000018', '9990000026', '9990000034'][cases.indexOf(email)] ?? '';
      const letter = await createAccount(site, { email, patientId });
      const { body } = await site.post('api/registration-details', byToken(letter));
      assert.equal(body.kind, 'no-email');
      assert.equal((await site.resource<Task>('Task', letter.taskId)).status, 'requested');

      await site.change<Patient>('Patient', letter.patientRef, (patient) => ({
        ...patient,
        telecom: [
          {
            system: 'email',
            value: 'sian@mail.example',
            rank: 1,
            extension: [{ url: CONTACT_VERIFIED_EXTENSION, valueBoolean: true }],
          },
        ],
      }));
      assert.equal((await site.post('api/registration-details', byToken(letter))).status, 200);
    }
  });

  it('gives the account to exactly one of two who use the same codes at once', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const [one, two] = await Promise.all([
      ticketFor(site, byToken(letter)),
      ticketFor(site, byLinkageKey(letter)),
    ]);
    const answers = await Promise.all([
      complete(site, one, 'FirstOne'),
      complete(site, two, 'SecondOne'),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422]);
    assert.equal(answers.find(({ status }) => status === 422)?.body.kind, 'codes-used');
    const versions = (await site.resource<Person>('Person', letter.personId)).meta?.versionId;
    assert.equal(versions, '2');
  });

  it('gives one username to one patient, whatever its capitals', async (context) => {
    const site = await SiteUnderTest.start(context);
    const first = await createAccount(site);
    const second = await createAccount(site, { patientId: '9990000026' });
    const tickets = await Promise.all([
      ticketFor(site, byToken(first)),
      ticketFor(site, byToken(second)),
    ]);
    const answers = await Promise.all([
      complete(site, tickets[0], 'Sian79'),
      complete(site, tickets[1], 'SIAN79'),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422]);
    const loser = answers.findIndex(({ status }) => status === 422);
    assert.match(JSON.stringify(answers[loser]?.body.errors), /username/);

    // The other patient's codes are still good, and so is the ticket.
    const again = await complete(site, tickets[loser] ?? '', 'Sian80');
    assert.equal(again.status, 200);
  });

  it('refuses weak passwords, odd usernames and unaccepted terms by field', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const ticket = await ticketFor(site, byToken(letter));
    const faults = async (form: object): Promise<string[]> => {
      const good = { ticket, username: 'Sian79', password: PASSWORD, terms: true };
      const { status, body } = await site.post('api/registrations', { ...good, ...form });
      assert.equal(status, 422);
      return Object.keys(body.errors as object);
    };
    for (const username of ['', 'sixteencharacter', 'siân', 'a b', 'a_b']) {
      assert.deepEqual(await faults({ username }), ['username'], username);
    }
    const weak = ['', 'short1', 'onlyletterslong', '1234567890123', 'Passw0rd123', 'Sian79sian79'];
    for (const password of [...weak, 'aaaaaaaaa1', 'qwertyuiop123']) {
      assert.deepEqual(await faults({ password }), ['password'], password);
    }
    assert.deepEqual(await faults({ terms: false }), ['terms']);
    assert.equal((await complete(site, ticket, 'Sian79')).status, 200);
  });

  it('asks to start again with a ticket that is unknown, used or too old', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    assert.equal((await complete(site, 'made-up', 'Sian79')).body.kind, 'start-again');
    const old = await ticketFor(site, byToken(letter));
    site.wait(0.51);
    assert.equal((await complete(site, old, 'Sian79')).body.kind, 'start-again');
    const ticket = await ticketFor(site, byToken(letter));
    await complete(site, ticket, 'Sian79');
    assert.equal((await complete(site, ticket, 'Sian80')).body.kind, 'start-again');
  });

  it('registers although the account changes meanwhile', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const ticket = await ticketFor(site, byToken(letter));
    site.fhir.faults.conflicts = 1;
    assert.equal((await complete(site, ticket, 'Sian79')).status, 200);
    assert.equal((await accountState(site, letter)).status, 'registered');
  });

  it('knows its own registration again when the answer is lost', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const ticket = await ticketFor(site, byToken(letter));
    site.onceOnTransaction = () => {
      site.fhir.faults.dropAnswers = 1;
      site.wait(1);
    };
    const { status, body } = await complete(site, ticket, 'Sian79');
    assert.equal(status, 200);
    assert.equal((body.mail as { expiresAt: string }).expiresAt, '2026-03-24T12:00:00.000Z');
    const person = await site.resource<Person>('Person', letter.personId);
    assert.equal(person.meta?.versionId, '2');
  });

  it('says so when the record cannot be reached, and goes on later with the same ticket', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const ticket = await ticketFor(site, byToken(letter));
    site.fhir.faults.busy = 1;
    const { status, body } = await complete(site, ticket, 'Sian79');
    assert.deepEqual([status, body.kind], [503, 'unavailable']);
    assert.equal((await complete(site, ticket, 'Sian79')).status, 200);
  });

  it('keeps no code and no password in the clear', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const activationCode = await register(site, letter);
    const written = await siteRecords(site);
    assert.match(written, /scrypt\$/);
    const secrets = [letter.token, letter.linkageKey, PASSWORD, activationCode];
    for (const secret of [...secrets, activationCode.replaceAll('-', '')]) {
      assert.ok(!written.includes(secret));
    }
  });
});

function extensionText(person: Person, url: string): string | undefined {
  return person.extension?.find((extension) => extension.url === url)?.valueString;
}
