import { inject, injectable } from 'tsyringe';
import type { ServerFinding } from '../domain/practice/server-findings.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import type { FoundAtServer, ServerIdentity, ServerLook } from '../ports/server-look.ts';
import { BatchSearch } from './batch-search.ts';
import { FhirHttp, type FhirAnswer, type FhirOutcome, type FhirRequest } from './fhir-http.ts';
import { NOT_OFFERED } from './instance-history.ts';
import { object, objects, text, type Json } from './mapping/reading.ts';
import { followed, ownBasePath, pageLink } from './page-link.ts';
import { isOfAnotherOrigin } from './page-writes.ts';
import { ResourceSearch } from './resource-search.ts';
import { saidOf } from './said-of-server.ts';
import { searchPage, type SearchEntry } from './search-page.ts';
import { CLOCKS_APART_MS, givesOlder, isInOrder, isR4 } from './server-rules.ts';
import { PRACTICE_TAG } from './vocabulary.ts';

/** As a pull asks for. */
const PAGE_SIZE = 250;
const FEW = 20;
/** Whole statements are of megabytes on some servers: only what is read of them. */
const OF_STATEMENT = {
  identity: 'software,fhirVersion',
  capabilities:
    'fhirVersion,rest.mode,rest.interaction,rest.resource.type,rest.resource.conditionalCreate,rest.resource.versioning',
} as const;
const AN_HOUR_MS = 3_600_000;
const LONGEST_NAME = 80;
const VERSION = /^[\w.-]{1,20}$/;
/** What a page of another origin must be let send to store anything; the rest a pull has sent by now. */
const WRITING_HEADERS = [
  ['If-None-Exist', { ifNoneExist: 'identifier=nobody' }],
  ['If-Match', { ifMatch: 'W/"1"' }],
] as const;

/** The look is given up: the server is away, busy, or lets nobody in. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';

  constructor(readonly failure: RemoteFailure) {
    super();
  }
}

/** An answer to a search, and what in it can be told apart. */
interface Found {
  readonly answer: FhirAnswer;
  readonly entries: readonly SearchEntry[];
}

type Tried = Promise<readonly ServerFinding[]>;

/**
 * Looks at a FHIR server without writing anything: what it says of itself, and what becomes of reading. Of records it
 * asks for the practice's alone. What a server refuses for other reasons is left open.
 */
@injectable()
export class FhirServerLook implements ServerLook {
  private readonly http: FhirHttp;
  private readonly search: ResourceSearch;

  constructor(
    @inject(REMOTE_ACCESS) private readonly access: RemoteAccess,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.http = new FhirHttp(access, clock);
    this.search = new ResourceSearch(this.http);
  }

  identity(signal?: AbortSignal): Promise<RemoteResult<ServerIdentity>> {
    return orGivenUp(async () => {
      const statement = await this.statement(OF_STATEMENT.identity, signal);
      const { name, version } = object(statement.software);
      const [software, own, fhirVersion] = [name, version, statement.fhirVersion].map(shortText);
      return {
        baseUrl: this.access.baseUrl,
        ...(software !== undefined && { software }),
        ...(own !== undefined && { version: own }),
        ...(fhirVersion !== undefined && { fhirVersion }),
      };
    });
  }

  findings(signal?: AbortSignal): Promise<RemoteResult<FoundAtServer>> {
    return orGivenUp(async () => {
      const statement = await this.statement(OF_STATEMENT.capabilities, signal);
      const newest = await this.newest(signal);
      const record = newest.entries[0];
      const findings = [
        ...versionFindings(statement),
        ...saidOf(statement),
        ...(await this.headers(signal)),
        ...newest.findings,
        ...(await this.times(signal)),
        ...(await this.pages(signal)),
        ...(record === undefined ? [] : await this.history(record, signal)),
        ...(await this.batch(signal)),
        ...this.clocks(),
      ];
      return { findings, isWhole: record !== undefined };
    });
  }

  /** What the server says of itself; empty where it says nothing. */
  private async statement(elements: string, signal: AbortSignal | undefined): Promise<Json> {
    const path = 'metadata';
    const part = await this.ask({ method: 'GET', path: `${path}?_elements=${elements}` }, signal);
    const { answer } = part.answer ? part : await this.ask({ method: 'GET', path }, signal);
    const body = object(answer?.body);
    return body.resourceType === 'CapabilityStatement' ? body : {};
  }

  /** The practice's newest accounts: few at a time, in order, and of some elements only. */
  private async newest(signal: AbortSignal | undefined): Promise<{
    readonly entries: readonly SearchEntry[];
    readonly findings: readonly ServerFinding[];
  }> {
    const query = { _sort: '-_lastUpdated', _count: String(FEW) };
    const lean = await this.find({ ...query, _elements: 'meta,identifier' }, signal);
    const found = lean.found ?? (await this.find(query, signal)).found;
    const entries = found?.entries ?? [];
    const isDated = found === undefined || found.answer.date !== undefined;
    const oldest = await this.find({ _sort: '_lastUpdated', _count: String(FEW) }, signal);
    const stamps = oldest.found?.entries.map(({ lastUpdated }) => lastUpdated) ?? [];
    const fromNewest = entries.map(({ lastUpdated }) => lastUpdated);
    // Whoever does not sort may give them in order all the same, but not in both.
    const isSorted = isInOrder(stamps) && isInOrder(fromNewest.toReversed());
    return {
      entries,
      findings: [
        ...(lean.status !== undefined && found !== undefined
          ? [{ code: 'elements-refused', status: lean.status } as const]
          : []),
        ...(isSorted ? [] : [{ code: 'sort-ignored' } as const]),
        ...(entries.length > FEW ? [{ code: 'count-ignored' } as const] : []),
        ...(isDated ? [] : [{ code: 'no-date' } as const]),
      ],
    };
  }

