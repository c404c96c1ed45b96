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

/** Why an exchange did not give what was asked. */
export type RemoteFailure =
  /** Never reached the server or got no token, or the answer was lost: the outcome is unknown. */
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

/** Where to look for changes of a kind: at or after `from`, at most `count` of them. */
export interface ChangesQuery {
  readonly from?: Instant;
  readonly count: number;
}

/** Of one of the kinds. */
export interface KindQuery extends ChangesQuery {
  readonly kind: RecordKind;
}

/** First pages of some kinds. */
export type FirstPages = ReadonlyMap<RecordKind, ChangePage>;

/** The shared record: any FHIR R4 server. One request a call; retrying is the engine's business. */
export interface RemoteRecords {
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
  /** The current version. */
  read<K extends RecordKind>(
    kind: K,
    serverId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>>;
  /** Whether some version of the resource carries this operation. */
  hasOperation(
    kind: RecordKind,
    serverId: string,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<boolean>>;
  /** One page of this practice's records changed at or after `from`, oldest first. */
  changes(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<ChangePage>>;
  /**
   * The first page of several kinds, as {@link changes} gives it, in one request. Those that it does not give, on a
   * server that takes no such request all of them, are to be asked for one by one.
   */
  look(queries: readonly KindQuery[], signal?: AbortSignal): Promise<RemoteResult<FirstPages>>;
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
  readonly answeredAt?: Instant;
  /** Why there may be more of the page's last time stamp than can be had, if so. */
  readonly incomplete?: ExchangeReason;
}

/** A resource that does not make sense as one of our records. */
export interface QuarantinedResource {
  readonly serverId: string;
  readonly versionId: string;
  /** Those that cannot be read. */
  readonly fields: readonly RecordField[];
  /** It does not say that it is the practice's: of interest only where it was before. */
  readonly onlyIfHeld?: true;
}

/** Kinds that are pulled; audit rows are only sent. */
export const PULLED_KINDS = [
  'account',
  'registration',
  'services',
  'identity-check',
  'letter',
] as const;

export const REMOTE_RECORDS: InjectionToken<RemoteRecords> = Symbol('RemoteRecords');
