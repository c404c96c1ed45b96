import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { OPERATION_EXTENSION } from '../../../services/fhir/vocabulary.ts';
import type { StaffMember } from '../../../services/domain/records.ts';
import {
  MANAGER,
  RECEPTIONIST,
  sampleAccount,
  sampleIdentityCheck,
} from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from '../fhir/test-server.ts';
import { newDatabaseName, openTab } from '../storage/temporary-storage.ts';
import { placeOf, tagged, Workstation } from './workstation.ts';
import { limitOf } from '../../../scripts/patience.mjs';

interface Resource {
  readonly id: string;
  readonly meta: { readonly versionId: string };
  readonly extension?: readonly { readonly url: string; readonly valueString?: string }[];
}
interface Bundle {
  readonly entry?: readonly { readonly resource: Resource }[];
}

const ROUNDS = 4;
const PATIENTS = 3;

/** The real storage and the real client against a server over HTTP: all parts together. */
describe('Two workstations and one shared record', () => {
  const realFetch = globalThis.fetch;
  let server: TestServer;
  let closing: (() => Promise<void>)[] = [];

  beforeEach(() => {
    server = testServer();
    closing = [];
  });
  afterEach(async () => {
    globalThis.fetch = realFetch;
    for (const close of closing) await close();
  });

  function workstation(staff: StaffMember): Workstation {
    const databaseName = newDatabaseName();
    const { database, ...storage } = openTab(databaseName);
    const remote = new FhirRemoteRecords(server.access, server.clock);
    const desk = new Workstation(remote, { storage, staff, pollSeconds: 0.1 });
    closing.push(async () => {
      desk.close();
      // Queues behind what is still being written.
      await storage.records.read('');
      database.close();
      await Dexie.delete(databaseName);
    });
    return desk.start();
  }

  async function versions(type: string): Promise<readonly Resource[]> {
    const all: Resource[] = [];
    for (const { id } of await current(type)) {
      const history = await server.request(`${type}/${id}/_history?_count=1000`);
      const bundle = (await history.json()) as Bundle;
      all.push(...(bundle.entry ?? []).map(({ resource }) => resource));
    }
    return all;
  }

  async function current(type: string): Promise<readonly Resource[]> {
    const bundle = (await (await server.request(`${type}?_count=1000`)).json()) as Bundle;
    return (bundle.entry ?? []).map(({ resource }) => resource);
  }

  it('makes one account of two that are created at the same time', async () => {
    const [here, there] = [workstation(RECEPTIONIST), workstation(MANAGER)];
    const ours = sampleAccount();
    const theirs = sampleAccount({ patientRef: ours.patientRef });
    await Promise.all([
      here.commit(RECEPTIONIST, tagged('account', ours)),
      there.commit(MANAGER, tagged('account', theirs)),
    ]);
    const sameAccount = async () => {
      const [one, other] = [
        await here.stored(ours.patientRef),
        await there.stored(ours.patientRef),
      ];
      const [left] = [...(await here.entries()), ...(await there.entries())];
      return left?.state === 'superseded' && one.account?.id === other.account?.id;
    };
    await here.eventually(sameAccount, 'both to agree');
    expect(await current('Person')).to.have.length(1);
  });

  it('recovers from lost answers, from delivery in duplicate and from refusals in error', async () => {
    const desk = workstation(RECEPTIONIST);
    const account = sampleAccount();
    await server.faults({ dropAnswers: 1 });
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await desk.settled();
    await server.faults({ repeatRequests: 1, conflicts: 1 });
    await desk.editAccount(RECEPTIONIST, account.patientRef, (each) => ({
      ...each,
      enabled: false,
    }));
    await desk.settled();
    await server.faults({ dropAnswers: 1, busy: 1, retryAfterSeconds: 0 });
    await desk.editAccount(RECEPTIONIST, account.patientRef, (each) => ({
      ...each,
      enabledNotes: 'Note',
    }));
    await desk.settled();

    expect(await versions('Person')).to.have.length(3);
  });

  it('does not undo what a colleague decided after a change whose answer was lost', async () => {
    const desk = workstation(RECEPTIONIST);
    const account = sampleAccount();
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await desk.settled();
    const colleague = new FhirRemoteRecords(server.access, server.clock);
    globalThis.fetch = async (input, init) => {
      const answer = await realFetch(input, init);
      if (init?.method !== 'PUT') return answer;
      globalThis.fetch = realFetch;
      const [person] = await current('Person');
      const stored = await colleague.read('account', person?.id ?? '');
      if (!stored.ok) throw new Error(stored.failure.kind);
      const { body, version } = stored.value;
      desk.signIn(MANAGER);
      await colleague.update('account', { ...body, enabled: true }, version, crypto.randomUUID());
      throw new TypeError('Failed to fetch');
    };
    await desk.editAccount(RECEPTIONIST, account.patientRef, (each) => ({
      ...each,
      enabled: false,
    }));
    await desk.eventually(
      async () => (await desk.storage.outbox.serverVersion(placeOf(account)))?.versionId === '3',
      "the colleague's version to be fetched",
    );
    desk.signIn(RECEPTIONIST);
    await desk.settled();

    expect(await versions('Person')).to.have.length(3);
    expect((await desk.stored(account.patientRef)).account?.enabled).to.equal(true);
  });

  it('loses nothing and doubles nothing on a network that drops a quarter of all answers', async () => {
    const [here, there] = [workstation(RECEPTIONIST), workstation(MANAGER)];
    here.patienceMs = there.patienceMs = limitOf('test') / 2;
    const faults = badNetwork(realFetch, randomFrom(20260301));
    globalThis.fetch = faults.fetch;
    const accounts = Array.from({ length: PATIENTS }, () => sampleAccount());
    for (const account of accounts) await here.commit(RECEPTIONIST, tagged('account', account));

    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const account of accounts) {
        const { patientRef } = account;
        // Two people change different things of one account at the same time, and each adds an identity check.
        const note = `Note ${round}`;
        await Promise.all([
          here.editAccount(RECEPTIONIST, patientRef, (each) => ({
            ...each,
            enabled: !each.enabled,
          })),
          there.editAccount(MANAGER, patientRef, (each) => ({ ...each, enabledNotes: note })),
          here.commit(RECEPTIONIST, tagged('identity-check', sampleIdentityCheck(account))),
          there.commit(MANAGER, tagged('identity-check', sampleIdentityCheck(account))),
        ]);
      }
    }
    await here.allSent();
    await there.allSent();
    globalThis.fetch = realFetch;

    expect(faults.dropped(), 'the network was bad indeed').to.be.greaterThan(10);
    expect(await current('Person')).to.have.length(PATIENTS);
    expect(await current('QuestionnaireResponse')).to.have.length(2 * ROUNDS * PATIENTS);
    const operations = [
      ...(await versions('Person')),
      ...(await versions('QuestionnaireResponse')),
    ].map(operationOf);
    expect(new Set(operations).size, 'no operation made two versions').to.equal(operations.length);
    for (const { patientRef } of accounts) {
      const expected = { enabled: ROUNDS % 2 === 0, enabledNotes: `Note ${ROUNDS}` };
      for (const desk of [here, there]) {
        await desk.eventually(async () => {
          const { account, identityChecks } = await desk.stored(patientRef);
          return (
            account?.enabled === expected.enabled &&
            account.enabledNotes === expected.enabledNotes &&
            identityChecks.length === 2 * ROUNDS
          );
        }, 'both workstations to show everything');
      }
    }
  });
});

function operationOf(resource: Resource): string | undefined {
  return resource.extension?.find(({ url }) => url === OPERATION_EXTENSION)?.valueString;
}

/** A network that loses a quarter of the answers, a tenth of the requests, and delivers some twice. */
function badNetwork(fetch: typeof globalThis.fetch, random: () => number) {
  let dropped = 0;
  return {
    dropped: () => dropped,
    fetch: async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const lost = new TypeError('Failed to fetch');
      if (random() < 0.1) throw lost;
      if (random() < 0.15) await fetch(new Request(input, init));
      const answer = await fetch(input, init);
      if (random() >= 0.25) return answer;
      dropped += 1;
      throw lost;
    },
  };
}

/** The same numbers every time: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
