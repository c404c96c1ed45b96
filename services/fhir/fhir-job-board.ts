import { inject, injectable } from 'tsyringe';
import type { Job } from '../domain/jobs/job.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import type { JobBoard, PostedJob } from '../ports/job-board.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteResult } from '../ports/remote-records.ts';
import { etagOfVersion } from './etag.ts';
import { failed, FhirHttp } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { isJob, jobToTask, taskToJob, UNFINISHED_STATUSES } from './mapping/job.ts';
import { hasTag } from './mapping/reading.ts';
import { ResourceSearch } from './resource-search.ts';
import type { SearchEntry } from './search-page.ts';
import { JOB_ID, JOB_TAG } from './job-vocabulary.ts';

/** More than go on in a practice at a time. */
const AT_ONCE = 50;
const PRACTICES_MIXED = rejected({ code: 'practices-mixed' });

/** {@link JobBoard} on any FHIR R4 server: a Task a job, found by a tag of its own. */
@injectable()
export class FhirJobBoard implements JobBoard {
  private readonly http: FhirHttp;
  private readonly search: ResourceSearch;

  constructor(
    @inject(REMOTE_ACCESS) private readonly access: RemoteAccess,
    @inject(CLOCK) clock: Clock,
  ) {
    this.http = new FhirHttp(access, clock);
    this.search = new ResourceSearch(this.http);
  }

  async tell(job: Job): Promise<RemoteResult<void>> {
    const task = jobToTask(job);
    const identifier = `${JOB_ID}|${job.id}`;
    const found = await this.found(new URLSearchParams({ identifier }));
    if (!found.ok) return found;
    const [held] = found.value;
    const ifNoneExist = `identifier=${encodeURIComponent(identifier)}`;
    const answer = await this.http.send(
      held === undefined
        ? { method: 'POST', path: 'Task', ifNoneExist, body: task }
        : {
            method: 'PUT',
            path: `Task/${encodeURIComponent(held.id)}`,
            ifMatch: etagOfVersion(held.versionId),
            body: { ...task, id: held.id },
          },
    );
    return answer.ok ? { ok: true, value: undefined } : failed(answer);
  }

  async unfinished(): Promise<RemoteResult<readonly PostedJob[]>> {
    const { practiceId } = this.access;
    const query = new URLSearchParams({
      status: UNFINISHED_STATUSES.join(','),
      _sort: '-_lastUpdated',
      _count: String(AT_ONCE),
    });
    const found = await this.found(query);
    if (!found.ok) return found;
    const jobs = found.value.flatMap(
      ({ resource, lastUpdated }) => taskToJob(resource, practiceId, lastUpdated) ?? [],
    );
    return { ok: true, value: jobs };
  }

  private async found(query: URLSearchParams): Promise<RemoteResult<readonly SearchEntry[]>> {
    const { practiceId } = this.access;
    query.set('_tag', `${JOB_TAG}|${practiceId}`);
    const page = await this.search.page('Task', query, undefined);
    if (!page.ok) return page;
    const { entries } = page.value;
    if (!entries.every(({ resource }) => hasTag(resource, JOB_TAG, practiceId))) {
      return { ok: false, failure: PRACTICES_MIXED };
    }
    const readable = entries.filter(
      ({ resource, lacks }) => lacks === undefined && isJob(resource, practiceId),
    );
    return { ok: true, value: readable };
  }
}
