import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseShallowJson } from '../../json-nesting.ts';
import type { RefusalAnswer } from '../wire.ts';

const LARGEST_BODY = 64 * 1024;

/** A request that is refused, with the status and a sentence for staff. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers with JSON that nobody may keep. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

/** Answers with a refusal; anything that is none is a bug of the server, of which the page is told no details. */
export function answerRefusal(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, message } =
    error instanceof Refusal ? error : new Refusal(500, 'The server failed. Try again.');
  const body: RefusalAnswer = { message };
  answerJson(response, status, body);
}

/**
 * The JSON object in a request. Only `application/json` is read, which a foreign page cannot send here without being
 * asked first.
 * @throws {Refusal} when it is something else or too large.
 */
export async function readJsonObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'Send application/json.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'That is too large.');
    chunks.push(chunk);
  }
  const value = parseJson(Buffer.concat(chunks).toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'Send a JSON object.');
  }
  return value as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return parseShallowJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(400, 'Send a JSON object.');
    throw error;
  }
}

/** The bearer token of a request. */
export function bearerTokenOf(request: IncomingMessage): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
}
