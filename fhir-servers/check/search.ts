import type { Answer, CheckedServer } from './checked-server.ts';
import { pageLink } from '../../services/fhir/page-link.ts';
import { object, objects, text, type Json } from '../../services/fhir/mapping/reading.ts';

/** The server answers searches in neither way, or with something that is no search result. */
export class NotSearchableError extends Error {
  override readonly name = 'NotSearchableError';
  constructor(readonly status: number) {
    super(`A search was answered with status ${status}.`);
  }
}

/** A resource as a search gives it. */
export interface Row {
  readonly id: string;
  readonly versionId: string;
  /** ISO 8601 in UTC, whichever zone the server writes; empty where it says nothing. */
  readonly lastUpdated: string;
  readonly resource: Json;
}

export interface Found {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  readonly next: string | undefined;
  readonly answer: Answer;
}

/**
 * Searches as the product does: by POST, and by GET on a server that knows no other way.
 * @throws {NotSearchableError}
 */
export async function search(
  server: CheckedServer,
  type: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Found> {
  const posted = await postSearch(server, type, parameters);
  const isUnknown = posted.status === 404 || posted.status === 405;
  return found(type, isUnknown ? await getSearch(server, type, parameters) : posted);
}

export function postSearch(
  server: CheckedServer,
  type: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Answer> {
  const body = new URLSearchParams(parameters);
  return server.send({ method: 'POST', path: `${type}/_search`, body });
}

export function getSearch(
  server: CheckedServer,
  type: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Answer> {
  const path = `${type}?${new URLSearchParams(parameters).toString()}`;
  return server.send({ method: 'GET', path });
}

/**
 * What an answer to a search holds.
 * @throws {NotSearchableError}
 */
export function found(type: string, answer: Answer): Found {
  const { status, body } = answer;
  if (status !== 200 || body.resourceType !== 'Bundle') throw new NotSearchableError(status);
  const resources = resourcesOf(body).filter(({ resourceType }) => resourceType === type);
  return {
    rows: resources.map(rowOf),
    total: typeof body.total === 'number' ? body.total : undefined,
    next: pageLink(body, 'next'),
    answer,
  };
}

/** Resources of a bundle's entries. */
export function resourcesOf(bundle: Json): readonly Json[] {
  return objects(bundle.entry).map(({ resource }) => object(resource));
}

export function rowOf(resource: Json): Row {
  const { versionId, lastUpdated } = object(resource.meta);
  return {
    id: text(resource.id) ?? '',
    versionId: text(versionId) ?? '',
    lastUpdated: inUtc(text(lastUpdated) ?? ''),
    resource,
  };
}

function inUtc(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
