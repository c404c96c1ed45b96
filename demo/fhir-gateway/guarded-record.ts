import {
  type AnyResource,
  type RecordRights,
  type RecordWrite,
  refused,
} from '../fhir-server/index.ts';
import { answerBatch } from './batch.ts';
import { readAsked } from './asked.ts';
import { resourceIn } from './fhir-answer.ts';
import type { OutsideAnswer, OutsideRecord } from './outside-record.ts';
import { seenPage } from './seen-page.ts';
import { passedOn, type StaffRequest } from './staff-request.ts';
import { checkPage, searchOf } from './staff-search.ts';

interface Place {
  readonly type: string;
  readonly id: string;
}

interface Current {
  readonly resource: AnyResource;
  readonly etag: string | undefined;
}

/**
 * The server of others as one member of staff may use it. It judges by what the server holds, whichever way a request
 * comes; and what it judged is what it sends, written anew, so that the server reads nothing else in it.
 */
export class GuardedRecord {
  readonly #record: OutsideRecord;
  readonly #rights: RecordRights;

  constructor(record: OutsideRecord, rights: RecordRights) {
    this.#record = record;
    this.#rights = rights;
  }

  /**
   * @throws an outcome when it is refused here.
   * @throws {OutsideFailure} when the server cannot be used.
   */
  async answer(request: StaffRequest): Promise<OutsideAnswer> {
    const asked = readAsked(request.method, request.path, request.search);
    switch (asked.kind) {
      case 'read':
        return this.#read(asked, request);
      case 'history':
        return this.#history(asked, request);
      case 'search':
        return this.#search(asked.type, request);
      case 'page':
        return this.#page(request);
      case 'create':
        return this.#create(asked.type, request);
      case 'update':
        return this.#update(asked, request);
      case 'delete':
        return this.#delete(asked, request);
      case 'bundle':
        return answerBatch(request.body, request.headers, (entry) => this.answer(entry));
    }
  }

