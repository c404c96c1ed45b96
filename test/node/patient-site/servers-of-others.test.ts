import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import type { Basic, Person, Task } from 'fhir/r4';
import { byToken, complete, createAccount, register, ticketFor } from './practice-side.ts';
import { SiteUnderTest, TOKEN } from './site-under-test.ts';

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

const isTransaction = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && url === '/fhir/R4';
const isReservation = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && url === '/fhir/R4/Basic';

/** The body of a request, which is left to be answered. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Lets transactions go on, as they are or as batches, which are done entry by entry. */
function answeringReadsOneByOne(site: SiteUnderTest, areWhole: boolean): void {
  site.insteadOfFhir = (request, response) => {
    if (!isTransaction(request) || request.headers['x-as-it-is'] !== undefined) return false;
    void bodyOf(request).then(async (body) => {
      const isReading = body.includes('"GET"');
      const answer = await fetch(`${site.address}/fhir/R4`, {
        method: 'POST',
        headers: { ...FHIR_JSON, Authorization: `Bearer ${TOKEN}`, 'X-As-It-Is': 'yes' },
        body: areWhole && !isReading ? body : body.replace('"transaction"', '"batch"'),
      });
      response.writeHead(answer.status, FHIR_JSON).end(await answer.text());
    });
    return true;
  };
}

describe('On a server that does transactions in part', () => {
  it('nobody registers: it is noticed before anything is done, and said as unavailable', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    answeringReadsOneByOne(site, false);
    for (const visit of [1, 2]) {
      const { status, body } = await site.post('api/registration-details', byToken(letter));
      assert.deepEqual([visit, status, body.kind], [visit, 503, 'unavailable']);
    }
    assert.equal((await site.resource<Task>('Task', letter.taskId)).meta?.versionId, '1');
    assert.equal((await site.resource<Person>('Person', letter.personId)).meta?.versionId, '1');
    assert.doesNotMatch(JSON.stringify(await site.all('Basic')), /website-login/);
  });

  it('nobody registers where transactions are all refused, by whichever status', async (context) => {
    for (const status of [400, 404, 405, 422]) {
      const site = await SiteUnderTest.start(context);
      const letter = await createAccount(site);
      site.insteadOfFhir = (request, response) =>
        isTransaction(request) && refuse(request, response, status, 'No transactions.');
      const answer = await site.post('api/registration-details', byToken(letter));
      assert.deepEqual([status, answer.status, answer.body.kind], [status, 503, 'unavailable']);
    }
  });

  it('as on any other, unless only reads are answered one by one: writes decide', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    answeringReadsOneByOne(site, true);
    const ticket = await ticketFor(site, byToken(letter));
    assert.equal((await complete(site, ticket, 'Sian79')).status, 200);
    const probes = (await site.all<Basic>('Basic')).filter((basic) =>
      JSON.stringify(basic).includes('transaction-probe'),
    );
    assert.deepEqual(
      probes.map(({ meta }) => meta?.versionId),
      ['1', '1'],
    );
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
    // Refused once; then what fails, and what does not.
    assert.equal(asked, 3);
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
