import { inject, injectable } from 'tsyringe';
import { inOrder, type HistoryRow } from '../domain/history/history-row.ts';
import type { Instant } from '../domain/records.ts';
import type { AccountHistory, HistoryPage, HistoryQuery } from '../ports/account-history.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteResult } from '../ports/remote-records.ts';
import { FhirHttp } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { isManageable } from './manageable.ts';
import {
  HISTORY_TYPES,
  isAbout,
  isOfHistory,
  recordedAt,
  resourceToHistory,
} from './mapping/history.ts';
import type { Json } from './mapping/reading.ts';
import { ResourceSearch } from './resource-search.ts';
import type { SearchPage } from './search-page.ts';
import { PRACTICE_TAG } from './vocabulary.ts';

type HistoryType = (typeof HISTORY_TYPES)[number];

/** Entries asked for of each type at once, and at most where so many are of one moment. */
const A_PAGE = 100;
const AT_MOST = 1000;

const PATIENTS_MIXED = rejected({ code: 'patients-mixed' });
/** Not in the order, or not of the time, that was asked for. */
const NOT_AS_ASKED = rejected({ code: 'search-not-answered' });

/** What a type has of the stretch asked for. */
interface Found {
  readonly resources: readonly Json[];
  /** There may be more, from this moment back. */
  readonly until?: Instant;
  /** All that was given is of that one moment, and there is more of it. */
  readonly isStuck?: true;
}

/**
 * {@link AccountHistory} on any FHIR R4 server, by searches of Provenance and AuditEvent for the practice's tag, the
 * patient and the time, newest first.
 */
@injectable()
export class FhirAccountHistory implements AccountHistory {
  readonly workstation: string;
  private readonly search: ResourceSearch;

  constructor(
    @inject(REMOTE_ACCESS) private readonly access: RemoteAccess,
    @inject(CLOCK) clock: Clock,
  ) {
    this.workstation = access.workstation;
    this.search = new ResourceSearch(new FhirHttp(access, clock));
  }

  async page(query: HistoryQuery, signal?: AbortSignal): Promise<RemoteResult<HistoryPage>> {
    const given = await Promise.all(
      HISTORY_TYPES.map((type) => this.ofType(type, query, A_PAGE, signal)),
    );
    const failed = given.find((each) => !each.ok);
    if (failed?.ok === false) return failed;
    return { ok: true, value: together(given.flatMap((each) => (each.ok ? [each.value] : []))) };
  }

  private async ofType(
    type: HistoryType,
    query: HistoryQuery,
    count: number,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<Found>> {
    const asked = asking(type, this.access.practiceId, query, count);
    const page = await this.search.ofPractice(
      { type: type.type, practiceId: this.access.practiceId, query: asked },
      signal,
    );
    if (!page.ok) return page;
    const resources = page.value.entries.map(({ resource }) => resource);
    if (!resources.every((resource) => isAbout(resource, query.patientRef))) {
      return { ok: false, failure: PATIENTS_MIXED };
    }
    if (!isAsAsked(resources, query)) return { ok: false, failure: NOT_AS_ASKED };
    const found = foundIn(page.value, query);
    // More of one moment than a page holds: all of them at once.
    const mayAskForMore = found.isStuck === true && count < AT_MOST;
    return mayAskForMore ? this.ofType(type, query, AT_MOST, signal) : { ok: true, value: found };
  }
}

function asking(
  { patient, time }: HistoryType,
  practiceId: string,
  { patientRef, from, upTo }: HistoryQuery,
  count: number,
): URLSearchParams {
  const asked = new URLSearchParams({
    _tag: `${PRACTICE_TAG}|${practiceId}`,
    [patient]: `Patient/${patientRef}`,
    _sort: `-${time}`,
    _count: String(count),
  });
  if (from !== undefined) asked.append(time, `ge${from}`);
  if (upTo !== undefined) asked.append(time, `le${upTo}`);
  return asked;
}

function timesOf(resources: readonly Json[]): readonly Instant[] {
  return resources.flatMap((resource) => recordedAt(resource) ?? []);
}

/** A server that passes over what it does not know gives what would look like the whole of it, and is not. */
function isAsAsked(resources: readonly Json[], { from, upTo }: HistoryQuery): boolean {
  const times = timesOf(resources);
  return times.every(
    (time, place) =>
      (from === undefined || time >= from) &&
      (upTo === undefined || time <= upTo) &&
      (place === 0 || time <= (times[place - 1] ?? time)),
  );
}

function foundIn({ entries, hasMore }: SearchPage, { upTo }: HistoryQuery): Found {
  const resources = entries.map(({ resource }) => resource);
  if (!hasMore) return { resources };
  const times = timesOf(resources);
  const until = times.at(-1);
  if (until === undefined) return { resources };
  const isStuck = until === (upTo ?? times[0]);
  return { resources, until, ...(isStuck && { isStuck }) };
}

/** Both types as far back as each of them reaches: beyond that there might be gaps. */
function together(found: readonly Found[]): HistoryPage {
  const until = found
    .flatMap((each) => each.until ?? [])
    .sort()
    .at(-1);
  const ours = found.flatMap(({ resources }) => resources).filter(isOfHistory);
  const readable = ours.flatMap((resource) => rowOf(resource) ?? []);
  const isStuck = found.some((each) => each.isStuck === true && each.until === until);
  const next = until !== undefined && isStuck ? momentBefore(until) : until;
  return {
    rows: inOrder(readable.filter(({ at }) => until === undefined || at >= until)),
    unreadable: ours.filter((resource) => rowOf(resource) === undefined).map(serverId),
    ...(next !== undefined && { next }),
    ...(isStuck && { incomplete: { code: 'too-many-to-answer' } as const }),
  };
}

function rowOf(resource: Json): HistoryRow | undefined {
  return isManageable(resource) ? resourceToHistory(resource) : undefined;
}

function serverId({ resourceType, id }: Json): string {
  return `${String(resourceType)}/${String(id)}`;
}

function momentBefore(instant: Instant): Instant {
  return new Date(Date.parse(instant) - 1).toISOString();
}
