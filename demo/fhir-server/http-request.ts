import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parseShallowJson } from '../json-nesting.ts';
import { isPlainObject } from './json.ts';
import { refused } from './outcomes.ts';

/** A request, received whole. */
export interface ReceivedRequest {
  readonly method: string;
  /** Within the server's base, no slash at either end, no parameters: `Person/1`. */
  readonly path: string;
  /** Parameters with their question mark, or nothing. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Address of the server's base as the client wrote it, without a slash at the end. */
  readonly baseUrl: string;
}

const JSON_TYPES = ['application/fhir+json', 'application/json'];
const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * Reads a request to its end.
 * @param pathWithinBase what follows the server's base in the address, with or without parameters.
 * @throws an outcome of status 413 when the body has more than `maxBytes`.
 */
export async function receiveRequest(
  request: IncomingMessage,
  pathWithinBase: string,
  maxBytes: number,
): Promise<ReceivedRequest> {
  const address = new URL(request.url ?? '/', 'http://server.invalid');
  const [within = '', parameters] = pathWithinBase.split('?', 2);
  const search = parameters === undefined ? address.search : `?${parameters}`;
  return {
    method: request.method ?? 'GET',
    path: within.replace(/^\/+|\/+$/g, ''),
    search: search === '?' ? '' : search,
    headers: request.headers,
    body: await readBody(request, maxBytes),
    baseUrl: baseUrlOf(request, address.pathname, within),
  };
}

/** What is left of the address when the path within the base is taken from its end. */
function baseUrlOf(request: IncomingMessage, pathname: string, within: string): string {
  const address = pathname.replace(/\/+$/, '');
  const end = within.replace(/\/+$/, '');
  const base = address.endsWith(end) ? address.slice(0, address.length - end.length) : '';
  return `http://${request.headers.host ?? 'localhost'}${base.replace(/\/+$/, '')}`;
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // The rest is read and thrown away, so that the client gets to read the refusal.
    if (length <= maxBytes) chunks.push(chunk);
  }
  if (length > maxBytes) throw refused(413, 'too-long', `More than ${maxBytes} bytes are refused.`);
  return Buffer.concat(chunks);
}

/**
 * The body as the router wants it: a JSON object, the fields of a search form, or nothing.
 * @throws an outcome of status 415 for another content type, 400 for a body that is not JSON.
 */
export function bodyOf(request: ReceivedRequest): unknown {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  const type = mediaType(request.headers['content-type'] ?? '');
  if (request.path.endsWith('/_search')) return readForm(request.body, type);
  if (!JSON_TYPES.includes(type)) {
    throw refused(415, 'not-supported', `Content-Type must be ${JSON_TYPES.join(' or ')}.`);
  }
  const body = parseJson(request.body);
  if (!isPlainObject(body)) throw refused(400, 'structure', 'The body is no JSON object.');
  return body;
}

function mediaType(header: string): string {
  return (header.split(';')[0] ?? '').trim().toLowerCase();
}

function readForm(body: Buffer, type: string): Record<string, string[]> {
  if (body.length > 0 && type !== FORM_TYPE) {
    throw refused(415, 'not-supported', `A search is posted as ${FORM_TYPE}.`);
  }
  const fields = new URLSearchParams(body.toString('utf8'));
  return Object.fromEntries([...fields.keys()].map((key) => [key, fields.getAll(key)]));
}

function parseJson(body: Buffer): unknown {
  try {
    return parseShallowJson(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refused(400, 'structure', `The body is not JSON: ${error.message}`);
  }
}

/** Whether the client takes JSON; this server has nothing else. */
export function acceptsJson(request: ReceivedRequest): boolean {
  const format = new URLSearchParams(request.search).get('_format');
  // A plus sign in an address reads as a space.
  if (format !== null) return /^(json|text\/json|application\/(fhir[+ ])?json)\b/.test(format);
  const accepted = (request.headers.accept ?? '*/*').split(',').map(mediaType);
  return accepted.some((type) => ['*/*', 'application/*', ...JSON_TYPES].includes(type));
}
