import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FhirResponse } from '@medplum/fhir-router';
import type { OperationOutcome, Resource } from '@medplum/fhirtypes';
import { etagOf } from './etag.ts';
import { statusOf } from './outcomes.ts';

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Resource;
}

/** The answer that is only an outcome. */
export function outcomeReply(outcome: OperationOutcome, headers: Reply['headers'] = {}): Reply {
  return { status: statusOf(outcome), headers, body: outcome };
}

/** What the router answered, with the headers that FHIR asks for. */
export function routerReply(answer: FhirResponse, method: string, baseUrl: string): Reply {
  const [outcome, resource] = answer;
  if (resource === undefined) return outcomeReply(outcome);
  return {
    status: statusOf(outcome),
    headers: versionHeaders(resource, method, baseUrl),
    body: resource,
  };
}

/** `ETag`, `Last-Modified` and, after a create, `Location`: https://hl7.org/fhir/R4/http.html. */
function versionHeaders(resource: Resource, method: string, baseUrl: string): Reply['headers'] {
  const { versionId, lastUpdated } = resource.meta ?? {};
  if (versionId === undefined || lastUpdated === undefined) return {};
  const address = `${baseUrl}/${resource.resourceType}/${resource.id ?? ''}`;
  return {
    ETag: etagOf(versionId),
    'Last-Modified': new Date(lastUpdated).toUTCString(),
    ...(method === 'POST' ? { Location: `${address}/_history/${versionId}` } : {}),
  };
}

/** What fits into one packet gains nothing by being made smaller. */
const WORTH_COMPRESSING_BYTES = 1000;

/**
 * Sends an answer, compressed where the client takes that; nothing of it may be kept by a cache, as it is about
 * patients.
 */
export function sendReply(response: ServerResponse, reply: Reply, withBody: boolean): void {
  const hasBody = reply.body !== undefined;
  const plain = Buffer.from(hasBody ? JSON.stringify(reply.body) : '');
  const isCompressed = plain.length > WORTH_COMPRESSING_BYTES && takesGzip(response);
  const bytes = isCompressed ? gzipSync(plain) : plain;
  response.writeHead(reply.status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(hasBody ? { 'Content-Type': 'application/fhir+json; charset=utf-8' } : {}),
    ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
    ...(reply.status === 304 ? {} : { 'Content-Length': String(bytes.length) }),
    ...reply.headers,
  });
  response.end(withBody ? bytes : undefined);
}

function takesGzip({ req }: ServerResponse): boolean {
  return /\bgzip\b/.test(String(req.headers['accept-encoding']));
}
