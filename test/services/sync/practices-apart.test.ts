import { expect } from '@open-wc/testing';
import { syncView } from '../../../services/application/unsent-work/sync-view.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { ACCOUNT_OF_PATIENT, PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { PULLED_KINDS, type RemoteRecords } from '../../../services/ports/remote-records.ts';
import { NOTHING_UNSENT } from '../../../services/storage/unsent-totals.ts';
import type { StorageUnderTest } from '../../contracts/storage-samples.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import {
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleAudit,
} from '../../fakes/sample-shared-records.ts';
import { openTemporaryStorage } from '../storage/temporary-storage.ts';
import '../../words-at-hand.ts';
import { HostileServer, json, nextVersion, type AnyResource } from './hostile-server.ts';
import { sessionOf, tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const OTHER_PRACTICE = 'Y99902';
const MIXED = { code: 'practices-mixed' };
const SAID = /gives other practices’ records.*Nothing was kept/;

describe('Practices that share a server', () => {
  let server: HostileServer;
  let remote: FhirRemoteRecords;
  const open: { desk: Workstation; storage: StorageUnderTest }[] = [];
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = new HostileServer();
    globalThis.fetch = server.fetch;
    const { baseUrl } = server;
    const accessToken = () => Promise.resolve('test-token');
    remote = new FhirRemoteRecords(
      { baseUrl, practiceId: PRACTICE_ID, workstation: 'desk-1', accessToken },
      new TrustedClock(BROWSER_TIME),
    );
  });
  afterEach(async () => {
    for (const { desk, storage } of open.splice(0)) {
      desk.close();
      await storage.dispose();
    }
    globalThis.fetch = realFetch;
  });

  async function workstation(options: WorkstationOptions = {}, of: RemoteRecords = remote) {
    const storage = await openTemporaryStorage();
    const desk = new Workstation(of, { storage, ...options });
    open.push({ desk, storage });
    return desk;
  }

  function summary({ state }: Workstation): string {
    return syncView(state, { entries: [], others: NOTHING_UNSENT }, sessionOf(RECEPTIONIST))
      .summary;
  }

  function foreign(): { readonly patientRef: string; readonly resource: AnyResource } {
    const account = sampleAccount({ practiceId: OTHER_PRACTICE });
    return { patientRef: account.patientRef, resource: server.add('account', account) };
  }

  async function knownOf(desk: Workstation): Promise<number> {
    const known = await Promise.all(PULLED_KINDS.map((kind) => desk.storage.journal.known(kind)));
    return known.flat().length;
  }

  it('are told apart before anything is fetched: a server that does not is refused', async () => {
    server.heedsTag = false;
    server.add('account', sampleAccount());
    foreign();
    const asked: URLSearchParams[] = [];
    server.answering = ({ url }, body) => {
      if (url.endsWith('_search')) asked.push(new URLSearchParams(body));
      return undefined;
    };
    const desk = await workstation({ timing: { busy: { baseMs: 1e7, capMs: 1e7 } } });
    desk.start();
    await desk.phase(SyncPhase.failing);
    expect(desk.state.reason).to.deep.equal(MIXED);
    expect(summary(desk)).to.match(SAID);
    expect(await knownOf(desk)).to.equal(0);
    expect(desk.state.unreadable).to.equal(undefined);
    for (const query of asked) {
      expect(query.get('_count')).to.equal('1');
      expect(query.get('_tag')).not.to.equal(`${PRACTICE_TAG}|${PRACTICE_ID}`);
    }
    expect(asked).to.have.length(1);
  });

  it('are fetched as soon as the server tells them apart', async () => {
    server.heedsTag = false;
    const account = sampleAccount();
    server.add('account', account);
    foreign();
    const desk = await workstation();
    desk.start();
    await desk.phase(SyncPhase.failing);
    server.heedsTag = true;
    await desk.phase(SyncPhase.idle);
    expect(await knownOf(desk)).to.equal(1);
    expect((await desk.stored(account.patientRef)).account).to.deep.equal(account);
  });

  it('are refused when a server tells them apart no longer: what is held stays, nothing is added', async () => {
    const account = sampleAccount();
    server.add('account', account);
    const desk = await workstation({ pollSeconds: 0.05 });
    desk.start();
    await desk.phase(SyncPhase.idle);
    server.heedsTag = false;
    const { patientRef } = foreign();
    const late = sampleAccount();
    server.add('account', late);
    await desk.phase(SyncPhase.failing);
    expect(summary(desk)).to.match(SAID);
    expect(await knownOf(desk)).to.equal(1);
    expect((await desk.stored(patientRef)).account).to.equal(undefined);
    expect((await desk.stored(late.patientRef)).account, 'of the same page').to.equal(undefined);
    expect((await desk.stored(account.patientRef)).account).to.deep.equal(account);
  });

  it('are refused too where a resource carries no practice’s tag at all, or only others’', async () => {
    server.heedsTag = false;
    for (const tag of [[], [{ system: PRACTICE_TAG, code: OTHER_PRACTICE }], undefined]) {
      server.resources.length = 0;
      const { resource } = foreign();
      const meta = resource.meta as AnyResource;
      server.replace(resource.id, { ...resource, meta: { ...meta, tag } });
      const changes = await remote.changes('account', { count: 10 });
      expect(!changes.ok && 'reason' in changes.failure && changes.failure.reason).to.deep.equal(
        MIXED,
      );
    }
  });

  it('are not refused for one resource of two practices: it is kept apart', async () => {
    const good = sampleAccount();
    server.add('account', good);
    const { resource } = foreign();
    const meta = resource.meta as AnyResource & { tag: unknown[] };
    const tag = [{ system: PRACTICE_TAG, code: PRACTICE_ID }, ...meta.tag];
    server.replace(resource.id, { ...resource, meta: { ...meta, tag } });
    const changes = await remote.changes('account', { count: 10 });
    if (!changes.ok) throw new Error(changes.failure.kind);
    expect(changes.value.records.map(({ body }) => body.id)).to.deep.equal([good.id]);
    expect(changes.value.quarantined.map(({ fields }) => fields)).to.deep.equal([['practice']]);
  });

  it('are kept apart in what is read one by one: what has become another’s is not taken', async () => {
    const account = sampleAccount();
    server.add('account', account);
    const desk = await workstation();
    desk.start();
    await desk.phase(SyncPhase.idle);
    const [held] = server.resources;
    const theirs = { ...account, practiceId: OTHER_PRACTICE, enabledNotes: 'Of another practice' };
    const other = server.add('account', theirs);
    server.resources.pop();
    const at = new Date().toISOString();
    server.replace(held?.id, nextVersion({ ...other, id: held?.id }, at));
    const read = await remote.read('account', String(held?.id));
    expect(!read.ok && read.failure.kind).to.equal('rejected');
    await desk.engine.reconcile();
    expect((await desk.stored(account.patientRef)).account).to.deep.equal(account);
    await desk.eventually(() => desk.state.missing === 1, 'what has gone to be told');
  });

  it('are kept apart in what answers a create: only what was asked for stands', async () => {
    const { resource } = foreign();
    for (const status of [200, 412]) {
      server.answering = ({ method, url, headers }) => {
        if (method === 'POST' && headers.has('If-None-Exist')) {
          return json(status === 200 ? resource : {}, status);
        }
        // A search that heeds no parameter.
        const found = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] };
        return url.endsWith('_search') ? json(found) : undefined;
      };
      const answered = await remote.create('account', sampleAccount(), crypto.randomUUID());
      expect(answered.ok, String(status)).to.equal(false);
    }
    expect(JSON.stringify(resource.identifier)).to.contain(ACCOUNT_OF_PATIENT);
  });

  it('have audit rows of their own: another’s is no proof that ours has arrived', async () => {
    const theirs = { ...resourceOf('Provenance'), id: 'another' };
    for (const status of [200, 412]) {
      server.answering = ({ method, url, headers }) => {
        if (method === 'POST' && headers.has('If-None-Exist')) {
          return json(status === 200 ? theirs : {}, status);
        }
        const found = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: theirs }] };
        return url.endsWith('_search') ? json(found) : undefined;
      };
      const row = sampleAudit(sampleAccount());
      const answered = await remote.create('audit', row, crypto.randomUUID());
      expect(answered.ok, String(status)).to.equal(false);
    }
  });

  it('are asked about once a new database, and not where something has been fetched', async () => {
    const shared = new InMemoryServer();
    const asked = () => shared.calls.filter(({ method }) => method === 'heedsPractice').length;
    const desk = await workstation({ pollSeconds: 0.02 }, shared.remote(PRACTICE_ID));
    desk.start();
    await desk.phase(SyncPhase.idle);
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.eventually(
      async () => (await desk.storage.journal.cursor('account')) !== undefined,
      'something to be fetched',
    );
    expect(asked()).to.equal(1);
    desk.signIn({ ...RECEPTIONIST, id: 'another' });
    await desk.engine.reconcile();
    expect(asked()).to.equal(1);
  });
});

function resourceOf(resourceType: string): AnyResource {
  return { resourceType, meta: { versionId: '1', lastUpdated: new Date().toISOString() } };
}
