import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { createFhirServer, type FhirServer } from '../../../demo/fhir-server/index.ts';
import { createPatientSite } from '../../../demo/patient-site/server.ts';

/** The real cost is a tenth of a second of a core for each try: see passwords.test.ts. */
const QUICK = { N: 2 ** 4, r: 8, p: 1 };

export const TOKEN = 'token-of-the-site';

/** What the site answered. */
export interface SiteAnswer {
  readonly status: number;
  // The body of an answer is whatever JSON the test expects it to be.
  readonly body: Readonly<Record<string, unknown>>;
  /** `name=value` of the cookie that was set. */
  readonly cookie?: string;
}

/** The site over a real FHIR server, both over HTTP, with a clock that the test moves. */
export class SiteUnderTest {
  readonly #server = createServer();
  #fhir: FhirServer | undefined;
  /** Tuesday noon in the United Kingdom. */
  now = new Date('2026-03-10T12:00:00.000Z');

  /** Called just before the next transaction reaches the FHIR server. */
  onceOnTransaction: (() => void) | undefined;

  /** May answer a request to the FHIR server in its place, by returning `true`. */
  insteadOfFhir: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;

  /** Starts on a free port and stops when the test is over. */
  static async start(context: TestContext): Promise<SiteUnderTest> {
    const site = new SiteUnderTest();
    await site.#listen();
    context.after(() => site.#close());
    return site;
  }

  get fhir(): FhirServer {
    if (this.#fhir === undefined) throw new Error('Not started.');
    return this.#fhir;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Moves the clock on. */
  wait(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * 60 * 60 * 1000);
  }

  /** Forgets sessions, tickets and counts of wrong tries, as a restart does. */
  restartSite(): void {
    this.#site = this.#newSite();
  }

  #site = this.#newSite();

  #newSite(): ReturnType<typeof createPatientSite> {
    return createPatientSite({
      fhirBaseUrl: () => `${this.address}/fhir/R4`,
      fhirToken: TOKEN,
      now: () => this.now,
      passwordCost: QUICK,
    });
  }

  async post(
    path: string,
    form: unknown,
    headers: Record<string, string> = {},
  ): Promise<SiteAnswer> {
    return this.#call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof form === 'string' ? form : JSON.stringify(form),
    });
  }

  async get(path: string, cookie?: string): Promise<SiteAnswer> {
    return this.#call(path, cookie === undefined ? {} : { headers: { cookie } });
  }

  async delete(path: string, cookie: string): Promise<SiteAnswer> {
    return this.#call(path, { method: 'DELETE', headers: { cookie } });
  }

  /** What the shared record holds. */
  async resource<T extends FhirResource>(type: T['resourceType'], id: string): Promise<T> {
    return (await this.#record(`/${type}/${id}`)) as T;
  }

  /** All resources of a type. */
  async all<T extends FhirResource>(type: T['resourceType']): Promise<T[]> {
    const bundle = (await this.#record(`/${type}?_count=1000`)) as { entry?: { resource: T }[] };
    return (bundle.entry ?? []).map(({ resource }) => resource);
  }

  /** A change that the practice makes. */
  async change<T extends FhirResource>(
    type: T['resourceType'],
    id: string,
    change: (resource: T) => T,
  ): Promise<void> {
    const resource = change(await this.resource<T>(type, id));
    await this.#record(`/${type}/${id}`, { method: 'PUT', body: JSON.stringify(resource) });
  }

  /** A resource that the practice deletes. */
  async remove(type: FhirResource['resourceType'], id: string): Promise<void> {
    await this.#record(`/${type}/${id}`, { method: 'DELETE' });
  }

  async #record(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/fhir+json' };
    const response = await fetch(`${this.address}/fhir/R4${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async #call(path: string, init: RequestInit): Promise<SiteAnswer> {
    const response = await fetch(`${this.address}/patient-services/${path}`, init);
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      ...(cookie === undefined ? {} : { cookie }),
    };
  }

  async #listen(): Promise<void> {
    const fhir = await createFhirServer({
      authenticate: (token) => (token === TOKEN ? { id: 'site', display: 'Website' } : undefined),
    });
    this.#fhir = fhir;
    this.#server.on('request', (request, response) => {
      const url = request.url ?? '';
      if (request.method === 'POST' && /^\/fhir\/R4\/?$/.test(url)) {
        this.onceOnTransaction?.();
        this.onceOnTransaction = undefined;
      }
      if (url.startsWith('/fhir/R4') && this.insteadOfFhir(request, response)) return;
      void (url.startsWith('/fhir/R4')
        ? fhir.handler(request, response, url.slice('/fhir/R4'.length))
        : this.#site.handle(request, response, url.slice('/patient-services/'.length)));
    });
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async #close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.#fhir?.close();
  }
}
