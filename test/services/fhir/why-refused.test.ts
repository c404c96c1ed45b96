import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { sampleAccount, sampleAudit } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

const BUSY_400 = { kind: 'busy', reason: { code: 'record-busy', status: 400 } } as const;

/** What a server says with a refusal. */
function refusal(status: number, issue: object): Response {
  const body = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', ...issue }] };
  return new Response(JSON.stringify(body), { status });
}

describe('Servers that refuse a change', () => {
  const realFetch = globalThis.fetch;
  let server: TestServer;
  let remote: FhirRemoteRecords;

  beforeEach(() => {
    server = testServer();
    remote = new FhirRemoteRecords(server.access, server.clock);
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  /** Lets the test answer some requests itself; `undefined` goes on to the server. */
  function between(answer: (request: Request) => Response | undefined): void {
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      const given = answer(request.clone());
      return given === undefined ? realFetch(request) : Promise.resolve(given);
    };
  }

  function isWrite({ method, url }: Request): boolean {
    return method !== 'GET' && !url.includes('_search');
  }

  /** What comes of a create, an audit row and an update, with a server that answers so. */
  async function failures(answer: (request: Request) => Response | undefined): Promise<unknown[]> {
    globalThis.fetch = realFetch;
    const account = sampleAccount();
    const made = await remote.create('account', account, crypto.randomUUID());
    if (!made.ok) throw new Error(made.failure.kind);
    between(answer);
    const answers = [
      await remote.create('account', sampleAccount(), crypto.randomUUID()),
      await remote.create('audit', sampleAudit(account), crypto.randomUUID()),
      await remote.update('account', account, made.value.version, crypto.randomUUID()),
    ];
    return answers.map((given) => !given.ok && given.failure);
  }

  it('because they do not have the patient are told apart, without repeating a word', async () => {
    const diagnostics =
      'HAPI-1094: Resource Patient/x not found, specified in path: Person.link.target';
    for (const status of [400, 422]) {
      const issue = { code: 'processing', diagnostics, expression: ['Person.link[0].target'] };
      const refused = await failures((request) =>
        isWrite(request) ? refusal(status, issue) : undefined,
      );
      const issues = [{ issue: 'processing', paths: ['Person.link[0].target'] }];
      const reason = { code: 'refused-without-patient', status, issues } as const;
      const unknown = { kind: 'rejected', reason };
      expect(refused, String(status)).to.deep.equal([unknown, unknown, unknown]);
    }
  });

  it('as in conflict with nothing are busy, whether they have the patient or not', async () => {
    for (const status of [409, 412]) {
      between((request) => (isWrite(request) ? refusal(status, { code: 'conflict' }) : undefined));
      const inConflict = await remote.create('account', sampleAccount(), crypto.randomUUID());
      const busy = { kind: 'busy', reason: { code: 'record-busy', status } };
      expect(inConflict).to.deep.equal({ ok: false, failure: busy });
    }
  });

  it('say what they say of a patient whom they know', async () => {
    const patient = await server.request('Patient', {
      method: 'POST',
      body: JSON.stringify({ resourceType: 'Patient' }),
    });
    const { id: patientRef } = (await patient.json()) as { readonly id: string };
    between((request) => (isWrite(request) ? refusal(400, { code: 'processing' }) : undefined));
    const account = sampleAccount({ patientRef });
    const refused = await remote.create('account', account, crypto.randomUUID());
    expect(!refused.ok && 'reason' in refused.failure && refused.failure.reason).to.deep.equal({
      code: 'record-refused',
      status: 400,
      issues: [{ issue: 'processing', paths: [] }],
    });
  });

  it('over trouble that passes, as they say, are busy', async () => {
    for (const code of ['transient', 'exception', 'timeout', 'throttled', 'lock-error']) {
      for (const status of [400, 403, 422]) {
        const busy = { kind: 'busy', reason: { code: 'record-busy', status } };
        const refused = await failures((request) =>
          isWrite(request) ? refusal(status, { code }) : undefined,
        );
        expect(refused, `${status} ${code}`).to.deep.equal([busy, busy, busy]);
      }
    }
  });

  it('as they refuse a question that nothing is wrong with are busy', async () => {
    // As Medplum answers while its database is away.
    const details = { text: 'connect ECONNREFUSED 127.0.0.1:5432' };
    const refused = await failures(() => refusal(400, { code: 'invalid', details }));
    expect(refused).to.deep.equal([BUSY_400, BUSY_400, BUSY_400]);
  });

  it('and that question for a reason of its own are believed about the change', async () => {
    const refused = await failures(({ url }) =>
      url.includes('/Patient')
        ? refusal(403, { code: 'forbidden' })
        : refusal(400, { code: 'invalid' }),
    );
    const reason = {
      code: 'record-refused',
      status: 400,
      issues: [{ issue: 'invalid', paths: [] }],
    };
    expect(refused).to.deep.equal([1, 2, 3].map(() => ({ kind: 'rejected', reason })));
  });
});
