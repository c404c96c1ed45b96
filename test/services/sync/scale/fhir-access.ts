import type { Bundle, FhirResource } from 'fhir/r4';
import { AccessTokens } from '../../../../fhir-servers/access/access-token.ts';
import type { OutsideServer } from '../../../../fhir-servers/access/server-options.ts';

/** A stored resource. */
export type Stored = FhirResource & { readonly id: string };

/** More pages than any practice of a run has. */
const MOST_PAGES = 1000;

/** The server as whoever sets it up and counts afterwards asks it: past the product, and uncounted. */
export class FhirAccess {
  readonly baseUrl: string;
  private readonly tokens: AccessTokens;
  private readonly fetch = globalThis.fetch;

  constructor({ baseUrl, signIn }: OutsideServer) {
    this.baseUrl = baseUrl;
    this.tokens = new AccessTokens(signIn);
  }

  /** As the product's host gives it; a server that asks for none is given one that means nothing. */
  async token(options: { readonly fresh: boolean }): Promise<string> {
    const authorization = await this.tokens.authorization(options);
    return authorization?.replace('Bearer ', '') ?? 'none';
  }

  create(resource: FhirResource): Promise<Stored> {
    return this.send<Stored>('POST', resource.resourceType, resource);
  }

  update(resource: Stored): Promise<Stored> {
    return this.send<Stored>('PUT', `${resource.resourceType}/${resource.id}`, resource);
  }

  async delete(type: string, id: string): Promise<void> {
    await this.send('DELETE', `${type}/${id}`);
  }

  /** Every resource that a search or a history gives, page by page. */
  async all(path: string): Promise<readonly Stored[]> {
    const found: Stored[] = [];
    let next: string | undefined = path;
    for (let pages = 0; next !== undefined; pages += 1) {
      if (pages > MOST_PAGES) throw new Error(`${path} has no end.`);
      const page: Bundle<FhirResource> = await this.send('GET', next);
      found.push(
        ...(page.entry ?? []).flatMap(({ resource }) => (isStored(resource) ? [resource] : [])),
      );
      next = this.within(page.link?.find(({ relation }) => relation === 'next')?.url);
    }
    return found;
  }

  private async send<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = {
      Accept: 'application/fhir+json',
      Authorization: `Bearer ${await this.token({ fresh: false })}`,
      'Cache-Control': 'no-cache',
      Prefer: 'return=representation',
      ...(body !== undefined && { 'Content-Type': 'application/fhir+json' }),
    };
    const address = `${this.baseUrl}/${path}`.replace('/?', '?');
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await this.fetch(address, init).catch((error: unknown) => {
      // A connection that was kept may have been ended by the server just then; a look can be repeated.
      if (method !== 'GET') throw error;
      return this.fetch(address, init);
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}.`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  /** The part of a link after the base; the token goes nowhere else. */
  private within(link: string | undefined): string | undefined {
    if (link === undefined) return undefined;
    const { href } = new URL(link, `${this.baseUrl}/`);
    if (!href.startsWith(this.baseUrl)) throw new Error('The next page is on another server.');
    return href.slice(this.baseUrl.length).replace(/^\//, '');
  }
}

function isStored(resource: FhirResource | undefined): resource is Stored {
  return resource?.id !== undefined;
}
