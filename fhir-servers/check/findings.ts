/** What a group of tries is about. */
export type Subject =
  | 'server'
  | 'records'
  | 'creating'
  | 'updating'
  | 'searching'
  | 'paging'
  | 'history'
  | 'bundles'
  | 'references'
  | 'time'
  | 'browser'
  | 'limits'
  | 'hints';

/** Nothing beyond the code. */
type Nothing = Readonly<Record<string, never>>;
interface Status {
  readonly status: number;
}

interface NotTried {
  readonly name: string;
  readonly why: 'no-writing' | 'no-answer' | 'not-found' | 'busy' | 'requests' | 'time';
}

/** What can be found of writing, and the facts of each; the catalogue has the sentences. */
export interface WritingFacts {
  'fhir-version': { readonly fhirVersion: string; readonly software: string };
  'not-r4': { readonly fhirVersion: string };
  'patient-made': Nothing;
  'writing-refused': Status;
  'not-tried': NotTried;
  'needed-not-tried': NotTried;
  'no-answer': { readonly name: string };
  'search-refused': { readonly name: string } & Status;
  'unexpected-answer': { readonly name: string } & Status;

  'records-kept': Nothing;
  'record-refused': { readonly type: string } & Status;
  'record-changed': { readonly type: string };

  'identifier-once': Nothing;
  'identifier-ignored': Nothing;
  'identifier-refused': Status;
  'create-race-one': { readonly atOnce: number; readonly busy: number };
  'create-race-several': { readonly atOnce: number; readonly made: number };
  'create-race-unsettled': { readonly atOnce: number; readonly open: number };
  'tag-once': Nothing;
  'tag-doubled': Nothing;
  'tag-refused': Status;
  'tag-of-another': Nothing;

  'stale-refused': Status;
  'stale-taken': Nothing;
  'stale-refused-otherwise': Status;
  'current-refused': Status;
  'update-race-one': { readonly atOnce: number };
  'update-race-several': { readonly atOnce: number; readonly won: number };
  'update-race-none': { readonly atOnce: number };
  'unguarded-taken': Nothing;
  'unguarded-refused': Status;
  'version-told': { readonly numeric: boolean; readonly etag: boolean };
  'version-missing': Nothing;
  representation: Nothing;
  'no-representation': Nothing;

  batch: Nothing;
  'no-batch': Status;
  'batch-incomplete': Nothing;
  'batch-tag-ignored': Nothing;
  'batched-writes': Nothing;
  'no-batched-writes': Status;
  'batched-writes-untold': Nothing;
  'batched-stale-taken': Nothing;
  'batched-create-doubled': Nothing;
  'transaction-whole': Nothing;
  'transaction-split': Nothing;
  'transaction-stale-taken': Nothing;
  'no-transaction': Status;
  'canary-by-patch-agrees': Nothing;
  'canary-by-patch-differs': Nothing;
  'canary-by-get-agrees': Nothing;
  'canary-by-get-differs': Nothing;
  'transaction-condition': Nothing;
  'transaction-condition-refused': Status;

  'unknown-patient-taken': Nothing;
  'unknown-patient-refused': Status;
  'own-ids-refused': Status;
  'own-ids-taken': Nothing;
}

/** Of reading. */
export interface ReadingFacts {
  'post-search': Nothing;
  'post-search-missing': Status;
  'tag-heeded': Nothing;
  'tag-ignored': Nothing;
  'tag-finds-nothing': Nothing;
  'last-updated-heeded': Nothing;
  'last-updated-ignored': Nothing;
  'last-updated-loses': Nothing;
  'sort-heeded': Nothing;
  'sort-ignored': Nothing;
  'count-heeded': { readonly cap?: number };
  'count-ignored': Nothing;
  'page-cut-unsaid': { readonly given: number };
  'elements-heeded': Nothing;
  'elements-ignored': Nothing;
  'elements-refused': Status;
  'summary-heeded': Nothing;
  'summary-ignored': Nothing;
  'summary-refused': Status;
  'found-at-once': Nothing;
  'search-cached': Nothing;
  'search-lags': { readonly afterMs: number };
  'search-lags-long': { readonly waitedMs: number };
  'identifiers-heeded': Nothing;
  'identifiers-ignored': Nothing;
  'patient-heeded': Nothing;
  'patient-ignored': Nothing;
  'account-history-read': Nothing;
  'account-history-unread': { readonly type: string };

  'paging-complete': { readonly rows: number; readonly pages: number };
  'paging-misses': { readonly rows: number; readonly missed: number };
  'next-links': { readonly form: string };
  'next-elsewhere': Nothing;

  'history-complete': { readonly versions: number; readonly pages: number };
  'history-cut': { readonly versions: number; readonly given: number };
  'no-history': Status;

  'stamps-in-order': { readonly rows: number };
  'stamps-lag': { readonly rows: number; readonly lost: number; readonly lagMs: number };
  'stamps-lag-long': { readonly lost: number; readonly lagMs: number };
  'overlap-loses': { readonly rows: number; readonly lost: number };
  'clock-agrees': { readonly offMs: number };
  'clock-differs': { readonly offMs: number };
  'no-date': Nothing;
  'stamps-near-date': { readonly offMs: number };
  'stamps-off-date': { readonly offMs: number };
  'stamps-far-from-date': { readonly offMs: number };
}

/** Of what lies between a page and the server. */
export interface TrafficFacts {
  'origin-not-said': Nothing;
  'same-origin': Nothing;
  'origin-refused': { readonly origin: string };
  'requests-allowed': { readonly origin: string };
  'headers-refused': { readonly origin: string; readonly headers: readonly string[] };
  'methods-refused': { readonly origin: string; readonly methods: readonly string[] };
  'headers-exposed': Nothing;
  'date-hidden': Nothing;
  'etag-hidden': Nothing;
  'location-hidden': Nothing;
  'retry-after-hidden': Nothing;
  'preflight-kept': { readonly seconds: number };
  'preflight-each-time': Nothing;

  'no-limits-seen': { readonly atOnce: number };
  'limits-announced': { readonly headers: readonly string[] };
  'limit-met': { readonly times: number };
  'limit-without-retry-after': { readonly times: number };

  'binding-token': Nothing;
  'no-binding-token': Status;
  'subscription-refused': Status;
}

export type FindingFacts = WritingFacts & ReadingFacts & TrafficFacts;
export type FindingCode = keyof FindingFacts;

/** What a try found. */
export type Finding = {
  [C in FindingCode]: { readonly code: C; readonly facts: FindingFacts[C] };
}[FindingCode];

/** A finding without facts. */
type PlainCode = {
  [C in FindingCode]: FindingFacts[C] extends Nothing ? C : never;
}[FindingCode];

export function found(code: PlainCode): Finding;
export function found<C extends FindingCode>(code: C, facts: FindingFacts[C]): Finding;
export function found<C extends FindingCode>(code: C, facts?: FindingFacts[C]): Finding {
  return { code, facts: facts ?? {} } as Finding;
}
