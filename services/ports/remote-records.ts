import type { InjectionToken } from 'tsyringe';
import type { Instant, RecordKind, SharedRecords } from '../domain/records.ts';
import type { ExchangeReason, RecordField } from '../domain/unsent-work/reasons.ts';

/** A resource as the server last gave it. */
export interface ServerVersion {
  /** Logical id on the server. */
  readonly id: string;
  readonly versionId: string;
  readonly lastUpdated: Instant;
  /**
   * The whole resource where it says more than the record does: an update keeps what we do not understand. Absent where
   * the record alone makes the same resource again. Opaque to everyone but the FHIR room.
   */
  readonly resource?: unknown;
}

export type RemoteRecord<K extends RecordKind = RecordKind> = {
  [P in K]: {
    readonly kind: P;
    readonly body: SharedRecords[P];
    readonly version: ServerVersion;
    /** Outbox entry whose change this version carries, if it was made by this product. */
    readonly operationId?: string;
  };
}[K];

/**
 * What comes with records of a kind: the practice's settings are the same type of resource as identity checks, so that
 * looking for changes takes no further search.
 */
export type GivenAs<K extends RecordKind> = K extends 'identity-check'
  ? K | 'practice-settings'
  : K;

/** Why an exchange did not give what was asked. */
export type RemoteFailure =
  /** Never reached the server, was not let by it or got no token, or the answer was lost: the outcome is unknown. */
  | { readonly kind: 'unreachable'; readonly reason: ExchangeReason }
  /** The server refused even a fresh token. */
  | { readonly kind: 'unauthorised' }
  /** 429, 5xx: try later; `retryAfterMs` when the server said so. */
  | { readonly kind: 'busy'; readonly reason: ExchangeReason; readonly retryAfterMs?: number }
  /** 409 or 412: the server's version is not the one we built on. */
  | { readonly kind: 'conflict'; readonly reason: ExchangeReason }
  /** Any other 4xx, or an answer that makes no sense: a person must look. */
  | {
      readonly kind: 'rejected';
      readonly reason: ExchangeReason;
      /** 403: this person may not; the content is not at fault. */
      readonly notPermitted?: true;
    };

export type RemoteResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: RemoteFailure };

/** `unknown` where the server shows no history, or not far enough back. */
export type HasOperation = 'yes' | 'no' | 'unknown';

/**
 * Where to look for changes of a kind: at or after `from`, at most `count` of them. With a count of 0 the server is asked
 * only how many there are (`total`).
 */
export interface ChangesQuery {
  readonly from?: Instant;
  readonly count: number;
}

/** Of one of the kinds. */
export interface KindQuery extends ChangesQuery {
  readonly kind: RecordKind;
}

/** What a look at several kinds found. */
export interface Look {
  /** First pages of the kinds that the server gave together. */
  readonly pages: ReadonlyMap<RecordKind, ChangePage>;
  /** Somebody of the practice has opened a patient since the time that was named, so changes are to be expected. */
  readonly isWorkedAt?: boolean;
}

/**
 * The shared record: any FHIR R4 server. One request a call, or one for several writes that are asked for together; retrying is
 * the engine's business.
 */
export interface RemoteRecords {
  /** So many creates and updates are worth being asked for at a time, for now. */
  readonly writesAtOnce: number;
  /**
   * Conditional create. A repeat gives the resource made the first time. For an account the condition is the patient:
   * the value may then be another workstation's account (`body.id` differs).
   */
  create<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>>;
  /** Full update of `base`, refused with `conflict` if the server has moved on. */
  update<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    base: ServerVersion,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>>;
  /** The current version. What was asked for as an identity check may be the practice's settings. */
  read<K extends RecordKind>(
    kind: K,
    serverId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<GivenAs<K>>>>;
  /**
   * Whether some version of the resource carries this operation. `sentOn` is the version that it was first sent on,
   * where that is known: a history that goes back to it, and lacks the operation, lacks it for good.
   */
  hasOperation(
    kind: RecordKind,
    serverId: string,
    operation: { readonly id: string; readonly sentOn?: string },
    signal?: AbortSignal,
  ): Promise<RemoteResult<HasOperation>>;
  /**
   * Whether the server keeps practices apart when asked for one's records: it is asked for those of a practice that
   * nobody has. Refused (`practices-mixed`) when it gives any.
   */
  heedsPractice(signal?: AbortSignal): Promise<RemoteResult<void>>;
  /**
   * One page of this practice's records changed at or after `from`, oldest first; the practice's settings come with identity
   * checks, and by themselves never. Refused (`practices-mixed`) as a whole
   * when the server gives anything that is not tagged as the practice's.
   */
  changes(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<ChangePage>>;
  /** As {@link changes}, by ids and versions alone. */
  versions(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<VersionPage>>;
  /**
   * The first page of several kinds, as {@link changes} gives it, in one request. Those that it does not give, on a
   * server that takes no such request all of them, are to be asked for one by one. Asks too whether anybody has opened a
   * patient since `workedSince`, and for nothing more of that; a server that does not say counts as no.
   */
  look(
    queries: readonly KindQuery[],
    signal?: AbortSignal,
    workedSince?: Instant,
  ): Promise<RemoteResult<Look>>;
}

export interface ChangePage {
  readonly records: readonly RemoteRecord[];
  readonly quarantined: readonly QuarantinedResource[];
  /**
   * `lastUpdated` of every entry of the page, readable or not, in order. May be anything: no clock needs to have said
   * it.
   */
  readonly stamps: readonly Instant[];
  /** When the server gave the page, by its own clock, if it said so. */
  readonly answeredAt?: Instant | undefined;
  /** Why there may be more of the page's last time stamp than can be had, if so. */
  readonly incomplete?: ExchangeReason;
  /** How many there are in all, where the server says so. */
  readonly total?: number | undefined;
}

/** A page by ids and versions alone. */
export interface VersionPage extends Pick<ChangePage, 'stamps' | 'incomplete'> {
  readonly versions: readonly ListedVersion[];
}

/** A version that the server has now. */
export interface ListedVersion {
  readonly serverId: string;
  readonly versionId: string;
  /** It does not say that it is a record of the practice's: of interest only where it was before. */
  readonly onlyIfHeld?: true;
}

/** A resource that does not make sense as one of our records. */
export interface QuarantinedResource {
  readonly serverId: string;
  readonly versionId: string;
  /** Those that cannot be read. */
  readonly fields: readonly RecordField[];
  /** It does not say that it is a record of the practice's: of interest only where it was before. */
  readonly onlyIfHeld?: true;
}

/** Kinds that are pulled; audit rows are only sent, and the practice's settings come with identity checks. */
export const PULLED_KINDS = [
  'account',
  'registration',
  'services',
  'identity-check',
  'letter',
] as const;

export const REMOTE_RECORDS: InjectionToken<RemoteRecords> = Symbol('RemoteRecords');
