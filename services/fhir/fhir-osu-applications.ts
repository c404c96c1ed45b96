import type { Task } from 'fhir/r4';
import { inject, injectable } from 'tsyringe';
import type { OsuApplication } from '../domain/osu/application.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import type {
  HeldApplication,
  OpenApplications,
  OsuApplications,
} from '../ports/osu-applications.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteResult } from '../ports/remote-records.ts';
import { etagOfVersion } from './etag.ts';
import { failed, FhirHttp, type FhirOutcome } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { isManageable } from './manageable.ts';
import {
  applicationOnTask,
  isApplication,
  OPEN_STATUSES,
  taskToApplication,
} from './mapping/osu-application.ts';
import { hasTag, operationOf, type Reading } from './mapping/reading.ts';
import { ResourceSearch } from './resource-search.ts';
import { type SearchEntry } from './search-page.ts';
import { APPLICATION_TAG } from './application-vocabulary.ts';
import { representation } from './representation.ts';

/** More than a practice deals with at a sitting. */
const AT_ONCE = 100;
const PRACTICES_MIXED = rejected({ code: 'practices-mixed' });
const NOT_OURS = rejected({ code: 'something-else-held' });
const NO_VERSION = rejected({ code: 'version-not-told' });

/** {@link OsuApplications} on any FHIR R4 server: Tasks found by a tag of their own. */
@injectable()
export class FhirOsuApplications implements OsuApplications {
  private readonly http: FhirHttp;
  private readonly search: ResourceSearch;

  constructor(
    @inject(REMOTE_ACCESS) private readonly access: RemoteAccess,
    @inject(CLOCK) clock: Clock,
  ) {
    this.http = new FhirHttp(access, clock);
    this.search = new ResourceSearch(this.http);
  }

  async open(): Promise<RemoteResult<OpenApplications>> {
    const { practiceId } = this.access;
    const query = new URLSearchParams({
      _tag: `${APPLICATION_TAG}|${practiceId}`,
      status: OPEN_STATUSES.join(','),
      _sort: '_lastUpdated',
      _count: String(AT_ONCE),
    });
    const page = await this.search.page('Task', query, undefined);
    if (!page.ok) return page;
    const { entries, hasMore } = page.value;
    if (!entries.every(({ resource }) => hasTag(resource, APPLICATION_TAG, practiceId))) {
      return { ok: false, failure: PRACTICES_MIXED };
    }
    const ours = entries.filter(({ resource }) => isApplication(resource, practiceId));
    const readings = ours.map((entry) => this.held(entry));
    const applications = readings.flatMap((each) => (each.ok ? [each.body] : []));
    const unreadable = readings.length - applications.length;
    return { ok: true, value: { applications: inOrder(applications), hasMore, unreadable } };
  }

  async read({ version }: HeldApplication): Promise<RemoteResult<HeldApplication>> {
    return this.given(await this.http.send({ method: 'GET', path: pathOf(version.id) }));
  }

  async update(
    { version }: HeldApplication,
    body: OsuApplication,
    operationId: string,
  ): Promise<RemoteResult<HeldApplication>> {
    // A Task of the server's, read as an application before.
    const base = version.resource as Task;
    const answer = await this.http.send({
      method: 'PUT',
      path: pathOf(version.id),
      ifMatch: etagOfVersion(version.versionId),
      body: { ...applicationOnTask(body, operationId, base), id: version.id },
    });
    const isBare = answer.ok && representation(answer.value) === undefined;
    return isBare ? this.read({ body, version }) : this.given(answer);
  }

  private given(answer: FhirOutcome): RemoteResult<HeldApplication> {
    if (!answer.ok) return failed(answer);
    const entry = representation(answer.value);
    if (entry === undefined) return { ok: false, failure: NO_VERSION };
    if (!isApplication(entry.resource, this.access.practiceId)) {
      return { ok: false, failure: NOT_OURS };
    }
    const reading = this.held(entry);
    return reading.ok
      ? { ok: true, value: reading.body }
      : {
          ok: false,
          failure: rejected({ code: 'version-unreadable', fields: reading.fields }),
        };
  }

  private held({ resource, lacks, ...version }: SearchEntry): Reading<HeldApplication> {
    if (lacks !== undefined) return { ok: false, fields: lacks };
    if (!isManageable(resource)) return { ok: false, fields: ['content'] };
    const reading = taskToApplication(resource, this.access.practiceId);
    if (!reading.ok) return reading;
    const operationId = operationOf(resource);
    const held = { body: reading.body, version: { ...version, resource } };
    return { ok: true, body: { ...held, ...(operationId !== undefined && { operationId }) } };
  }
}

function pathOf(id: string): string {
  return `Task/${encodeURIComponent(id)}`;
}

function inOrder(applications: readonly HeldApplication[]): readonly HeldApplication[] {
  return [...applications].sort((one, other) =>
    one.body.appliedAt < other.body.appliedAt ? -1 : 1,
  );
}
