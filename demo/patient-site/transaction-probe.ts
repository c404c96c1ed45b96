import { randomUUID } from 'node:crypto';
import type { Basic, BundleEntry } from 'fhir/r4';
import { stamped } from './resource-parts.ts';
import { SITE, SITE_CODE } from './site-system.ts';

type StoredBasic = Basic & { readonly id: string; readonly meta: { readonly versionId: string } };

/** What the probe needs of a server. */
export interface ProbedServer {
  /** Sends a transaction; gives the status of the answer as a whole. */
  transact(entry: BundleEntry[]): Promise<number>;
  /** The site's own resource of this name, made if it is not there. */
  probe(resource: Basic, identifier: { system: string; value: string }): Promise<StoredBasic>;
  read(id: string): Promise<StoredBasic | undefined>;
}

const PROBE = `${SITE}/Id/transaction-probe`;

/**
 * Whether a server does all of a transaction or nothing. One that reads what is not there changes nothing: where it
 * fails as a whole, and one that reads what is there does not, transactions are whole. Where it is answered entry by
 * entry, that may be so of reads only: then a transaction of two writes to resources of the site's own is to fail by its
 * second, and must leave the first undone. What is unclear counts as not whole, and so do transactions that are all
 * refused.
 */
export async function doesAllOrNothing(server: ProbedServer): Promise<boolean> {
  const status = await server.transact([reading(`Task/${randomUUID()}`)]);
  if (status !== 200 && !hasFailed(status)) return false;
  const first = await server.probe(...named('first'));
  if (status !== 200) return (await server.transact([reading(`Basic/${first.id}`)])) === 200;
  const second = await server.probe(...named('second'));
  const answered = await server.transact([
    updateOf(stamped(first, randomUUID()), first.meta.versionId),
    updateOf(second, `${second.meta.versionId}0`),
  ]);
  const after = await server.read(first.id);
  return hasFailed(answered) && after?.meta.versionId === first.meta.versionId;
}

function reading(url: string): BundleEntry {
  return { request: { method: 'GET', url } };
}

/** Other refusals say that it was not looked at, so of transactions they say nothing. */
function hasFailed(status: number): boolean {
  return [400, 404, 409, 410, 412, 422].includes(status);
}

function named(value: string): [Basic, { system: string; value: string }] {
  const identifier = { system: PROBE, value };
  const code = { coding: [{ system: SITE_CODE, code: 'transaction-probe' }] };
  return [{ resourceType: 'Basic', code, identifier: [identifier] }, identifier];
}

function updateOf(resource: StoredBasic, version: string): BundleEntry {
  const url = `Basic/${resource.id}`;
  return { resource, request: { method: 'PUT', url, ifMatch: `W/"${version}"` } };
}
