import type { SharedRecords } from '../../../services/domain/records.ts';
import { STORED, type StoredKind } from '../../../services/fhir/resource-mapping.ts';

/** JSON of any shape; what a hostile server gives is nobody's type. */
export type AnyResource = Record<string, unknown>;

/** What a test answers itself: a response, or `undefined` to let the server go on. */
type Answering = (request: Request, body: string) => Response | undefined;

/** A header that says that reading the answer would not end. */
export const WITHOUT_END = 'X-Without-End';

const JSON_TYPE = { 'Content-Type': 'application/fhir+json' };
const SYSTEM_OF_ID = /^identifier=(.+)\|(.+)$/;

/**
 * A FHIR server over fetch that keeps whatever it is given, makes sense or not: searches by `_lastUpdated` as text, in
 * the order of its time stamps, and by `_tag` unless a test says otherwise.
 */
export class HostileServer {
  readonly baseUrl = `https://${crypto.randomUUID()}.example/R4`;
  /** Every resource it holds, in order of coming. */
  readonly resources: AnyResource[] = [];
  /** Requests that came, as method and path. */
  readonly requests: string[] = [];
  /** Whether a search for a tag gives what carries it alone. */
  heedsTag = true;
  /** Whether answers say what time it is. */
  isDated = true;
  answering: Answering = () => undefined;
  private versions = 0;

  /** The practice's own record, written as it should be, at a time of the server's unless told otherwise. */
  add<K extends StoredKind>(
    kind: K,
    body: SharedRecords[K],
    at = new Date().toISOString(),
  ): AnyResource {
    const resource = asServed(kind, body, at);
    this.resources.push(resource);
    return resource;
  }

  /** Puts a resource in place of the one with this id. */
  replace(id: unknown, changed: AnyResource): void {
    const place = this.resources.findIndex((each) => each.id === id);
    this.resources[place] = changed;
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const path = request.url.slice(this.baseUrl.length + 1);
    this.requests.push(`${request.method} ${path}`);
    const body = await request.text();
    const answer = path === '' ? await this.batch(body) : this.answerOne(request, path, body);
    if (!this.isDated || answer.headers.has('Date')) return answer;
    const headers = new Headers(answer.headers);
    headers.set('Date', new Date().toUTCString());
    return new Response(answer.body, { status: answer.status, headers });
  };

  private answerOne(request: Request, path: string, body: string): Response {
    return this.answering(request, body) ?? this.answer(request, path, body);
  }

  /** Searches asked for together, each answered as by itself; one that cannot be written down spoils them all. */
  private async batch(text: string): Promise<Response> {
    const { entry } = JSON.parse(text) as { entry: { request: { url: string } }[] };
    const answers: string[] = [];
    for (const { request } of entry) {
      const [type = '', parameters = ''] = request.url.split('?');
      const path = `${type}/_search`;
      const body = new URLSearchParams(parameters);
      this.requests.push(`POST ${path}`);
      const single = new Request(`${this.baseUrl}/${path}`, { method: 'POST', body });
      const answer = this.answerOne(single, path, body.toString());
      if (answer.headers.has(WITHOUT_END)) return answer;
      const response = JSON.stringify({ status: String(answer.status) });
      answers.push(`{"response":${response},"resource":${await answer.text()}}`);
    }
    const written = `{"resourceType":"Bundle","type":"batch-response","entry":[${answers.join()}]}`;
    return new Response(written, { headers: JSON_TYPE });
  }

  private answer({ method, headers }: Request, path: string, body: string): Response {
    const [type = '', id = '', history] = path.split('?')[0]?.split('/') ?? [];
    if (id === '_search') return json(this.found(type, new URLSearchParams(body)));
    if (history !== undefined) return json(bundle(this.held(type, id)));
    if (method === 'GET') {
      const [resource] = this.held(type, id);
      return resource === undefined ? json({}, 404) : json(resource);
    }
    const sent = JSON.parse(body) as AnyResource;
    return method === 'POST'
      ? this.created(type, sent, headers.get('If-None-Exist') ?? '')
      : this.updated(type, id, sent, headers.get('If-Match') ?? '');
  }

