/**
 * A server that answers searches from a list made beforehand and takes in whatever is sent: it costs next to nothing,
 * so what is measured is ours.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

interface CannedResource {
  readonly lastUpdated: string;
  readonly json: string;
}

/** Keeps resources by type, in order of time. */
export class CannedServer {
  private readonly byType = new Map<string, CannedResource[]>();

  /** Answers `POST <type>/_search` and `POST <type>`, takes in what `PUT /canned/<type>` brings; true when it did. */
  readonly answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, room, type = '', action] = (request.url ?? '').split('/');
    if (room !== 'canned' && room !== 'fhir') return false;
    void bodyOf(request).then((body) => {
      if (room === 'canned') this.take(type, body);
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      if (room === 'canned') response.end('{}');
      else
        response.end(
          action === undefined ? created(body) : this.search(type, new URLSearchParams(body)),
        );
    });
    return true;
  };

  private take(type: string, body: string): void {
    const resources = JSON.parse(body) as readonly { readonly meta: { lastUpdated: string } }[];
    const held = this.byType.get(type) ?? [];
    held.push(
      ...resources.map((resource) => ({
        lastUpdated: resource.meta.lastUpdated,
        json: JSON.stringify(resource),
      })),
    );
    this.byType.set(type, held);
  }

  private search(type: string, query: URLSearchParams): string {
    const from = (query.get('_lastUpdated') ?? '').replace(/^ge/, '');
    const count = Number(query.get('_count') ?? 100);
    const held = this.byType.get(type) ?? [];
    const start = firstFrom(held, from);
    const page = held.slice(start, start + count);
    const link = start + count < held.length ? '[{"relation":"next","url":"next"}]' : '[]';
    const entries = page.map(({ json }) => `{"resource":${json}}`).join(',');
    return `{"resourceType":"Bundle","type":"searchset","link":${link},"entry":[${entries}]}`;
  }
}

function created(body: string): string {
  const resource = JSON.parse(body) as { readonly meta: object };
  const meta = { ...resource.meta, versionId: '1', lastUpdated: new Date().toISOString() };
  return JSON.stringify({ ...resource, id: randomUUID(), meta });
}

function firstFrom(held: readonly CannedResource[], from: string): number {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((held[middle]?.lastUpdated ?? '') < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
