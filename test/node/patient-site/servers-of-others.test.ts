import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import type { Basic, Task } from 'fhir/r4';
import { byToken, complete, createAccount, register, ticketFor } from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

const FHIR_JSON = { 'Content-Type': 'application/fhir+json' };

/** Answers with an outcome, once the request has been read. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  diagnostics: string,
): true {
  const issue = [{ severity: 'error', code: 'processing', diagnostics }];
  request.resume().on('end', () => {
    response.writeHead(status, FHIR_JSON);
    response.end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
  });
  return true;
}

interface Sent {
  readonly entry: {
    readonly request: { readonly method: string };
    readonly resource?: { readonly data?: string };
  }[];
}

/** Reads, or patches nothing. */
const isTrial = ({ request: { method }, resource }: Sent['entry'][number]): boolean =>
  method === 'GET' || (method === 'PATCH' && resource?.data === 'W10=');

/** As of a server that did not find it, and would have gone on with others. */
function answerPart(response: ServerResponse, { length }: Sent['entry']): void {
  const entry = Array.from({ length }, () => ({ response: { status: '404 Not Found' } }));
  response.writeHead(200, FHIR_JSON);
  response.end(JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry }));
}

const isTransaction = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && url === '/fhir/R4';
const isReservation = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && url === '/fhir/R4/Basic';

describe('On a server that does transactions in part', () => {
  it('nobody registers: it is noticed before anything is done, and said as unavailable', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const written: (string | undefined)[] = [];
    site.insteadOfFhir = (request, response) => {
      if (isReservation(request)) written.push(request.url);
      if (!isTransaction(request)) return false;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { entry } = JSON.parse(Buffer.concat(chunks).toString()) as Sent;
        written.push(...entry.filter((one) => !isTrial(one)).map((one) => one.request.method));
        answerPart(response, entry);
      });
      return true;
    };
    const { status, body } = await site.post('api/registration-details', byToken(letter));
    assert.equal(status, 503);
    assert.equal(body.kind, 'unavailable');
    assert.deepEqual(written, []);
    assert.equal((await site.resource<Task>('Task', letter.taskId)).status, 'requested');
  });

  it('one that fails a transaction by its writes alone is told from it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const asked: string[] = [];
    site.insteadOfFhir = (request, response) => {
      if (!isTransaction(request) || asked.length === 2) return false;
      const isRead = asked.push(request.url ?? '') === 1;
      if (!isRead) return refuse(request, response, 404, 'There is no such Task.');
      request.resume().on('end', () => {
        answerPart(response, [{ request: { method: 'GET' } }]);
      });
      return true;
    };
    assert.equal((await site.post('api/registration-details', byToken(letter))).status, 200);
    assert.equal(asked.length, 2);
  });

  it('is asked once, and again only where it could not answer', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    let asked = 0;
    site.insteadOfFhir = (request, response) => {
      if (!isTransaction(request)) return false;
      asked += 1;
      return asked === 1 && refuse(request, response, 503, 'Starting up.');
    };
    const statuses: number[] = [];
    for (let visit = 1; visit <= 3; visit += 1) {
      statuses.push((await site.post('api/registration-details', byToken(letter))).status);
    }
    assert.deepEqual(statuses, [503, 200, 200]);
    assert.equal(asked, 2);
  });
});

describe('On a server whose transactions meet', () => {
  it('a registration that met another one is sent again as it is', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const ticket = await ticketFor(site, byToken(letter));
    let met = 0;
    site.insteadOfFhir = (request, response) => {
      if (!isTransaction(request) || met === 3) return false;
      met += 1;
      return refuse(request, response, 409, 'could not serialize access due to read/write');
    };
    assert.equal((await complete(site, ticket, 'Sian79')).status, 200);
    assert.equal(met, 3);
  });

  it('a username is reserved again where the answer is 409 and nobody has it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const ticket = await ticketFor(site, byToken(letter));
    let met = 0;
    site.insteadOfFhir = (request, response) => {
      if (!isReservation(request) || met === 2) return false;
      met += 1;
      return refuse(request, response, 409, 'could not serialize access');
    };
    assert.equal((await complete(site, ticket, 'Sian79')).status, 200);
    assert.equal(met, 2);
  });

  it('a username that somebody got meanwhile stays theirs', async (context) => {
    const site = await SiteUnderTest.start(context);
    await register(site, await createAccount(site));
    const letter = await createAccount(site, { patientId: '9990000360' });
    const ticket = await ticketFor(site, byToken(letter));
    site.insteadOfFhir = (request, response) =>
      isReservation(request) && refuse(request, response, 409, 'duplicate');
    const { status, body } = await complete(site, ticket, 'Sian79');
    assert.equal(status, 422);
    assert.match(JSON.stringify(body.errors), /Somebody else has this username/);
    const logins = (await site.all<Basic>('Basic')).filter((basic) =>
      JSON.stringify(basic).includes('sian79'),
    );
    assert.equal(logins.length, 1);
  });
});