  async #read(place: Place, request: StaffRequest): Promise<OutsideAnswer> {
    const answer = await this.#send(request, { path: addressOf(place) });
    this.#judge(place, answer);
    return answer;
  }

  /** As the server's own rights have it: who sees a resource as it is now sees how it came to be. */
  async #history(
    { version, ...place }: Place & { readonly version?: string },
    request: StaffRequest,
  ): Promise<OutsideAnswer> {
    const current = await this.#current(place);
    if ('status' in current) return current;
    const which = version === undefined ? request.search : `/${version}`;
    return this.#send(request, { path: `${addressOf(place)}/_history${which}` });
  }

  async #search(type: string, request: StaffRequest): Promise<OutsideAnswer> {
    const parameters = searchOf(type, request).toString();
    const isPost = request.method === 'POST';
    const answer = await this.#send(request, {
      path: isPost ? `/${type}/_search` : `/${type}?${parameters}`,
      ...(isPost ? { body: parameters } : {}),
    });
    return seenPage(answer, this.#rights, type);
  }

  async #page(request: StaffRequest): Promise<OutsideAnswer> {
    checkPage(request.search);
    return seenPage(await this.#send(request, { path: request.search }), this.#rights);
  }

  async #create(type: string, request: StaffRequest): Promise<OutsideAnswer> {
    const after = resourceToWrite(request.body, type);
    this.#refuseForbidden({ after });
    const isConditional = request.headers['if-none-exist'] !== undefined;
    const answer = await this.#send(request, {
      path: `/${type}`,
      body: JSON.stringify(after),
      // What meets the condition has to be seen, to know whose it is.
      ...(isConditional ? { headers: { prefer: 'return=representation' } } : {}),
    });
    const held = resourceIn(answer);
    const isOther = held?.resourceType !== type || !this.#rights.sees(held);
    if (answer.status < 300 && holdsRecord(held) && isOther) {
      throw refused(403, 'forbidden', 'What meets the condition is no record of your practice.');
    }
    return answer;
  }

  async #update(place: Place, request: StaffRequest): Promise<OutsideAnswer> {
    const after = resourceToWrite(request.body, place.type);
    if (after.id !== place.id) throw refused(400, 'invalid', 'The resource has another id.');
    const current = await this.#current(place);
    if ('status' in current) return current;
    this.#refuseForbidden({ before: current.resource, after });
    return this.#send(request, {
      path: addressOf(place),
      body: JSON.stringify(after),
      headers: ifStillThat(current, request),
    });
  }

  async #delete(place: Place, request: StaffRequest): Promise<OutsideAnswer> {
    const current = await this.#current(place);
    if ('status' in current) return current;
    this.#refuseForbidden({ before: current.resource });
    return this.#send(request, { path: addressOf(place), headers: ifStillThat(current, request) });
  }

  /** The resource as it is now; the server's own answer where it gives none. */
  async #current(place: Place): Promise<Current | OutsideAnswer> {
    const answer = await this.#record.ask({
      method: 'GET',
      path: addressOf(place),
      headers: { 'cache-control': 'no-cache' },
    });
    const resource = this.#judge(place, answer);
    return resource === undefined ? answer : { resource, etag: etagOf(answer, resource) };
  }

  /**
   * What was read, if the server gave it and it may be seen. Of what has been deleted nobody can tell whose it was.
   * @throws an outcome of status 404 when it may not be seen, or is not there.
   */
  #judge({ type, id }: Place, answer: OutsideAnswer): AnyResource | undefined {
    const isGone = [404, 410].includes(answer.status);
    // Also 203 and 206, by which something in between says that it has changed or cut what it gives.
    const isGiven = answer.status < 300;
    if (!isGiven && !isGone) return undefined;
    const resource = isGiven ? resourceIn(answer) : undefined;
    const isIt = resource?.resourceType === type && resource.id === id;
    if (resource !== undefined && isIt && this.#rights.sees(resource)) return resource;
    throw refused(404, 'not-found', `There is no ${type}/${id}.`);
  }

  #refuseForbidden(write: RecordWrite): void {
    const reason = this.#rights.whyNotWrite(write);
    if (reason !== undefined) throw refused(403, 'forbidden', reason);
  }

  #send(
    { method, headers }: StaffRequest,
    made: {
      readonly path: string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<OutsideAnswer> {
    return this.#record.ask({
      method,
      ...made,
      headers: { ...passedOn(headers), ...made.headers },
    });
  }
}

/** Something that can be another practice's: an outcome is told to whoever asked. */
function holdsRecord(held: AnyResource | undefined): boolean {
  return held !== undefined && held.resourceType !== 'OperationOutcome';
}

/** A write is of the version that was judged: of another one nobody has looked whose it is. */
function ifStillThat({ etag }: Current, { headers }: StaffRequest): Record<string, string> {
  const wanted = headers['if-match'];
  if (etag === undefined) return {};
  if (wanted !== undefined && wanted !== '*' && versionIn(wanted) !== versionIn(etag)) {
    throw refused(412, 'conflict', 'It has been changed meanwhile.');
  }
  return { 'if-match': etag };
}

function versionIn(etag: string): string {
  return etag.trim().replace(/^W\/|"/gi, '');
}

function etagOf({ headers }: OutsideAnswer, resource: AnyResource): string | undefined {
  const { meta } = resource as { readonly meta?: { readonly versionId?: string } };
  return headers.etag ?? (meta?.versionId === undefined ? undefined : `W/"${meta.versionId}"`);
}

function addressOf({ type, id }: Place): string {
  return `/${type}/${id}`;
}

function resourceToWrite(body: unknown, type: string): AnyResource & { readonly id?: unknown } {
  const resource = body as AnyResource;
  if (resource.resourceType === type) return resource;
  throw refused(400, 'invalid', `What is written at /${type} must be a ${type}.`);
}