  /** As a search gives them: from a time on, in order, and no more than asked for. */
  found(type: string, parameters: URLSearchParams): AnyResource {
    const from = parameters.get('_lastUpdated')?.slice(2) ?? '';
    const all = this.resources
      .filter(({ resourceType }) => resourceType === type)
      .filter((each) => !this.heedsTag || isTagged(each, parameters.get('_tag')))
      .filter((each) => stampOf(each) >= from)
      .sort((one, other) => (stampOf(one) < stampOf(other) ? -1 : 1));
    return bundle(all.slice(0, Number(parameters.get('_count') ?? all.length)));
  }

  private held(type: string, id: string): AnyResource[] {
    return this.resources.filter((each) => each.resourceType === type && each.id === id);
  }

  private created(type: string, sent: AnyResource, condition: string): Response {
    const [, system, value] = SYSTEM_OF_ID.exec(decodeURIComponent(condition)) ?? [];
    const known = this.resources.find(
      ({ resourceType, identifier }) =>
        resourceType === type &&
        JSON.stringify(identifier ?? '').includes(JSON.stringify({ system, value })),
    );
    if (known !== undefined) return json(known);
    const resource = { ...sent, id: crypto.randomUUID(), meta: this.meta(sent) };
    this.resources.push(resource);
    return json(resource, 201);
  }

  private updated(type: string, id: string, sent: AnyResource, ifMatch: string): Response {
    const [held] = this.held(type, id);
    if (held === undefined) return json({}, 404);
    const { versionId } = { ...(held.meta as { versionId?: string } | undefined) };
    if (ifMatch !== `W/"${versionId}"`) return json({}, 412);
    const resource = { ...sent, meta: this.meta(sent) };
    this.replace(id, resource);
    return json(resource);
  }

  private meta({ meta }: AnyResource): AnyResource {
    this.versions += 1;
    const given = meta as AnyResource | undefined;
    return {
      ...given,
      versionId: String(100 + this.versions),
      lastUpdated: new Date().toISOString(),
    };
  }
}

/** A record as a server would give it. */
export function asServed<K extends StoredKind>(
  kind: K,
  body: SharedRecords[K],
  at: string,
): AnyResource {
  const resource = STORED[kind].toResource(body, crypto.randomUUID());
  const meta = { ...resource.meta, versionId: '1', lastUpdated: at };
  return { ...resource, id: crypto.randomUUID(), meta };
}

/** The same resource in a later version, changed as a test says. */
export function nextVersion(
  resource: AnyResource,
  at: string,
  changes: AnyResource = {},
): AnyResource {
  const meta = resource.meta as { versionId: string };
  const versionId = String(Number(meta.versionId) + 1);
  return { ...resource, ...changes, meta: { ...meta, versionId, lastUpdated: at } };
}

/** Stands for lists within lists, deeper than anything that goes one call deeper for each can write or copy. */
export const DEEP = '@deep';
const DEEP_JSON = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

export function json(body: unknown, status = 200): Response {
  const text = JSON.stringify(body).replaceAll(`"${DEEP}"`, DEEP_JSON);
  return new Response(text, { status, headers: JSON_TYPE });
}

export function bundle(resources: readonly unknown[], hasMore = false): AnyResource {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
    ...(hasMore && { link: [{ relation: 'next', url: 'https://next.example' }] }),
  };
}

function isTagged({ meta }: AnyResource, asked: string | null): boolean {
  const tags = (meta as AnyResource | null | undefined)?.tag;
  if (asked === null || !Array.isArray(tags)) return asked === null;
  const wanted = JSON.stringify(asked.split('|'));
  return tags.some((tag: unknown) => {
    const { system, code } = { ...(tag as AnyResource | null) };
    return JSON.stringify([system, code]) === wanted;
  });
}

function stampOf({ meta }: AnyResource): string {
  const stamp = (meta as AnyResource | undefined)?.lastUpdated;
  // What is no time comes last, and always.
  return typeof stamp === 'string' && /^\d{4}-/.test(stamp) ? stamp : '~';
}
