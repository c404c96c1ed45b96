import { expect } from '@open-wc/testing';
import type { AuditEvent, FhirResource, Provenance } from 'fhir/r4';
import { noted, type Deed } from '../../../demo/patient-site/site-history.ts';
import { FhirAccountHistory } from '../../../services/fhir/fhir-account-history.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { auditToResource } from '../../../services/fhir/mapping/audit.ts';
import type { HistoryPage } from '../../../services/ports/account-history.ts';
import { accountHistoryContract, asRow } from '../../contracts/account-history-contract.ts';
import { InMemoryAccountHistory } from '../../fakes/in-memory-account-history.ts';
import { PRACTICE_ID, sampleAccount, sampleAudit } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

const OTHER_PRACTICE = 'Y99902';

accountHistoryContract('A FHIR server', () => {
  const server = testServer();
  const remote = new FhirRemoteRecords(server.access, server.clock);
  return Promise.resolve({
    history: new FhirAccountHistory(server.access, server.clock),
    otherPractice: new FhirAccountHistory(server.accessOf(OTHER_PRACTICE), server.clock),
    practiceId: PRACTICE_ID,
    write: async (audit) => {
      const { sentBy = audit.by } = audit;
      const sent = await remote.create('audit', { ...audit, sentBy }, audit.id);
      if (!sent.ok) throw new Error(sent.failure.kind);
    },
  });
});

accountHistoryContract('The fake', () => {
  const history = new InMemoryAccountHistory(PRACTICE_ID);
  return Promise.resolve({
    history,
    otherPractice: new InMemoryAccountHistory(OTHER_PRACTICE, history.all),
    practiceId: PRACTICE_ID,
    write: (audit) => {
      history.add(audit.patientRef ?? '', asRow(audit));
      return Promise.resolve();
    },
  });
});

