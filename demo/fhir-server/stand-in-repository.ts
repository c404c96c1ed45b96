import { allOk, created, generateId, type SearchRequest, type WithId } from '@medplum/core';
import {
  type CreateResourceOptions,
  FhirRepository,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Reference, Resource } from '@medplum/fhirtypes';
import { type HistoryRequest, historyPage } from './history.ts';
import { refused } from './outcomes.ts';
import { ALL_RIGHTS, type RecordRights, type RecordWrite } from './record-rights.ts';
import { DEFAULT_COUNT, searchPage } from './paging.ts';
import { type ResourceStore, type VersionReader, type WriteUnit } from './resource-store.ts';
import { findResources } from './search.ts';
import { admitted } from './subscription-rules.ts';
import { assertResource, assertResourceType } from './validation.ts';
import { isLive, type LiveVersion, type Version } from './version.ts';

export interface StandInRepositoryOptions {
  readonly store: ResourceStore;
  /** Address that links in answers begin with, without a slash at the end. */
  readonly baseUrl: string;
  /** The most entries on one page. */
  readonly maxCount: number;
  /** Which versions a client's search sees yet; reading by id and conditional creates see all. */
  readonly isSearchable?: (version: Version) => boolean;
  /** What whoever asks may see and write; default: everything. */
  readonly rights?: RecordRights;
  /** How often Subscriptions are to be heard of, in seconds, whatever is asked for; 0 = as asked for. */
  readonly heartbeatSeconds?: number;
}

/**
 * What the router works on: one instance a request over the shared store. A stand-in for a real
 * FHIR server's repository, made for demonstrations and tests: it keeps everything in memory.
 * Expected failures are thrown as outcomes, which is how the router wants
 * them.
 */
export class StandInRepository extends FhirRepository<WriteUnit> {
  readonly #store: ResourceStore;
  readonly #baseUrl: string;
  readonly #maxCount: number;
  readonly #isSearchable: (version: Version) => boolean;
  readonly #rights: RecordRights;
  readonly #heartbeatSeconds: number;
  /** The transaction this request is in, if it is in one. */
  #unit: WriteUnit | undefined;

  constructor(options: StandInRepositoryOptions) {
    super();
    this.#store = options.store;
    this.#baseUrl = options.baseUrl;
    this.#maxCount = options.maxCount;
    this.#isSearchable = options.isSearchable ?? (() => true);
    this.#rights = options.rights ?? ALL_RIGHTS;
    this.#heartbeatSeconds = options.heartbeatSeconds ?? 0;
  }

  /** There is one store for reading and writing. */
  setMode(): void {
    return;
  }

  generateId(): string {
    return generateId();
  }

