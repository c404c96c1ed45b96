import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import type {
  AuditEvent,
  Bundle,
  FhirResource,
  Patient,
  Person,
  Provenance,
  Subscription,
  Task,
} from 'fhir/r4';
import WebSocket from 'ws';
import { PRACTICES, Role } from '../../../demo/reference-host/server/practices.ts';
import type { RunningDemo } from '../../../demo/start.ts';
import { newJob } from '../../../services/domain/jobs/job.ts';
import { JOB_ID, JOB_TAG } from '../../../services/fhir/job-vocabulary.ts';
import { auditToResource } from '../../../services/fhir/mapping/audit.ts';
import {
  ACCOUNT_KEY,
  ODS_CODE,
  PRACTICE_TAG,
  STAFF_ID,
} from '../../../services/fhir/vocabulary.ts';
import { TRANSFER_TAG } from '../../../services/fhir/transfer-vocabulary.ts';
import { jobToTask } from '../../../services/fhir/mapping/job.ts';
import { transferToTask } from '../../../services/fhir/mapping/transfer.ts';
import { sampleTransfer } from '../../fakes/sample-transfers.ts';
import { buildHost, serve } from './built-demo.ts';
import { asker, ENGLAND, signInAs, WALES } from './staff-requests.ts';

const FHIR = '/fhir/R4';
const OURS = ENGLAND?.id ?? '';
const THEIRS = WALES?.id ?? '';
const [RECEPTIONIST, MANAGER] = ENGLAND?.staff ?? [];

type Staff = Awaited<ReturnType<typeof signInAs>>;

async function running(t: TestContext): Promise<RunningDemo> {
  return serve(t, { distFolder: await buildHost(t) });
}

function accountAt(practiceId: string): Person {
  return {
    resourceType: 'Person',
    meta: { tag: [{ system: PRACTICE_TAG, code: practiceId }] },
    identifier: [{ system: ACCOUNT_KEY, value: `key-at-${practiceId}` }],
    active: true,
    managingOrganization: { identifier: { system: ODS_CODE, value: practiceId } },
    link: [{ target: { reference: 'Patient/pt-e01' } }],
  };
}

/** A refusal, as the product writes it, by the receptionist unless another is named. */
function auditRow(by = RECEPTIONIST, practiceId = OURS): AuditEvent {
  return auditToResource(
    {
      id: 'audit-1',
      practiceId,
      patientRef: 'pt-e01',
      action: 'create-account',
      outcome: 'refused',
      summary: 'Refused',
      at: '2026-03-02T09:00:00.000Z',
      by: { id: by?.id ?? '', name: by?.name ?? '' },
    },
    'operation-1',
    'desk-1',
  ) as AuditEvent;
}

