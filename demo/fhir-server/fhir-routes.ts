import { allOk, created } from '@medplum/core';
import {
  type FhirRepository,
  type FhirRequest,
  type FhirResponse,
  type FhirRouteHandler,
  FhirRouter,
  type RestInteraction,
} from '@medplum/fhir-router';
import { processBundle } from './bundle-processing.ts';
import { versionOfIfMatch } from './etag.ts';
import { readHistoryRequest } from './history.ts';
import { isPlainObject } from './json.ts';
import { refused } from './outcomes.ts';
import { readSearch, type SearchQuery } from './search-request.ts';
import { StandInRepository } from './stand-in-repository.ts';
import { assertResource, assertResourceType } from './validation.ts';

/** What the router offers and this server does not: refused with 405, and not declared. */
const NOT_OFFERED: readonly [method: string, path: string][] = [
  ['GET', ''],
  ['PUT', ':resourceType'],
  ['DELETE', ':resourceType'],
  ['PATCH', ':resourceType'],
  ['PATCH', ':resourceType/:id'],
  ['POST', '$graphql'],
];

type Handler = (
  request: FhirRequest,
  repository: StandInRepository,
  isBundleEntry: boolean,
) => Promise<FhirResponse>;

/**
 * The FhirRouter of `@medplum/fhir-router`, with its lenient routes replaced by strict ones: a
 * search refuses what it does not understand, a delete heeds `If-Match`, history exists for types
 * and for the whole server, and a transaction is one in all its steps.
 */
export function createRoutes(): FhirRouter {
  const router = new FhirRouter();
  const replaced: readonly [
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    Handler,
    RestInteraction,
  ][] = [
    ['POST', '', bundle(router), 'batch'],
    ['GET', ':resourceType', search, 'search-type'],
    ['POST', ':resourceType/_search', searchByPost, 'search-type'],
    ['POST', ':resourceType', create, 'create'],
    ['DELETE', ':resourceType/:id', remove, 'delete'],
    ['GET', ':resourceType/:id/_history', history, 'history-instance'],
    ['GET', ':resourceType/_history', history, 'history-type'],
    ['GET', '_history', history, 'history-system'],
  ];
  dropRoutes(router, [...NOT_OFFERED, ...replaced.map(([m, p]): [string, string] => [m, p])]);
  for (const [method, path, handler, interaction] of replaced) {
    const route: FhirRouteHandler = (request, repository, _router, options) =>
      handler(request, standIn(repository), options?.batch === true);
    router.add(method, path, route, interaction);
  }
  return router;
}

function dropRoutes(router: FhirRouter, dropped: readonly [string, string][]): void {
  const addresses = new Set(dropped.map(([method, path]) => `${method} ${path}`));
  const { routes } = router.router;
  const kept = routes.filter(({ method, path }) => {
    const address = path.map((step) => (step.param === true ? `:${step.value}` : step.value));
    return !addresses.has(`${method} ${address.join('/')}`);
  });
  routes.splice(0, routes.length, ...kept);
}

/** The routes are only ever given the repository that belongs to them. */
function standIn(repository: FhirRepository): StandInRepository {
  if (repository instanceof StandInRepository) return repository;
  throw new TypeError('These routes work on a StandInRepository.');
}

function bundle(router: FhirRouter): Handler {
  return async (request, repository) => [allOk, await processBundle(request, repository, router)];
}

async function search(request: FhirRequest, repository: StandInRepository): Promise<FhirResponse> {
  const found = readSearch(request.params.resourceType ?? '', request.query);
  return [allOk, await repository.search(found)];
}

async function searchByPost(
  request: FhirRequest,
  repository: StandInRepository,
): Promise<FhirResponse> {
  const form: unknown = request.body;
  const query = { ...request.query, ...(isPlainObject(form) ? (form as SearchQuery) : {}) };
  const found = readSearch(request.params.resourceType ?? '', query);
  return [allOk, await repository.search(found)];
}

async function create(
  request: FhirRequest,
  repository: StandInRepository,
  isBundleEntry: boolean,
): Promise<FhirResponse> {
  const type = request.params.resourceType ?? '';
  assertResourceType(type);
  const resource: unknown = request.body;
  assertResource(resource);
  if (resource.resourceType !== type) {
    throw refused(400, 'invalid', `A ${resource.resourceType} cannot be created at /${type}.`);
  }
  // Within a bundle the router has already chosen the id; elsewhere the client's is ignored.
  const options = { assignedId: isBundleEntry };
  const condition = request.headers?.['if-none-exist'];
  if (condition === undefined) return [created, await repository.createResource(resource, options)];
  const asked = readSearch(type, readCondition(String(condition)));
  const answer = await repository.conditionalCreate(resource, asked, options);
  return [answer.outcome, answer.resource];
}

function readCondition(condition: string): SearchQuery {
  const parameters = new URLSearchParams(condition.replace(/^\?/, ''));
  return Object.fromEntries([...parameters.keys()].map((key) => [key, parameters.getAll(key)]));
}

async function remove(request: FhirRequest, repository: StandInRepository): Promise<FhirResponse> {
  const { resourceType = '', id = '' } = request.params;
  assertResourceType(resourceType);
  await repository.deleteResource(
    resourceType,
    id,
    versionOfIfMatch(request.headers?.['if-match']),
  );
  return [allOk];
}

async function history(request: FhirRequest, repository: StandInRepository): Promise<FhirResponse> {
  const { resourceType, id } = request.params;
  return [allOk, await repository.historyOf(readHistoryRequest(request.query), resourceType, id)];
}