describe('The history of an account on a FHIR server', () => {
  const account = sampleAccount();
  const { patientRef, practiceId } = account;
  const AT = '2026-03-01T09:00:00.000Z';
  const OF_SITE = {
    key: account.id,
    status: 'active',
    enabled: true,
    patientRef,
    practiceId,
  } as const;
  let server: TestServer;
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = testServer();
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  async function put(...resources: readonly FhirResource[]): Promise<void> {
    for (const resource of resources) {
      const body = JSON.stringify(resource);
      const answer = await server.request(resource.resourceType, { method: 'POST', body });
      expect(answer.status, await answer.text()).to.equal(201);
    }
  }

  function ownRow(changes: Parameters<typeof sampleAudit>[1] = {}): Provenance | AuditEvent {
    const audit = sampleAudit(account, changes);
    return auditToResource(audit, audit.id, 'desk-1');
  }

  async function read(): Promise<HistoryPage> {
    const page = await new FhirAccountHistory(server.access, server.clock).page({ patientRef });
    if (!page.ok) throw new Error(page.failure.kind);
    return page.value;
  }

  async function whyRefused(upTo?: string): Promise<string> {
    const history = new FhirAccountHistory(server.access, server.clock);
    const page = await history.page({ patientRef, ...(upTo !== undefined && { upTo }) });
    return page.ok || !('reason' in page.failure) ? 'not refused' : page.failure.reason.code;
  }

  /** Answers a search with these, whatever was asked. */
  function answering(...resources: readonly object[]): void {
    globalThis.fetch = (input) => {
      const type = /(Provenance|AuditEvent)/.exec(new Request(input).url)?.[1];
      const entry = resources
        .filter((each) => (each as FhirResource).resourceType === type)
        .map((resource, index) => ({
          resource: {
            id: `r${index}`,
            ...resource,
            meta: { versionId: '1', lastUpdated: AT, ...(resource as FhirResource).meta },
          },
        }));
      return Promise.resolve(Response.json({ resourceType: 'Bundle', type: 'searchset', entry }));
    };
  }

  it('has what the website did, as the patient’s deed or its own, with its facts', async () => {
    const deeds: readonly Deed[] = [
      {
        action: 'register-with-codes',
        at: '2026-03-01T09:00:01.000Z',
        operation: 'a',
        byPatient: true,
      },
      {
        ...{ action: 'refuse-password', at: '2026-03-01T09:00:02.000Z', operation: 'b' },
        ...{ facts: { tries: 4 }, refused: true },
      },
      {
        ...{ action: 'lock-account', at: '2026-03-01T09:00:03.000Z', operation: 'c' },
        facts: { until: '2026-03-01T13:00:03.000Z' },
      },
    ];
    const written = deeds.flatMap((deed) => noted(OF_SITE, deed));
    await put(...written.flatMap((change) => ('create' in change ? [change.create] : [])));
    expect((await read()).rows).to.deep.equal([
      {
        ...{ id: 'c', at: '2026-03-01T09:00:03.000Z', by: { kind: 'website' } },
        ...{
          action: 'lock-account',
          outcome: 'done',
          facts: { until: '2026-03-01T13:00:03.000Z' },
        },
      },
      {
        ...{ id: 'b', at: '2026-03-01T09:00:02.000Z', by: { kind: 'website' } },
        ...{ action: 'refuse-password', outcome: 'refused', facts: { tries: 4 } },
      },
      {
        ...{ id: 'a', at: '2026-03-01T09:00:01.000Z', by: { kind: 'patient' } },
        ...{ action: 'register-with-codes', outcome: 'done' },
      },
    ]);
  });

  it('has rows of before authors, senders, rules and workstations were told', async () => {
    const { location: _where, agent, ...older } = ownRow({ action: 'expire-codes' }) as Provenance;
    await put({ ...older, agent: agent.slice(0, 1).map(({ type: _type, ...each }) => each) });
    const [row] = (await read()).rows;
    expect([row?.by.kind, row?.workstation, row?.sentBy]).to.deep.equal([
      'rule',
      undefined,
      undefined,
    ]);
  });

  it('passes over what others keep there, and counts what makes no sense', async () => {
    const { activity: _ours, ...others } = ownRow() as Provenance;
    const { agent: _agent, ...nobodys } = ownRow() as Provenance;
    const somebody = [{ who: { display: 'Somebody' } }];
    await put(ownRow(), others, { ...nobodys, agent: somebody });
    const { rows, unreadable } = await read();
    expect(rows).to.have.length(1);
    expect(unreadable).to.have.length(1);
  });

  it('is refused as a whole where the server gives another practice’s or another patient’s', async () => {
    const theirs = sampleAudit(sampleAccount({ practiceId: OTHER_PRACTICE, patientRef }));
    answering(ownRow(), auditToResource(theirs, theirs.id, 'desk-1'));
    expect(await whyRefused()).to.equal('practices-mixed');
    const another = sampleAudit(sampleAccount());
    answering(ownRow(), auditToResource(another, another.id, 'desk-1'));
    expect(await whyRefused()).to.equal('patients-mixed');
  });

  it('is refused where the server passes over time or order: what looks whole would not be', async () => {
    const [early, late] = ['2026-03-01T09:00:00.000Z', '2026-03-02T09:00:00.000Z'];
    answering(ownRow({ at: early }), ownRow({ at: late }));
    expect(await whyRefused()).to.equal('search-not-answered');
    answering(ownRow({ at: late }));
    expect(await whyRefused(early)).to.equal('search-not-answered');
  });

  it('asks by POST, so that no patient is named in an address', async () => {
    const asked: string[] = [];
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      asked.push(`${request.method} ${new URL(request.url).pathname.replace(/^.*\//, '')}`);
      expect(request.url).not.to.contain(patientRef);
      return realFetch(request);
    };
    await read();
    expect(asked).to.deep.equal(['POST _search', 'POST _search']);
  });

  it('goes on past a moment that has more entries than a page', async () => {
    const many = Array.from({ length: 130 }, () => ownRow());
    await Promise.all(many.map((each) => put(each)));
    await put(ownRow({ at: '2026-02-01T09:00:00.000Z' }));
    const { rows, next } = await read();
    const rest =
      next === undefined
        ? []
        : await new FhirAccountHistory(server.access, server.clock).page({
            patientRef,
            upTo: next,
          });
    const more = 'ok' in rest && rest.ok ? rest.value.rows : [];
    expect(new Set([...rows, ...more].map(({ id }) => id)).size).to.equal(131);
  });
});
