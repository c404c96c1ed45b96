import { expect } from '@open-wc/testing';
import type { Person, Task } from 'fhir/r4';
import { FhirOsuApplications } from '../../../services/fhir/fhir-osu-applications.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { accountToPerson, personToAccount } from '../../../services/fhir/mapping/account.ts';
import {
  APPLICATION_ID,
  APPLICATION_INPUT,
  APPLICATION_TAG,
  TASK_CODE_APPLICATION,
} from '../../../services/fhir/application-vocabulary.ts';
import { ACCOUNT_EXTENSION, ACCOUNT_KEY, TASK_CODE } from '../../../services/fhir/vocabulary.ts';
import { claimedFor, dealtWith } from '../../../services/domain/osu/application.ts';
import type {
  HeldApplication,
  OpenApplications,
} from '../../../services/ports/osu-applications.ts';
import { PRACTICE_ID, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

/** As a website writes it: docs/fhir-mapping.md. */
function task(changes: Partial<Task> = {}): Task {
  const input = (code: string, value: object) => ({
    type: { coding: [{ system: APPLICATION_INPUT, code }] },
    ...value,
  });
  return {
    resourceType: 'Task',
    meta: { tag: [{ system: APPLICATION_TAG, code: PRACTICE_ID }] },
    identifier: [
      { system: APPLICATION_ID, value: 'application-1' },
      { system: ACCOUNT_KEY, value: 'account-1' },
    ],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_APPLICATION }] },
    authoredOn: '2026-04-19T18:00:00Z',
    input: [
      input('given', { valueString: 'Siân' }),
      input('family', { valueString: 'Morgan' }),
      input('birth-date', { valueDate: '1984-02-29' }),
      input('postcode', { valueString: 'ZZ99 3VZ' }),
      input('username-verifier', { valueString: 'c2FsdA.aGFzaA' }),
      { type: { text: 'of the website alone' }, valueString: 'kept' },
    ],
    ...changes,
  };
}

describe('applications for a basic account on a FHIR server', () => {
  let server: TestServer;
  beforeEach(() => {
    server = testServer();
  });

  async function put(resource: Task): Promise<void> {
    const body = JSON.stringify(resource);
    expect((await server.request('Task', { method: 'POST', body })).status).to.equal(201);
  }

  function applications(): FhirOsuApplications {
    return new FhirOsuApplications(server.access, server.clock);
  }

  async function open(): Promise<OpenApplications> {
    const found = await applications().open();
    if (!found.ok) throw new Error(found.failure.kind);
    return found.value;
  }

  async function only(): Promise<HeldApplication> {
    const [held] = (await open()).applications;
    if (held === undefined) throw new Error('There is none.');
    return held;
  }

  it('are read as the website wrote them', async () => {
    await put(task());
    expect((await only()).body).to.deep.equal({
      ...{ id: 'application-1', practiceId: PRACTICE_ID, accountKey: 'account-1' },
      ...{ state: 'waiting', appliedAt: '2026-04-19T18:00:00.000Z' },
      typed: {
        ...{ given: 'Siân', family: 'Morgan', birthDate: '1984-02-29', postcode: 'ZZ99 3VZ' },
      },
      usernameVerifier: { salt: 'c2FsdA', hash: 'aGFzaA' },
    });
  });

  it('are not those of another practice, of another code, or dealt with', async () => {
    const elsewhere = { tag: [{ system: APPLICATION_TAG, code: 'Y00000' }] };
    await put(task({ meta: elsewhere }));
    await put(task({ code: { text: 'something else' } }));
    await put(task({ status: 'completed' }));
    expect(await open()).to.deep.equal({ applications: [], hasMore: false, unreadable: 0 });
  });

  it('are counted where they make no sense', async () => {
    const { input: _input, ...without } = task();
    await put(without);
    expect(await open()).to.deep.include({ applications: [], unreadable: 1 });
  });

  it('are claimed for one patient by one workstation', async () => {
    await put(task());
    const held = await only();
    const claimed = await applications().update(held, claimedFor(held.body, 'patient-1'), 'op-1');
    expect(claimed.ok && claimed.value.body).to.include({
      ...{ state: 'claimed', patientRef: 'patient-1' },
    });
    expect(claimed.ok && claimed.value.operationId).to.equal('op-1');
    const late = await applications().update(held, claimedFor(held.body, 'patient-2'), 'op-2');
    expect(!late.ok && late.failure.kind).to.equal('conflict');
  });

  it('keep nothing that was typed once they are dealt with, and what is not ours', async () => {
    await put(task());
    const held = await only();
    const done = dealtWith(claimedFor(held.body, 'patient-1'), 'matched');
    const written = await applications().update(held, done, 'op-1');
    expect(written.ok).to.equal(true);
    const now = (await (await server.request(`Task/${held.version.id}`)).json()) as Task;
    expect(now.status).to.equal('completed');
    expect(now.for?.reference).to.equal('Patient/patient-1');
    expect(now.input?.map(({ valueString }) => valueString)).to.deep.equal(['kept']);
  });

  it('are fetched and kept by nobody who follows the practice’s records', async () => {
    await put(task());
    const changes = await new FhirRemoteRecords(server.access, server.clock).changes(
      'registration',
      { count: 100 },
    );
    expect(changes.ok && [changes.value.records, changes.value.quarantined]).to.deep.equal([
      ...[[], []],
    ]);
  });
});

describe('who made an account, and of what kind it is', () => {
  it('goes to the Person and comes back', () => {
    const account = sampleAccount({
      ...{ kind: 'osu', origin: { by: 'elsewhere', name: 'NHS login' } },
      ...{ firstSeenAt: '2026-03-02T09:00:00.000Z', upgradedAt: '2026-03-03T09:00:00.000Z' },
      usernameVerifier: { salt: 'c2FsdA', hash: 'aGFzaA' },
    });
    const read = personToAccount({ ...accountToPerson(account, 'op') });
    expect(read.ok && read.body).to.deep.equal(account);
  });

  it('is not there on accounts of before, nor after an upgrade', () => {
    const account = sampleAccount();
    const basic = accountToPerson({ ...account, kind: 'osu' }, 'op');
    const read = personToAccount({ ...accountToPerson(account, 'op', basic) });
    expect(read.ok && read.body).to.deep.equal(account);
  });

  it('is kept apart where the kind is not known: it must not be taken for a full account', () => {
    const person = accountToPerson(sampleAccount(), 'op');
    expect(personToAccount({ ...withPart(person, 'kind', 'of-tomorrow') })).to.deep.equal({
      ok: false,
      fields: ['origin'],
    });
  });

  it('is another system’s where who made it is not known', () => {
    const person = withPart(accountToPerson(sampleAccount(), 'op'), 'origin', 'of-tomorrow');
    const read = personToAccount({ ...person });
    expect(read.ok && read.body.origin).to.deep.equal({ by: 'elsewhere' });
  });
});

function withPart(person: Person, url: string, valueCode: string): Person {
  return {
    ...person,
    extension: (person.extension ?? []).map((each) =>
      each.url === ACCOUNT_EXTENSION
        ? { ...each, extension: [...(each.extension ?? []), { url, valueCode }] }
        : each,
    ),
  };
}
