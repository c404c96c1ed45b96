import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import type { OutsideServer } from '../../../fhir-servers/access/server-options.ts';
import { createFhirServer, type FhirServer } from '../../../demo/fhir-server/index.ts';

const BASE = '/fhir';

/** A FHIR server of somebody else's, on a port of its own, with a token of its own. */
export class ServerOfOthers {
  /** The token that it takes at the moment. */
  token = 'token-of-the-outside-server';
  /** How it was asked: `GET /Patient?…`. */
  readonly asked: string[] = [];
  /** May answer a request otherwise, by resolving with `true`, or do something before it is answered. */
  before: (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ) => boolean | Promise<boolean> = () => false;
  readonly fhir: FhirServer;
  readonly #http = createServer((request, response) => void this.#answer(request, response));

  private constructor(fhir: FhirServer) {
    this.fhir = fhir;
  }

  /** Stopped after the test. */
  static async start(t: TestContext): Promise<ServerOfOthers> {
    const fhir = await createFhirServer({
      authenticate: (token) =>
        token === server.token ? { id: 'demo', display: 'Demonstration' } : undefined,
    });
    const server = new ServerOfOthers(fhir);
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    t.after(() => server.stop());
    return server;
  }

  get address(): OutsideServer {
    return { baseUrl: this.baseUrl, signIn: { kind: 'token', token: this.token } };
  }

  get baseUrl(): string {
    return `${this.#origin}${BASE}`;
  }

  /** Its token service, which gives the token of the moment. */
  get addressForClients(): OutsideServer {
    const tokenUrl = `${this.#origin}/token`;
    return {
      baseUrl: this.baseUrl,
      signIn: { kind: 'client', clientId: 'demo', secret: 'kept-to-itself', tokenUrl },
    };
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** What it holds of a type, looked at past every gateway. */
  async all<T extends FhirResource>(type: T['resourceType']): Promise<T[]> {
    const bundle = await this.fhir.repository.search({ resourceType: type, count: 1000 });
    // The server's library has types of its own for the same resources; those of this type were asked for.
    return (bundle.entry ?? []).map(({ resource }) => resource as unknown as T);
  }

  async stop(): Promise<void> {
    if (!this.#http.listening) return;
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
    await this.fhir.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/token') {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ access_token: this.token, expires_in: 3600 }));
      return;
    }
    const path = (request.url ?? '').slice(BASE.length);
    this.asked.push(`${request.method ?? ''} ${path}`);
    if (await this.before(request, response, path)) return;
    await this.fhir.handler(request, response, path);
  }
}