  private async times(signal: AbortSignal | undefined): Tried {
    const from = new Date(this.clock.now() + AN_HOUR_MS).toISOString();
    const later = await this.find({ _lastUpdated: `ge${from}`, _count: '5' }, signal);
    const stamps = later.found?.entries.map(({ lastUpdated }) => lastUpdated) ?? [];
    return givesOlder(stamps, from) ? [{ code: 'last-updated-ignored' }] : [];
  }

  /** Fewer than were asked for means that there are no more, unless a link says so. */
  private async pages(signal: AbortSignal | undefined): Tried {
    const counted = await this.find({ _summary: 'count' }, signal);
    const { total } = object(counted.found?.answer.body);
    if (typeof total !== 'number') return [];
    const page = await this.find({ _count: String(PAGE_SIZE), _elements: 'meta' }, signal);
    if (page.found === undefined) return [];
    const given = page.found.entries.length;
    const isCut = given < Math.min(total, PAGE_SIZE);
    const isSaid = pageLink(page.found.answer.body, 'next') !== undefined;
    return isCut && !isSaid ? [{ code: 'page-cut-unsaid', given }] : [];
  }

  private async history({ id }: SearchEntry, signal: AbortSignal | undefined): Tried {
    const instance = `Person/${id}`;
    const path = `${instance}/_history?_count=1`;
    const { answer, status } = await this.ask({ method: 'GET', path }, signal);
    if (status !== undefined)
      return NOT_OFFERED.has(status) ? [{ code: 'no-history', status }] : [];
    const { total, entry } = object(answer.body);
    const next = pageLink(answer.body, 'next');
    if (next === undefined) {
      const isCut = typeof total === 'number' && total > objects(entry).length;
      return isCut ? [{ code: 'history-cut' }] : [];
    }
    const ownPath = ownBasePath(answer.body, instance);
    const isOurs = followed(next, this.http.baseUrl, ownPath) !== undefined;
    return isOurs ? [] : [{ code: 'next-elsewhere' }];
  }

  private async batch(signal: AbortSignal | undefined): Tried {
    const query = { count: 1 };
    const searches = ['Person', 'Task'].map((type) => ({ type, query }));
    const batch = new BatchSearch(this.http, this.clock);
    const given = await batch.search(searches, this.access.practiceId, signal);
    if (!given.ok) throw new GivenUp(given.failure);
    const isWhole = given.value.length > 0 && given.value.every((page) => page !== undefined);
    return isWhole ? [] : [{ code: 'no-batch' }];
  }

  /** The browser asks the server before it sends them, with reading as well, which leaves everything as it is. */
  private async headers(signal: AbortSignal | undefined): Tried {
    if (!isOfAnotherOrigin(this.http)) return [];
    const nothing = { method: 'GET', path: 'Person/nobody' } as const;
    const refused: string[] = [];
    for (const [header, sent] of WRITING_HEADERS) {
      const outcome = await this.http.send({ ...nothing, ...sent }, signal);
      if (outcome.ok || outcome.isSilence !== true) continue;
      // It may be an outage: then this one gets no answer either.
      await this.ask(nothing, signal);
      refused.push(header);
    }
    return refused.length === 0 ? [] : [{ code: 'headers-refused', headers: refused }];
  }

  private clocks(): readonly ServerFinding[] {
    const off = this.clock.ownLead();
    if (Math.abs(off) <= CLOCKS_APART_MS) return [];
    return [{ code: 'clock-differs', seconds: Math.round(off / 1000) }];
  }

  /** The practice's accounts that fit, or the status by which that was refused. */
  private async find(
    query: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly found?: Found; readonly status?: number }> {
    const _tag = `${PRACTICE_TAG}|${this.access.practiceId}`;
    const asked = new URLSearchParams({ _tag, ...query });
    const { answer, status } = outcomeOf(await this.search.search('Person', asked, signal));
    if (answer === undefined) return { status };
    const page = searchPage(answer, 'Person');
    return page === undefined ? {} : { found: { answer, entries: page.entries } };
  }

  private async ask(request: FhirRequest, signal: AbortSignal | undefined): Promise<Asked> {
    return outcomeOf(await this.http.send(request, signal));
  }
}

type Asked =
  | { readonly answer: FhirAnswer; readonly status?: undefined }
  | { readonly answer?: undefined; readonly status: number };

/** An answer, or the status of a refusal, which says something of the server; nothing else does. */
function outcomeOf(outcome: FhirOutcome): Asked {
  if (outcome.ok) return { answer: outcome.value };
  const { failure, status } = outcome;
  const isRefusal = failure.kind === 'rejected' || failure.kind === 'conflict' || status === 501;
  if (status === undefined || !isRefusal) throw new GivenUp(failure);
  return { status };
}

async function orGivenUp<T>(look: () => Promise<T>): Promise<RemoteResult<T>> {
  try {
    return { ok: true, value: await look() };
  } catch (error) {
    if (error instanceof GivenUp) return { ok: false, failure: error.failure };
    throw error;
  }
}

function versionFindings({ fhirVersion }: Json): readonly ServerFinding[] {
  const said = text(fhirVersion);
  if (said === undefined || isR4(said)) return [];
  return [{ code: 'not-r4', fhirVersion: VERSION.test(said) ? said : '?' }];
}

/** Names of servers are kept and shown: no longer than names are. */
function shortText(value: unknown): string | undefined {
  return text(value)?.slice(0, LONGEST_NAME);
}