const post = (resource: FhirResource) => ({
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

function bundleOf(type: 'batch' | 'transaction', ...entry: readonly object[]) {
  return { resourceType: 'Bundle', type, entry };
}

/** The worst status of a bundle: its own, or that of an entry. */
async function statusInBundle(
  { ask }: Pick<Staff, 'ask'>,
  type: 'batch' | 'transaction',
  ...entries: readonly object[]
): Promise<number> {
  const { status, body } = await ask<Bundle>('POST', FHIR, bundleOf(type, ...entries));
  const statuses = (body.entry ?? []).map(({ response }) => Number(response?.status.slice(0, 3)));
  return Math.max(status, ...statuses);
}

describe('a Patient on the shared record', () => {
  it('is changed by nobody who may not, however the address is written', async (t) => {
    const { url } = await running(t);
    const admin = await signInAs(url, Role.systemAdministrator);
    const { body } = await admin.ask<Patient>('GET', `${FHIR}/Patient/pt-e01`);
    for (const path of [
      '/Patient/pt-e01',
      '//Patient/pt-e01',
      '///Patient/pt-e01/',
      '/%50atient/pt-e01',
      '/Patient%2Fpt-e01',
      '/%2FPatient/pt-e01',
    ]) {
      const { status } = await admin.ask('PUT', `${FHIR}${path}`, { ...body, gender: 'other' });
      assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    }
    const { body: after } = await admin.ask<Patient>('GET', `${FHIR}/Patient/pt-e01`);
    assert.equal(after.meta?.versionId, body.meta?.versionId);
  });

  it('is guarded in bundles as it is alone', async (t) => {
    const { url } = await running(t);
    const admin = await signInAs(url, Role.systemAdministrator);
    const reception = await signInAs(url, Role.receptionist);
    const { body: resource } = await reception.ask<Patient>('GET', `${FHIR}/Patient/pt-e01`);
    const request = { method: 'PUT', url: 'Patient/pt-e01' };
    for (const type of ['batch', 'transaction'] as const) {
      assert.equal(await statusInBundle(admin, type, { resource, request }), 403, type);
      assert.equal(await statusInBundle(reception, type, { resource, request }), 200, type);
    }
  });

  it('is neither made nor deleted by staff', async (t) => {
    const { url } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const { body } = await reception.ask<Patient>('GET', `${FHIR}/Patient/pt-e01`);
    assert.equal((await reception.ask('DELETE', `${FHIR}/Patient/pt-e01`)).status, 403);
    assert.equal((await reception.ask('POST', `${FHIR}/Patient`, body)).status, 403);
  });

  it('of another practice is not there: by id, search, version, history or in a bundle', async (t) => {
    const { url } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const there = await signInAs(url, Role.receptionist, WALES);
    assert.equal((await there.ask('GET', `${FHIR}/Patient/pt-w01`)).status, 200);
    for (const path of [
      '/Patient/pt-w01',
      '//Patient/pt-w01',
      '/Patient/pt-w01/_history',
      '/Patient/pt-w01/_history/1',
    ]) {
      assert.equal((await reception.ask('GET', `${FHIR}${path}`)).status, 404, path);
    }
    for (const path of ['/Patient?_id=pt-w01', '/Patient?_count=1000', '/_history?_count=1000']) {
      const { body } = await reception.ask<Bundle>('GET', `${FHIR}${path}`);
      assert.ok(!JSON.stringify(body).includes('"id":"pt-w01"'), path);
    }
    const { body: resource } = await there.ask<Patient>('GET', `${FHIR}/Patient/pt-w01`);
    for (const type of ['batch', 'transaction'] as const) {
      const request = { method: 'PUT', url: 'Patient/pt-w01' };
      assert.equal(await statusInBundle(reception, type, { resource, request }), 404, type);
    }
    const get = { request: { method: 'GET', url: 'Patient/pt-w01' } };
    assert.equal(await statusInBundle(reception, 'batch', get), 404);
  });

  it('is not given to another practice, nor taken from it', async (t) => {
    const { url } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const { body } = await reception.ask<Patient>('GET', `${FHIR}/Patient/pt-e01`);
    const managingOrganization = { identifier: { system: ODS_CODE, value: THEIRS } };
    const moved = { ...body, managingOrganization };
    assert.equal((await reception.ask('PUT', `${FHIR}/Patient/pt-e01`, moved)).status, 403);
  });
});

describe('the records of a practice', () => {
  it('are written and seen by its own staff only', async (t) => {
    const { url } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const there = await signInAs(url, Role.receptionist, WALES);
    const made = await reception.ask<Person>('POST', `${FHIR}/Person`, accountAt(OURS));
    assert.equal(made.status, 201);
    const path = `${FHIR}/Person/${made.body.id ?? ''}`;
    assert.equal((await there.ask('GET', path)).status, 404);
    assert.equal((await there.ask('PUT', path, made.body)).status, 404);
    const { body: found } = await there.ask<Bundle>('GET', `${FHIR}/Person`);
    assert.deepEqual(found.entry ?? [], []);
    for (const type of ['batch', 'transaction'] as const) {
      assert.equal(await statusInBundle(there, type, post(accountAt(OURS))), 403, type);
    }
    const { meta: _meta, ...untagged } = accountAt(OURS);
    assert.equal((await reception.ask('POST', `${FHIR}/Person`, untagged)).status, 403);
    const { managingOrganization } = accountAt(THEIRS);
    const disguised = { ...accountAt(OURS), managingOrganization };
    assert.equal((await reception.ask('POST', `${FHIR}/Person`, disguised)).status, 403);
    const away = { ...made.body, meta: accountAt(THEIRS).meta };
    assert.equal((await reception.ask('PUT', path, away)).status, 403);
    assert.equal((await reception.ask('PUT', path, made.body)).status, 200);
    assert.equal((await reception.ask('DELETE', path)).status, 403);
  });

  it('are written by roles that may do such work, and the website’s own by no staff', async (t) => {
    const { url } = await running(t);
    const admin = await signInAs(url, Role.systemAdministrator);
    assert.equal((await admin.ask('POST', `${FHIR}/Person`, accountAt(OURS))).status, 403);
    const reception = await signInAs(url, Role.receptionist);
    const login = { resourceType: 'Basic', meta: accountAt(OURS).meta, code: { text: 'login' } };
    assert.equal((await reception.ask('POST', `${FHIR}/Basic`, login)).status, 403);
  });
});

describe('being told of changes', () => {
  const asking = (practiceId: string, criteria: string): Subscription => ({
    resourceType: 'Subscription',
    meta: { tag: [{ system: PRACTICE_TAG, code: practiceId }] },
    status: 'requested',
    reason: 'A test',
    criteria,
    channel: { type: 'websocket' },
  });
  const of = (...ids: string[]): string =>
    `Person?_tag=${ids.map((id) => `${PRACTICE_TAG}|${id}`).join()}`;

  it('is of one’s own practice alone, and taken back by its own staff', async (t) => {
    const { url } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const there = await signInAs(url, Role.receptionist, WALES);
    const ask = (subscription: Subscription) =>
      reception.ask<Subscription>('POST', `${FHIR}/Subscription`, subscription);
    for (const criteria of [
      of(THEIRS),
      of(OURS, THEIRS),
      'Person?active=true',
      `${of(OURS)}&_tag=x`,
    ]) {
      assert.equal((await ask(asking(OURS, criteria))).status, 403, criteria);
    }
    assert.equal((await ask(asking(THEIRS, of(OURS)))).status, 403);

    const { status, body } = await ask(asking(OURS, of(OURS)));
    assert.equal(status, 201);
    const path = `${FHIR}/Subscription/${body.id ?? ''}`;
    for (const address of [path, `${path}/$get-ws-binding-token`]) {
      assert.equal((await there.ask('GET', address)).status, 404);
      assert.equal((await reception.ask('GET', address)).status, 200);
    }
    assert.equal((await there.ask('DELETE', path)).status, 404);
    assert.equal((await reception.ask('DELETE', path)).status, 200);
  });

  it('is for pages of this origin', async (t) => {
    const { url } = await running(t);
    const address = `${url.replace('http', 'ws')}${FHIR}/ws`;
    const outcomeFor = async (origin: string): Promise<string> => {
      const socket = new WebSocket(address, { origin });
      const outcome = await once(socket, 'open').then(
        () => 'open',
        () => 'refused',
      );
      socket.terminate();
      return outcome;
    };
    assert.equal(await outcomeFor(url), 'open');
    assert.equal(await outcomeFor('https://elsewhere.example'), 'refused');
  });
});

describe('an audit row', () => {
  it('names who sends it, at their own practice', async (t) => {
    const { url } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const send = async (row: AuditEvent | Provenance): Promise<number> =>
      (await reception.ask('POST', `${FHIR}/${row.resourceType}`, row)).status;
    const own = auditRow();
    assert.equal(await send(own), 201);
    assert.equal(await send(auditRow(MANAGER)), 403);
    assert.equal(await send(auditRow(RECEPTIONIST, THEIRS)), 403);
    const source = auditRow(RECEPTIONIST, THEIRS).source;
    assert.equal(await send({ ...own, source }), 403);
    assert.equal(await send({ ...own, agent: [...auditRow(MANAGER).agent, ...own.agent] }), 201);
    const who = (value = '') => ({ identifier: { system: STAFF_ID, value } });
    const provenance = (staffId: string | undefined): Provenance => ({
      resourceType: 'Provenance',
      ...(own.meta && { meta: own.meta }),
      target: [{ reference: 'Patient/pt-e01' }],
      recorded: own.recorded,
      agent: [{ who: who(staffId) }],
    });
    assert.equal(await send(provenance(RECEPTIONIST?.id)), 201);
    assert.equal(await send(provenance(MANAGER?.id)), 403);
    for (const type of ['batch', 'transaction'] as const) {
      assert.equal(await statusInBundle(reception, type, post(auditRow(MANAGER))), 403, type);
    }
  });

  it('is written by every role, and then never changed or deleted by staff', async (t) => {
    const { url } = await running(t);
    const admin = await signInAs(url, Role.systemAdministrator);
    const row = auditRow(ENGLAND?.staff.find(({ role }) => role === Role.systemAdministrator));
    const { status, body } = await admin.ask<AuditEvent>('POST', `${FHIR}/AuditEvent`, row);
    assert.equal(status, 201);
    const path = `${FHIR}/AuditEvent/${body.id ?? ''}`;
    assert.equal((await admin.ask('PUT', path, { ...body, outcomeDesc: 'Other' })).status, 403);
    assert.equal((await admin.ask('DELETE', path)).status, 403);
  });
});

describe('a job, which does the same to many patients', () => {
  const by = { id: RECEPTIONIST?.id ?? '', name: RECEPTIONIST?.name ?? '' };
  const ofManager = { id: MANAGER?.id ?? '', name: MANAGER?.name ?? '' };
  const job = newJob(
    {
      id: 'job-1',
      practiceId: OURS,
      work: { kind: 'disable', reason: 'misuse' },
      by,
      sessionId: 'session-1',
      startedAt: '2026-03-02T09:00:00.000Z',
    },
    [{ patientRef: 'pt-e01' }],
  );
  const task = jobToTask(job);

  async function told(t: TestContext) {
    const { url, siteToken } = await running(t);
    const reception = await signInAs(url, Role.receptionist);
    const { status, body } = await reception.ask<Task>('POST', `${FHIR}/Task`, task);
    assert.equal(status, 201);
    return { url, siteToken, reception, held: body, place: `${FHIR}/Task/${body.id ?? ''}` };
  }

  const asState = (held: Task, status: Task['status']): Task => ({ ...held, status });
  const STEPS = ['on-hold', 'in-progress', 'cancelled'] as const;

  it('is there for nobody without the permission, of another practice, or at the website', async (t) => {
    const { url, siteToken, held, place } = await told(t);
    const others: Record<string, Pick<Staff, 'ask'>> = {
      'without the permission': await signInAs(url, Role.systemAdministrator),
      'of another practice': await signInAs(url, Role.receptionist, WALES),
      'manager of another practice': await signInAs(url, Role.practiceManager, WALES),
      'the website': { ask: asker(url, siteToken) },
    };
    for (const [who, { ask }] of Object.entries(others)) {
      for (const path of [place, `${place}/_history`, `${place}/_history/1`]) {
        assert.equal((await ask('GET', path)).status, 404, `${who}: ${path}`);
      }
      for (const path of [
        `/Task?_tag=${JOB_TAG}|${OURS}`,
        `/Task?identifier=${JOB_ID}|job-1`,
        `/Task?_id=${held.id ?? ''}`,
        '/_history?_count=1000',
      ]) {
        const { body } = await ask<Bundle>('GET', `${FHIR}${path}`);
        assert.ok(!JSON.stringify(body).includes('"job-1"'), `${who}: ${path}`);
      }
      for (const status of STEPS) {
        const changed = asState(held, status);
        assert.equal((await ask('PUT', place, changed)).status, 404, `${who}: ${status}`);
        const request = { method: 'PUT', url: `Task/${held.id ?? ''}` };
        for (const type of ['batch', 'transaction'] as const) {
          const outcome = await statusInBundle({ ask }, type, { resource: changed, request });
          assert.equal(outcome, 404, `${who}: ${status} in a ${type}`);
        }
      }
      assert.ok((await ask('DELETE', place)).status >= 400, who);
      const another = { ...task, identifier: [{ system: JOB_ID, value: 'job-2' }] };
      assert.equal((await ask('POST', `${FHIR}/Task`, another)).status, 403, who);
    }
  });

  it('is seen by colleagues who may, and told of by who began it and nobody else', async (t) => {
    const { url, reception, held, place } = await told(t);
    const manager = await signInAs(url, Role.practiceManager);
    assert.equal((await manager.ask('GET', place)).status, 200);
    const { requester } = jobToTask({ ...job, by: ofManager });
    for (const status of STEPS) {
      const changed = asState(held, status);
      assert.equal((await manager.ask('PUT', place, changed)).status, 403, status);
      const takenOver = { ...changed, requester };
      assert.equal((await manager.ask('PUT', place, takenOver)).status, 403, status);
      assert.equal((await reception.ask('PUT', place, changed)).status, 200, status);
    }
    assert.equal((await manager.ask('POST', `${FHIR}/Task`, task)).status, 403);
    const renamed = { ...held, identifier: [{ system: JOB_ID, value: 'job-2' }] };
    assert.equal((await reception.ask('PUT', place, renamed)).status, 403);
  });

  it('names no patient, and neither becomes a record of one nor comes of one', async (t) => {
    const { reception, held, place } = await told(t);
    const patient = { reference: 'Patient/pt-e01' };
    const { meta } = accountAt(OURS);
    const { meta: own, ...untagged } = held;
    const tag = [...(own?.tag ?? []), ...(meta?.tag ?? [])];
    for (const wrong of [
      { ...held, for: patient },
      { ...held, meta: { tag } },
      { ...held, meta },
    ]) {
      assert.equal((await reception.ask('PUT', place, wrong)).status, 403);
    }
    const record = { ...untagged, id: undefined, meta };
    const made = await reception.ask<Task>('POST', `${FHIR}/Task`, record);
    assert.equal(made.status, 201);
    const at = `${FHIR}/Task/${made.body.id ?? ''}`;
    const turned = { ...made.body, meta: task.meta };
    assert.equal((await reception.ask('PUT', at, turned)).status, 403);
  });
});

describe('an account on its way to another practice', () => {
  const NEW = PRACTICES.find(({ name }) => name === 'Brook Lane Surgery');
  const from = { id: OURS, name: 'Old' };
  const transfer = sampleTransfer({ from, to: { id: NEW?.id ?? '', name: 'New' } });
  const task = transferToTask(transfer, transfer.id);

  async function handedOver(t: TestContext) {
    const { url } = await running(t);
    const old = await signInAs(url, Role.practiceManager);
    const made = await old.ask<Task>('POST', `${FHIR}/Task`, task);
    assert.equal(made.status, 201);
    return { url, old, held: made.body, place: `${FHIR}/Task/${made.body.id ?? ''}` };
  }

  const asState = (held: Task, status: Task['status']): Task => ({ ...held, status });

  it('is seen by the two practices that it names, by those who may, and by nobody else', async (t) => {
    const { url, old, place } = await handedOver(t);
    const theNew = await signInAs(url, Role.practiceManager, NEW);
    for (const { ask } of [old, theNew]) assert.equal((await ask('GET', place)).status, 200);
    const others = [
      await signInAs(url, Role.practiceManager, WALES),
      await signInAs(url, Role.receptionist),
      await signInAs(url, Role.receptionist, NEW),
    ];
    for (const { ask } of others) {
      assert.equal((await ask('GET', place)).status, 404);
      assert.equal((await ask('GET', `${place}/_history`)).status, 404);
      const found = await ask<Bundle>('GET', `${FHIR}/Task?_tag=${TRANSFER_TAG}|${NEW?.id ?? ''}`);
      assert.deepEqual(found.body.entry ?? [], []);
      assert.ok((await ask('PUT', place, task)).status >= 400);
    }
  });

  it('is handed over by whose account it is, and by nobody else', async (t) => {
    const { url } = await running(t);
    const theNew = await signInAs(url, Role.practiceManager, NEW);
    assert.equal((await theNew.ask('POST', `${FHIR}/Task`, task)).status, 403);
    const reception = await signInAs(url, Role.receptionist);
    assert.equal((await reception.ask('POST', `${FHIR}/Task`, task)).status, 403);
    const old = await signInAs(url, Role.practiceManager);
    const own = transferToTask({ ...transfer, to: from }, 'x');
    assert.equal((await old.ask('POST', `${FHIR}/Task`, own)).status, 403);
    const both = {
      ...task,
      meta: { tag: [...(task.meta?.tag ?? []), { system: PRACTICE_TAG, code: OURS }] },
    };
    assert.equal((await old.ask('POST', `${FHIR}/Task`, both)).status, 403);
  });

  it('is taken back by the old practice and moved on by the new one, and not the other way round', async (t) => {
    const { url, old, held, place } = await handedOver(t);
    const theNew = await signInAs(url, Role.practiceManager, NEW);
    assert.equal((await theNew.ask('PUT', place, asState(held, 'cancelled'))).status, 403);
    assert.equal((await old.ask('PUT', place, asState(held, 'in-progress'))).status, 403);
    assert.equal((await theNew.ask('PUT', place, asState(held, 'in-progress'))).status, 200);
    assert.equal((await old.ask('PUT', place, asState(held, 'cancelled'))).status, 403);
    const elsewhere = {
      ...held,
      status: 'completed',
      meta: transferToTask({ ...transfer, to: { id: THEIRS, name: '' } }, 'x').meta,
    };
    assert.equal((await theNew.ask('PUT', place, elsewhere)).status, 403);
    assert.equal((await theNew.ask('PUT', place, asState(held, 'completed'))).status, 200);
    assert.equal((await theNew.ask('PUT', place, asState(held, 'in-progress'))).status, 403);
  });
});
