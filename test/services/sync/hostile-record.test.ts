import { expect } from '@open-wc/testing';
import { syncView } from '../../../services/application/unsent-work/sync-view.ts';
import type { AccountRecord } from '../../../services/domain/records.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { NOTHING_UNSENT } from '../../../services/storage/unsent-totals.ts';
import type { StorageUnderTest } from '../../contracts/storage-samples.ts';
import {
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
  sampleIdentityCheck,
  sampleRegistration,
} from '../../fakes/sample-shared-records.ts';
import { openTemporaryStorage } from '../storage/temporary-storage.ts';
import '../../words-at-hand.ts';
import {
  bundle,
  DEEP,
  HostileServer,
  json,
  nextVersion,
  WITHOUT_END,
  type AnyResource,
} from './hostile-server.ts';
import { sessionOf, tagged, Workstation, type WorkstationOptions } from './workstation.ts';

const MINUTE = 60_000;
const FAR = '2999-12-31T23:59:59.000Z';

function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

describe('A hostile or broken shared record', () => {
  let server: HostileServer;
  const open: { desk: Workstation; storage: StorageUnderTest }[] = [];
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = new HostileServer();
    globalThis.fetch = server.fetch;
  });
  afterEach(async () => {
    for (const { desk, storage } of open.splice(0)) {
      desk.close();
      await storage.dispose();
    }
    globalThis.fetch = realFetch;
  });

  async function workstation(options: WorkstationOptions = {}): Promise<Workstation> {
    const clock = new TrustedClock(BROWSER_TIME);
    const { baseUrl } = server;
    const accessToken = () => Promise.resolve('test-token');
    const remote = new FhirRemoteRecords(
      { baseUrl, practiceId: PRACTICE_ID, workstation: 'desk-1', accessToken },
      clock,
    );
    const storage = await openTemporaryStorage();
    const desk = new Workstation(remote, { clock, storage, ...options });
    open.push({ desk, storage });
    return desk;
  }

  /** Good accounts that the server has had for a while. */
  function accounts(count: number): AccountRecord[] {
    return Array.from({ length: count }, () => {
      const account = sampleAccount();
      server.add('account', account, ago(30 * MINUTE));
      return account;
    });
  }

  function summary({ state }: Workstation): string {
    return syncView(state, { entries: [], others: NOTHING_UNSENT }, sessionOf(RECEPTIONIST))
      .summary;
  }

  async function accountOf(desk: Workstation, { patientRef }: AccountRecord) {
    return (await desk.stored(patientRef)).account;
  }

  /** Looks once more, and waits until that look has ended. */
  async function look(desk: Workstation): Promise<void> {
    const { length } = desk.states;
    desk.engine.nudge();
    await desk.eventually(() => desk.states.length > length, 'another look');
  }

  /** What must hold whatever else is wrong: the good ones are here, and work goes out. */
  async function goesOn(desk: Workstation, good: readonly AccountRecord[]): Promise<void> {
    for (const each of good) {
      await desk.eventually(async () => (await accountOf(desk, each)) !== undefined, 'a good one');
    }
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.allSent();
  }

  it('that lets this page read and not write says so on the tab, loses nothing and doubles nothing', async () => {
    const desk = await workstation();
    const reached = globalThis.fetch;
    globalThis.fetch = (input, init) =>
      new Headers(init?.headers).has('If-None-Exist')
        ? Promise.reject(new TypeError('Failed to fetch'))
        : reached(input, init);
    desk.start();
    await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
    await desk.phase(SyncPhase.failing);
    expect(summary(desk)).to.match(/can be read here and not changed.*CORS.*Trying again/);
    globalThis.fetch = reached;
    await desk.allSent();
    expect(server.resources).to.have.length(1);
  });

  describe('with a time stamp of the year 2999', () => {
    for (const isDated of [true, false]) {
      it(`does not hide a switch-off that comes after it, ${isDated ? 'with' : 'without'} a date on its answers`, async () => {
        server.isDated = isDated;
        const [account] = accounts(1);
        if (account === undefined) throw new Error('No account.');
        server.add('account', sampleAccount(), FAR);
        const desk = await workstation();
        desk.start();
        await desk.phase(SyncPhase.idle);

        const [held] = server.resources;
        const off = nextVersion(held ?? {}, new Date().toISOString(), { active: false });
        server.replace(held?.id, off);
        await look(desk);
        await desk.eventually(
          async () => (await accountOf(desk, account))?.enabled === false,
          'the switch-off to be seen',
        );
        const listings = server.requests.filter((request) => request === 'POST Person/_search');
        // Whether it keeps practices apart, and two looks.
        expect(listings, 'without comparing everything anew').to.have.length(3);
      });
    }

    it('does not hide a later change of the same account', async () => {
      const account = sampleAccount();
      const resource = server.add('account', account, FAR);
      const desk = await workstation();
      desk.start();
      await desk.phase(SyncPhase.idle);
      const off = nextVersion(resource, new Date().toISOString(), { active: false });
      server.replace(resource.id, off);
      await look(desk);
      await desk.eventually(
        async () => (await accountOf(desk, account))?.enabled === false,
        'the switch-off to be seen',
      );
    });
  });

  describe('that files a record under another patient', () => {
    async function moved(desk: Workstation) {
      const [account] = accounts(1);
      if (account === undefined) throw new Error('No account.');
      const [held] = server.resources;
      desk.start();
      await desk.phase(SyncPhase.idle);
      const other = sampleAccount();
      const link = [{ target: { reference: `Patient/${other.patientRef}` } }];
      server.replace(held?.id, nextVersion(held ?? {}, new Date().toISOString(), { link }));
      return { account, other };
    }

    it('is not followed, and shown', async () => {
      const desk = await workstation();
      const { account, other } = await moved(desk);
      await look(desk);
      await desk.eventually(() => desk.state.moved === 1, 'it to be counted');
      expect(await accountOf(desk, account)).to.deep.equal(account);
      expect(await accountOf(desk, other)).to.equal(undefined);
      expect(summary(desk)).to.equal(
        'The shared record has filed 1 record under another patient; it was left as it was here. Tell your system administrator.',
      );
    });

    it('takes no work of the first patient for the second', async () => {
      const desk = await workstation();
      const { account, other } = await moved(desk);
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      await desk.outboxIs((entries) => entries.some(({ state }) => state === 'parked'));
      const [entry] = (await desk.entries()).filter(({ state }) => state === 'parked');
      expect(entry?.patientRef).to.equal(account.patientRef);
      expect(entry?.reason).to.deep.equal({ code: 'moved-to-another-patient' });
      expect(await accountOf(desk, other)).to.equal(undefined);
      expect((await accountOf(desk, account))?.enabled).to.equal(false);
    });

    it('is heard again once it has put that right', async () => {
      const desk = await workstation();
      const { account } = await moved(desk);
      await look(desk);
      await desk.eventually(() => desk.state.moved === 1, 'it to be counted');
      const [held] = server.resources;
      const link = [{ target: { reference: `Patient/${account.patientRef}` } }];
      server.replace(
        held?.id,
        nextVersion(held ?? {}, new Date().toISOString(), { link, active: false }),
      );
      await look(desk);
      await desk.eventually(() => desk.state.moved === undefined, 'it to be in order');
      expect((await accountOf(desk, account))?.enabled).to.equal(false);
    });
  });

  const SPOILT: Readonly<Record<string, (resource: AnyResource) => AnyResource>> = {
    'without a version': ({ meta, ...rest }) => ({
      ...rest,
      meta: { ...(meta as AnyResource), versionId: undefined },
    }),
    'without a time': ({ meta, ...rest }) => ({
      ...rest,
      meta: { ...(meta as AnyResource), lastUpdated: undefined },
    }),
    'of a time beyond the calendar': ({ meta, ...rest }) => ({
      ...rest,
      meta: { ...(meta as AnyResource), lastUpdated: '9999-12-31T23:59:59-14:00' },
    }),
    'without an id': ({ id: _id, ...rest }) => rest,
    'with an id that leads elsewhere': (resource) => ({ ...resource, id: '..' }),
    'with a version that no header can carry': ({ meta, ...rest }) => ({
      ...rest,
      meta: { ...(meta as AnyResource), versionId: '1\n2' },
    }),
    '10,000 levels deep': (resource) => ({ ...resource, contained: DEEP }),
    'with a text of five million characters': (resource) => ({
      ...resource,
      text: { div: 'x'.repeat(5_000_000) },
    }),
    'that makes no sense at all': ({ resourceType, id, meta, identifier }) => ({
      ...{ resourceType, id, meta, identifier },
      ...{ link: 7, active: 'yes', extension: 'none', managingOrganization: [null] },
    }),
    'of a practice other than its tag says': (resource) => ({
      ...resource,
      managingOrganization: {
        identifier: {
          system: 'https://fhir.nhs.uk/Id/ods-organization-code',
          value: 'Y99999',
        },
      },
    }),
  };

  for (const [how, spoil] of Object.entries(SPOILT)) {
    it(`is read past one account ${how}, which is told of`, async () => {
      const good = accounts(3);
      server.resources.splice(1, 0, spoil(server.add('account', sampleAccount(), ago(MINUTE))));
      server.resources.pop();
      good.push(...accounts(6));
      const desk = await workstation();
      desk.start();
      await goesOn(desk, good);
      await desk.phase(SyncPhase.idle);
      expect(desk.state.unreadable).to.equal(1);
      expect(summary(desk)).to.equal(
        '1 record of the shared record cannot be read. Tell your system administrator.',
      );
    });
  }

  it('tells of an account that was readable and is not any more', async () => {
    const [account] = accounts(1);
    const desk = await workstation();
    desk.start();
    await desk.phase(SyncPhase.idle);
    expect(summary(desk)).to.contain('Up to date');
    const [held] = server.resources;
    server.replace(held?.id, nextVersion(held ?? {}, new Date().toISOString(), { identifier: [] }));
    await look(desk);
    await desk.eventually(() => desk.state.unreadable === 1, 'it to be counted');
    expect(await accountOf(desk, account ?? sampleAccount())).to.deep.equal(account);
  });

  it('takes a change on top of what nobody would have written', async () => {
    const account = sampleAccount();
    const resource = server.add('account', account, ago(MINUTE));
    const meta = resource.meta as AnyResource;
    server.replace(resource.id, {
      ...resource,
      extension: [null, 7, { url: { toString: 1 } }, ...(resource.extension as unknown[])],
      identifier: [null, ...(resource.identifier as unknown[])],
      meta: { ...meta, tag: [null, 'tag', ...(meta.tag as unknown[])] },
    });
    const registration = sampleRegistration(account);
    const task = server.add('registration', registration, ago(MINUTE));
    const { verifiers: _verifiers, sealedCodes: _codes, ...bare } = registration;
    server.replace(task.id, { ...task, input: 'none', focus: 7 });
    const desk = await workstation();
    desk.start();
    await desk.phase(SyncPhase.idle);

    await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
    await desk.commit(RECEPTIONIST, tagged('registration', { ...bare, state: 'withdrawn' }));
    await desk.allSent();
    expect(server.resources.find(({ id }) => id === resource.id)?.active).to.equal(false);
    expect(server.resources.find(({ id }) => id === task.id)?.status).to.equal('cancelled');
  });

  describe('that never ends', () => {
    /** Bytes for as long as anybody reads them. */
    function endless(): Response {
      const piece = new TextEncoder().encode(`"${'x'.repeat(1_000_000)}",`);
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          controller.enqueue(piece);
        },
      });
      const headers = { 'Content-Type': 'application/fhir+json', [WITHOUT_END]: 'yes' };
      return new Response(body, { headers });
    }

    /** A page that holds the resource never ends, and neither does the resource; all else is as it should be. */
    function endlessResource(id: unknown, answer: () => Response): void {
      server.answering = ({ url }, body) => {
        if (url.endsWith(`/Person/${String(id)}`)) return answer();
        if (!url.endsWith('/Person/_search')) return undefined;
        const parameters = new URLSearchParams(body);
        const found = server.found('Person', parameters).entry as { resource: AnyResource }[];
        if (!found.some(({ resource }) => resource.id === id)) return undefined;
        const elements = parameters.get('_elements');
        if (elements === null) return answer();
        return json(
          bundle(
            found.map(({ resource: { resourceType, id, meta, identifier } }) => ({
              resourceType,
              id,
              meta,
              identifier,
            })),
          ),
        );
      };
    }

    const ANSWERS = {
      'without end': endless,
      'of no JSON': () => new Response('{"resourceType":'),
    };
    for (const [how, answer] of Object.entries(ANSWERS)) {
      it(`in one account, whose answer is ${how}, is read past it, which is told of`, async () => {
        const good = accounts(5);
        endlessResource(server.add('account', sampleAccount(), ago(20 * MINUTE)).id, answer);
        good.push(...accounts(3));
        const desk = await workstation();
        desk.start();
        await goesOn(desk, good);
        await desk.phase(SyncPhase.idle);
        expect(desk.state.unreadable).to.equal(1);
      });
    }

    it('in all of a kind, is read in the other kinds, and not said to be up to date', async () => {
      const account = sampleAccount();
      server.add('registration', sampleRegistration(account), ago(MINUTE));
      server.answering = ({ url }) => (url.endsWith('/Person/_search') ? endless() : undefined);
      const desk = await workstation();
      desk.start();
      await desk.phase(SyncPhase.failing);
      expect(summary(desk)).to.equal(
        'The shared record’s answer is too long to read. Trying again.',
      );
      expect(desk.state.lastPulledAt).to.equal(undefined);
      const held = await desk.storage.journal.known('registration');
      expect(held).to.have.length(1);
    });

    it('in its pages, is left for the other kinds and for what staff do, and not said to be up to date', async () => {
      const account = sampleAccount();
      server.add('registration', sampleRegistration(account), ago(MINUTE));
      let made = 0;
      server.answering = ({ url }, body) => {
        if (!url.endsWith('/Person/_search')) return undefined;
        const query = new URLSearchParams(body);
        const tag = [{ system: PRACTICE_TAG, code: PRACTICE_ID }];
        if (query.get('_tag') !== `${PRACTICE_TAG}|${PRACTICE_ID}`) return undefined;
        const count = Number(query.get('_count'));
        const start = Date.parse('2020-01-01T00:00:00Z');
        const page = Array.from({ length: count }, () => {
          made += 1;
          const meta = { tag, versionId: '1', lastUpdated: new Date(start + made).toISOString() };
          return { resourceType: 'Person', id: `made-${made}`, meta };
        });
        return json(bundle(page, true));
      };
      const desk = await workstation();
      desk.start();
      await desk.eventually(
        async () => (await desk.storage.journal.known('registration')).length === 1,
        'the other kind',
      );
      await desk.commit(RECEPTIONIST, tagged('identity-check', sampleIdentityCheck(account)));
      await desk.allSent();
      expect(summary(desk)).to.equal('Checking the shared record.');
    });

    it('in its history, does not keep other work from being sent', async () => {
      const [account] = accounts(1);
      if (account === undefined) throw new Error('No account.');
      const desk = await workstation({ pollSeconds: 0.05 });
      desk.start();
      await desk.phase(SyncPhase.idle);
      let isLost = false;
      let pages = 0;
      server.answering = ({ method, url }) => {
        if (method === 'PUT' && !isLost) {
          isLost = true;
          return new Response('', { status: 503 });
        }
        if (!url.includes('_history')) return undefined;
        pages += 1;
        const link = [{ relation: 'next', url }];
        return json({ resourceType: 'Bundle', type: 'history', link });
      };
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      await desk.outboxIs((entries) => entries.some(({ state }) => state === 'parked'));
      expect(pages).to.be.within(1, 100);
      await desk.commit(RECEPTIONIST, tagged('account', sampleAccount()));
      await desk.outboxIs((entries) => entries.length === 1);
    });
  });
});
