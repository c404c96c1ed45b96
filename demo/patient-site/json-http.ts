import type { IncomingMessage, ServerResponse } from 'node:http';
import { ok } from '../../services/domain/result.ts';
import { parseShallowJson } from '../json-nesting.ts';
import { fail, type SiteResult } from './site-failure.ts';

const MAX_BODY_BYTES = 16 * 1024;

/**
 * Reads a form sent as JSON. Forms of other sites cannot get in: a browser asks first before it sends JSON to another
 * origin, and is not told yes; and an `Origin` that is not ours is refused.
 */
export async function readForm(
  request: IncomingMessage,
): Promise<SiteResult<Readonly<Record<string, unknown>>>> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return fail(415, 'bad-request', 'Send the form as JSON.');
  if (!isOwnOrigin(request)) return fail(400, 'bad-request', 'This form was sent by another site.');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return fail(413, 'bad-request', 'This form is too long.');
    chunks.push(chunk);
  }
  return parseForm(Buffer.concat(chunks).toString('utf8'));
}

function parseForm(text: string): SiteResult<Readonly<Record<string, unknown>>> {
  try {
    const form: unknown = parseShallowJson(text);
    if (typeof form === 'object' && form !== null && !Array.isArray(form)) {
      return ok(form as Record<string, unknown>);
    }
  } catch (error) {
    // What is no JSON, or nested too deep, is answered below.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return fail(400, 'bad-request', 'This form cannot be read.');
}

/** A request without an `Origin` did not come from a page of another site. */
export function isOwnOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Answers with JSON that nobody may keep. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** The value of a cookie. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
