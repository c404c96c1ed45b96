import type { ServerResponse } from 'node:http';
import {
  acceptsJson,
  bodyOf,
  type FhirHandler,
  outcomeOf,
  type ReceivedRequest,
  receiveRequest,
  refusal,
  refused,
  type TokenHolder,
} from '../fhir-server/index.ts';
import { outcomeAnswer, resourceIn } from './fhir-answer.ts';
import { GuardedRecord } from './guarded-record.ts';
import { type OutsideAnswer, OutsideFailure, type OutsideRecord } from './outside-record.ts';
import { passedOn, type StaffRequest } from './staff-request.ts';

/** Of those who are passed through. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

export interface FhirGatewayOptions {
  readonly record: OutsideRecord;
  /** Whom a token of the demonstration belongs to; `undefined` is answered 401. */
  readonly authenticate: (token: string) => TokenHolder | undefined;
  /** The most bytes of a request; default 5,000,000. */
  readonly maxBodyBytes?: number;
  /** Told of bugs, which clients see as status 500. */
  readonly onError: (error: unknown) => void;
}

/**
 * The FHIR server of others under the demonstration's own address, for the demonstration's own tokens. Staff see and
 * write there what they may; who has no limits is passed through.
 */
export function createFhirGateway(options: FhirGatewayOptions): FhirHandler {
  return async (request, response, pathWithinBase) => {
    let answer: OutsideAnswer;
    try {
      const most = options.maxBodyBytes ?? 5_000_000;
      answer = await answerTo(await receiveRequest(request, pathWithinBase, most), options);
    } catch (error) {
      answer = failedAnswer(error, options);
    }
    if (!response.destroyed) send(response, answer, request.method !== 'HEAD');
  };
}

async function answerTo(
  received: ReceivedRequest,
  { record, authenticate }: FhirGatewayOptions,
): Promise<OutsideAnswer> {
  if (!acceptsJson(received)) throw refused(406, 'not-supported', 'JSON only is given here.');
  const method = received.method === 'HEAD' ? 'GET' : received.method;
  if (received.path === 'metadata' && method === 'GET') {
    return record.ask({ method, path: '/metadata' });
  }
  const token = /^Bearer +([^ ]+)$/i.exec(received.headers.authorization ?? '')?.[1];
  const holder = token === undefined ? undefined : authenticate(token);
  if (holder === undefined) return UNAUTHORISED;
  const headers = received.headers as StaffRequest['headers'];
  const { path, search } = received;
  if (holder.rights === undefined) {
    const within = path === '' ? search : `/${path}${search}`;
    if (!METHODS.includes(method)) throw refused(405, 'not-supported', `${method} is not offered.`);
    const body = method === 'GET' ? {} : { body: received.body.toString('utf8') };
    return record.ask({ method, path: within, headers: passedOn(headers), ...body });
  }
  const guarded = new GuardedRecord(record, holder.rights);
  return guarded.answer({ method, path, search, headers, body: bodyOf(received) });
}

const UNAUTHORISED = outcomeAnswer(
  refusal(401, 'login', 'A valid bearer token is needed: Authorization: Bearer <token>.'),
  { 'www-authenticate': 'Bearer' },
);

function failedAnswer(error: unknown, { onError }: FhirGatewayOptions): OutsideAnswer {
  if (error instanceof OutsideFailure) {
    return outcomeAnswer(refusal(error.status, 'transient', error.message));
  }
  const answer = outcomeAnswer(outcomeOf(error));
  if (answer.status === 500) onError(error);
  return answer;
}

/**
 * `Date` is the other server's or none at all: clients tell the time of the record by it. What is sent is FHIR, whatever
 * the other server calls it: a browser that opens it must not take it for a page of this origin.
 */
function send(response: ServerResponse, answer: OutsideAnswer, withBody: boolean): void {
  const { status, headers, text } = isFhir(answer) ? answer : withoutForeignText(answer);
  response.sendDate = false;
  response.writeHead(status, {
    ...headers,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(text === '' ? {} : { 'content-type': 'application/fhir+json; charset=utf-8' }),
    ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
  });
  response.end(withBody ? text : undefined);
}

function isFhir(answer: OutsideAnswer): boolean {
  return answer.text === '' || resourceIn(answer) !== undefined;
}

/** Something in between, such as a proxy, wrote a page for people. */
function withoutForeignText({ status, headers }: OutsideAnswer): OutsideAnswer {
  const text = `The FHIR server’s address answered ${status} with something that is no FHIR.`;
  return outcomeAnswer(refusal(status < 400 ? 502 : status, 'transient', text), headers);
}
