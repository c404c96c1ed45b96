import { randomUUID } from 'node:crypto';
import type { Answer } from '../checked-server.ts';
import { found, type Finding } from '../findings.ts';
import type { Trial, Try } from '../try.ts';

/** What the product sends beyond what every page may. */
const HEADERS = [
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'If-Match',
  'If-None-Exist',
  'Prefer',
];
const METHODS = ['GET', 'POST', 'PUT'] as const;
/** These a page may use unasked. */
const SIMPLE_METHODS: readonly string[] = ['GET', 'POST'];

/** What a browser lets a page of another origin send to the server, and read of its answers (CORS). */
export const browser: Try = {
  name: 'what a page of another origin may do',
  subject: 'browser',
  writes: false,
  isNeeded: true,
  async run({ server, origin }) {
    if (origin === undefined) return [found('origin-not-said')];
    if (new URL(server.baseUrl).origin === origin) return [found('same-origin')];
    const page = new Page(server, origin);
    const read = await page.read();
    if (!page.mayRead(read)) return [found('origin-refused', { origin })];
    return [...(await page.sending()), ...page.exposing(read)];
  },
};

class Page {
  constructor(
    private readonly server: Trial['server'],
    private readonly origin: string,
  ) {}

  read(): Promise<Answer> {
    const headers = { Origin: this.origin };
    return this.server.send({ method: 'GET', path: `Person/${randomUUID()}`, headers });
  }

  mayRead({ headers }: Answer): boolean {
    const allowed = headers.get('Access-Control-Allow-Origin');
    return allowed === '*' || allowed === this.origin;
  }

  async sending(): Promise<readonly Finding[]> {
    const { origin } = this;
    const headers: string[] = [];
    const methods: string[] = [];
    let kept: string | null = null;
    for (const header of HEADERS) {
      const answer = await this.preflight('POST', header);
      kept = answer.headers.get('Access-Control-Max-Age') ?? kept;
      if (!this.allowsHeader(answer, header)) headers.push(header);
    }
    for (const method of METHODS) {
      if (!this.allowsMethod(await this.preflight(method, 'Accept'), method)) methods.push(method);
    }
    const refused = [
      ...(headers.length > 0 ? [found('headers-refused', { origin, headers })] : []),
      ...(methods.length > 0 ? [found('methods-refused', { origin, methods })] : []),
    ];
    const seconds = Number(kept ?? NaN);
    return [
      ...(refused.length > 0 ? refused : [found('requests-allowed', { origin })]),
      seconds > 0 ? found('preflight-kept', { seconds }) : found('preflight-each-time'),
    ];
  }

  exposing({ headers }: Answer): readonly Finding[] {
    const exposed = listIn(headers, 'Access-Control-Expose-Headers');
    const mayRead = (name: string): boolean => exposed.has('*') || exposed.has(name.toLowerCase());
    const hidden = [
      ...(mayRead('Date') ? [] : [found('date-hidden')]),
      ...(mayRead('ETag') ? [] : [found('etag-hidden')]),
      ...(mayRead('Retry-After') ? [] : [found('retry-after-hidden')]),
    ];
    return [
      ...(hidden.length > 0 ? hidden : [found('headers-exposed')]),
      ...(mayRead('Location') ? [] : [found('location-hidden')]),
    ];
  }

  /** As a browser asks before it sends the request itself; without signing in, as browsers do. */
  private preflight(method: string, header: string): Promise<Answer> {
    return this.server.send({
      method: 'OPTIONS',
      path: method === 'PUT' ? `Person/${randomUUID()}` : 'Person',
      headers: {
        Origin: this.origin,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': header.toLowerCase(),
      },
      isOpen: true,
    });
  }

  private allowsHeader(answer: Answer, header: string): boolean {
    const allowed = listIn(answer.headers, 'Access-Control-Allow-Headers');
    // An asterisk stands for every header but this one.
    const byAsterisk = allowed.has('*') && header !== 'Authorization';
    return this.isAnswered(answer) && (byAsterisk || allowed.has(header.toLowerCase()));
  }

  private allowsMethod(answer: Answer, method: string): boolean {
    const allowed = listIn(answer.headers, 'Access-Control-Allow-Methods');
    const isAllowed =
      SIMPLE_METHODS.includes(method) || allowed.has('*') || allowed.has(method.toLowerCase());
    return this.isAnswered(answer) && isAllowed;
  }

  private isAnswered(answer: Answer): boolean {
    return answer.status >= 200 && answer.status < 300 && this.mayRead(answer);
  }
}

function listIn(headers: Headers, name: string): ReadonlySet<string> {
  const values = (headers.get(name) ?? '').split(',');
  return new Set(values.map((value) => value.trim().toLowerCase()));
}