  /** An id in the resource counts only where the router chose it. */
  async createResource<T extends Resource>(
    resource: T,
    options?: CreateResourceOptions,
  ): Promise<WithId<T>> {
    assertResource(resource);
    this.#refuseForbidden({ after: resource });
    const kept = admitted(resource, this.#heartbeatSeconds);
    const id = (options?.assignedId === true ? resource.id : undefined) ?? this.generateId();
    return this.#write((unit) => {
      if (unit.versionsOf(resource.resourceType, id).length > 0) {
        throw refused(409, 'duplicate', `${resource.resourceType}/${id} exists already.`);
      }
      return unit.put(kept, id);
    });
  }

  /** Only what exists is updated: clients do not choose ids (`updateCreate` is false). */
  async updateResource<T extends Resource>(
    resource: T,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    assertResource(resource);
    const kept = admitted(resource, this.#heartbeatSeconds);
    const id = resource.id ?? '';
    return this.#write((unit) => {
      const current = this.#currentVersion(unit, resource.resourceType, id);
      this.#refuseForbidden({ before: current.resource, after: resource });
      checkVersion(current, options?.ifMatch);
      return unit.put(kept, id);
    });
  }

  /** Deleting what is deleted already changes nothing and is no failure. */
  async deleteResource(resourceType: string, id: string, ifMatch?: string): Promise<void> {
    await this.#write((unit) => {
      const newest = this.#versionsOf(unit, resourceType, id).at(-1);
      if (newest === undefined) throw notThere(resourceType, id);
      if (!isLive(newest)) return;
      this.#refuseForbidden({ before: newest.resource });
      checkVersion(newest, ifMatch);
      unit.delete(resourceType, id);
    });
  }

  patchResource(): Promise<never> {
    return Promise.reject(refused(405, 'not-supported', 'PATCH is not offered; PUT the resource.'));
  }

  /**
   * Finds the one resource that meets the condition or creates it, without a gap between looking
   * and creating.
   * @throws an outcome of status 412 when several meet it, 400 when there is no condition.
   */
  override async conditionalCreate<T extends Resource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    if (search.filters === undefined || search.filters.length === 0) {
      throw refused(400, 'required', 'If-None-Exist needs at least one search parameter.');
    }
    return this.withTransaction(async (unit) => {
      const [match, another] = this.#find(unit, search);
      if (another !== undefined) {
        throw refused(412, 'multiple-matches', 'Several resources meet the condition.');
      }
      if (match !== undefined) return { resource: match, outcome: allOk };
      return { resource: await this.createResource(resource, options), outcome: created };
    });
  }

  readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return settle(() => {
      assertResourceType(resourceType);
      return this.#currentVersion(this.#reader, resourceType, id).resource as WithId<T>;
    });
  }

  readVersion<T extends Resource>(
    resourceType: string,
    id: string,
    versionId: string,
  ): Promise<WithId<T>> {
    return settle(() => {
      assertResourceType(resourceType);
      const versions = this.#versionsOf(this.#reader, resourceType, id);
      const version = versions.find((one) => one.versionId === versionId);
      if (version === undefined) throw notThere(resourceType, `${id}/_history/${versionId}`);
      if (!isLive(version)) throw gone(version);
      return version.resource as WithId<T>;
    });
  }

  readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [resourceType = '', id = '', ...rest] = (reference.reference ?? '').split('/');
    if (rest.length > 0) return Promise.reject(refused(400, 'invalid', 'Not a local reference.'));
    return this.readResource<T>(resourceType, id);
  }

  readReferences<T extends Resource>(
    references: readonly Reference<T>[],
  ): Promise<(WithId<T> | Error)[]> {
    return Promise.all(
      references.map((reference) =>
        this.readReference<T>(reference).catch((error: unknown) => {
          if (error instanceof Error) return error;
          throw error;
        }),
      ),
    );
  }

  readHistory<T extends Resource>(
    resourceType: string,
    id: string,
    options?: { offset?: number; limit?: number },
  ): Promise<Bundle<WithId<T>>> {
    const page = { offset: options?.offset ?? 0, count: options?.limit ?? DEFAULT_COUNT };
    return this.historyOf(page, resourceType, id) as Promise<Bundle<WithId<T>>>;
  }

  /** History of one resource, of a type, or of everything; newest first, deletions included. */
  historyOf(request: HistoryRequest, resourceType?: string, id?: string): Promise<Bundle> {
    return settle(() => {
      if (resourceType !== undefined) assertResourceType(resourceType);
      const versions = this.#committedVersions(resourceType, id);
      const address = [this.#baseUrl, resourceType, id, '_history'].filter((p) => p !== undefined);
      return historyPage(versions, request, this.#maxCount, this.#baseUrl, address.join('/'));
    });
  }

  search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    return settle(() => {
      const found = this.#find(this.#reader, request, this.#isSearchable);
      return searchPage(found, request, this.#baseUrl, this.#maxCount);
    });
  }

  /** The router looks up conditions with this: it must see what clients' searches may not yet. */
  override searchResources<T extends Resource>(request: SearchRequest<T>): Promise<WithId<T>[]> {
    return settle(() => this.#find(this.#reader, request));
  }

  async searchByReference<T extends Resource>(
    request: SearchRequest<T>,
    referenceField: string,
    references: string[],
  ): Promise<Record<string, WithId<T>[]>> {
    const found: Record<string, WithId<T>[]> = {};
    for (const value of references) {
      const filter = { code: referenceField, operator: 'eq' as const, value };
      const filters = [...(request.filters ?? []), filter];
      found[value] = await this.searchResources({ ...request, filters });
    }
    return found;
  }

  /** Within a transaction already, a further one is a part of it: they commit or fail together. */
  withTransaction<T>(callback: (unit: WriteUnit) => Promise<T>): Promise<T> {
    if (this.#unit !== undefined) return callback(this.#unit);
    return this.#store.transact(async (unit) => {
      this.#unit = unit;
      try {
        return await callback(unit);
      } finally {
        this.#unit = undefined;
      }
    });
  }

  get #reader(): VersionReader {
    return this.#unit ?? this.#store;
  }

  #write<T>(work: (unit: WriteUnit) => T): Promise<T> {
    const unit = this.#unit;
    return unit === undefined ? this.#store.transact(work) : settle(() => work(unit));
  }

  /** What a search finds of what may be seen. */
  #find<T extends Resource>(
    reader: VersionReader,
    request: SearchRequest<T>,
    counts?: (version: Version) => boolean,
  ): WithId<T>[] {
    const found = findResources(reader, request, counts) as WithId<T>[];
    return found.filter((resource) => this.#rights.sees(resource));
  }

  /** All versions of a resource; none where it may not be seen as it is now, or was when it was deleted. */
  #versionsOf(reader: VersionReader, resourceType: string, id: string): readonly Version[] {
    const versions = reader.versionsOf(resourceType, id);
    const last = versions.findLast(isLive);
    return last !== undefined && this.#rights.sees(last.resource) ? versions : [];
  }

  #currentVersion(reader: VersionReader, resourceType: string, id: string): LiveVersion {
    const newest = this.#versionsOf(reader, resourceType, id).at(-1);
    if (newest === undefined) throw notThere(resourceType, id);
    if (!isLive(newest)) throw gone(newest);
    return newest;
  }

  #refuseForbidden(write: RecordWrite): void {
    const reason = this.#rights.whyNotWrite(write);
    if (reason !== undefined) throw refused(403, 'forbidden', reason);
  }

  #committedVersions(resourceType?: string, id?: string): readonly Version[] {
    if (id === undefined) {
      return this.#store.log.filter(
        (version) =>
          version.resourceType === (resourceType ?? version.resourceType) &&
          this.#versionsOf(this.#store, version.resourceType, version.id).length > 0,
      );
    }
    const versions = this.#versionsOf(this.#reader, resourceType ?? '', id);
    if (versions.length === 0) throw notThere(resourceType ?? '', id);
    return versions;
  }
}

/** Turns what a synchronous step throws into a rejection. */
async function settle<T>(step: () => T | Promise<T>): Promise<T> {
  return step();
}

function checkVersion(current: Version, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== current.versionId) {
    throw refused(
      412,
      'conflict',
      `${current.resourceType}/${current.id} is at version ${current.versionId}, not ${ifMatch}.`,
    );
  }
}

function notThere(resourceType: string, id: string): Error {
  return refused(404, 'not-found', `There is no ${resourceType}/${id}.`);
}

function gone(version: Version): Error {
  return refused(410, 'deleted', `${version.resourceType}/${version.id} has been deleted.`);
}
