import { isOperationOutcome } from '@medplum/core';
import {
  type FhirRequest,
  type FhirRouter,
  makeSimpleRequest,
  processBatch,
} from '@medplum/fhir-router';
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { etagOf, versionOfIfMatch } from './etag.ts';
import { isPlainObject } from './json.ts';
import { refused, statusOf } from './outcomes.ts';
import type { StandInRepository } from './stand-in-repository.ts';

/**
 * Works off a batch or a transaction. The whole of a transaction, looking up its conditions
 * included, runs alone: either every entry is done or none is.
 * @throws an outcome: 400 when the bundle is no bundle of requests, else what made it fail.
 */
export async function processBundle(
  request: FhirRequest,
  repository: StandInRepository,
  router: FhirRouter,
): Promise<Bundle> {
  const bundle = readBundle(request.body);
  const atomic: FhirRequest = { ...request, config: { transactions: true } };
  const answer =
    bundle.type === 'transaction'
      ? await repository.withTransaction(() => processBatch(atomic, repository, router, bundle))
      : await oneByOne(bundle, repository, router);
  return { ...answer, entry: (answer.entry ?? []).map(withStatusAndVersion) };
}

/**
 * The entries of a batch, each as it would be alone. The router's own way looks up beforehand what entries may say of each other,
 * which those of a batch do not.
 */
async function oneByOne(
  { entry = [] }: Bundle,
  repository: StandInRepository,
  router: FhirRouter,
): Promise<Bundle> {
  const answers: BundleEntry[] = [];
  for (const { request, resource: body } of entry) {
    const { method = 'GET', url = '', ifMatch, ifNoneExist } = request ?? {};
    const headers = {
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(ifNoneExist === undefined ? {} : { 'if-none-exist': ifNoneExist }),
    };
    const alone = { ...makeSimpleRequest(method, url, body), headers };
    const [outcome, resource] = await router.handleRequest(alone, repository);
    const response = { status: String(statusOf(outcome)), outcome };
    answers.push({ ...(resource === undefined ? {} : { resource }), response });
  }
  return { resourceType: 'Bundle', type: 'batch-response', entry: answers };
}

/**
 * Checks what the router trusts: it would skip an entry without a method, and answer 200 for the
 * rest, even in a transaction.
 */
function readBundle(body: unknown): Bundle {
  if (!isPlainObject(body) || body.resourceType !== 'Bundle') {
    throw refused(400, 'structure', 'Only a Bundle can be posted to the server’s own address.');
  }
  if (body.type !== 'batch' && body.type !== 'transaction') {
    throw refused(400, 'value', 'Bundle.type must be batch or transaction.', 'Bundle.type');
  }
  if (!Array.isArray(body.entry) || body.entry.length === 0) {
    throw refused(400, 'required', 'The Bundle has no entries.', 'Bundle.entry');
  }
  const entry = body.entry.map(readEntry);
  return { resourceType: 'Bundle', type: body.type, entry };
}

function readEntry(entry: unknown, index: number): BundleEntry {
  const path = `Bundle.entry[${index}]`;
  const { request, resource, fullUrl } = isPlainObject(entry) ? entry : {};
  const { method, url, ifMatch, ifNoneExist } = isPlainObject(request) ? request : {};
  if (typeof method !== 'string' || typeof url !== 'string') {
    throw refused(400, 'required', 'Each entry needs request.method and request.url.', path);
  }
  if (!/^\/?[\w.\-/]*[\w.-](\?|$)/.test(url)) {
    throw refused(400, 'not-supported', `An entry cannot ask for ${method} "${url}".`, path);
  }
  if (!isPlainObject(resource) && (resource !== undefined || ['POST', 'PUT'].includes(method))) {
    throw refused(400, 'required', `${method} needs a resource.`, `${path}.resource`);
  }
  return {
    ...(typeof fullUrl === 'string' ? { fullUrl } : {}),
    ...(resource === undefined ? {} : { resource: resource as BundleEntry['resource'] & object }),
    request: {
      method: method as 'GET',
      url,
      ...(ifMatch === undefined ? {} : { ifMatch: quoted(ifMatch, path) }),
      ...(ifNoneExist === undefined ? {} : { ifNoneExist: condition(ifNoneExist, path) }),
    },
  };
}

/** The router heeds quoted tags only. `*` asks for what an update demands anyway. */
function quoted(ifMatch: unknown, path: string): string {
  if (typeof ifMatch !== 'string') throw refused(400, 'value', 'ifMatch must be text.', path);
  const version = versionOfIfMatch(ifMatch);
  return version === undefined ? '*' : etagOf(version);
}

/**
 * The router takes an empty condition for none, and would create without looking; a question mark
 * within a value would end the condition for it.
 */
function condition(ifNoneExist: unknown, path: string): string {
  if (typeof ifNoneExist === 'string' && ifNoneExist !== '') {
    return ifNoneExist.replace(/^\?/, '').replaceAll('?', '%3F');
  }
  throw refused(400, 'required', 'ifNoneExist needs at least one search parameter.', path);
}

/** Says of an entry what a single request's status and headers say; the router knows few statuses. */
function withStatusAndVersion(entry: BundleEntry): BundleEntry {
  const { resource, response } = entry;
  if (!isOperationOutcome(response?.outcome)) return entry;
  const status = String(statusOf(response.outcome));
  const { versionId, lastUpdated } = resource?.meta ?? {};
  if (resource?.id === undefined || versionId === undefined || lastUpdated === undefined) {
    return { ...entry, response: { ...response, status } };
  }
  const location = `${resource.resourceType}/${resource.id}/_history/${versionId}`;
  const etag = etagOf(versionId);
  return { ...entry, response: { ...response, status, location, etag, lastModified: lastUpdated } };
}
