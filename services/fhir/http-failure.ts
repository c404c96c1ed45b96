import type { ExchangeReason, RefusedFor } from '../domain/unsent-work/reasons.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import { httpDate } from './answer-time.ts';
import { isJson, object, objects, text } from './mapping/reading.ts';

/** Failures as the client meets them, without anything of the patient's in them. */
export const UNREACHABLE: RemoteFailure = {
  kind: 'unreachable',
  reason: { code: 'record-unreachable' },
};

/** Something answered that is no FHIR server, e.g. a guest network's log-in page: nothing can be concluded from it. */
export const NOT_FHIR: RemoteFailure = {
  kind: 'unreachable',
  reason: { code: 'something-else-answered' },
};

/** The host gave no token: its token service cannot be reached, or the person has just signed out. */
export const NO_TOKEN: RemoteFailure = {
  kind: 'unreachable',
  reason: { code: 'sign-in-not-renewed' },
};

/** What the server was asked to do may have been done. A resource may be to blame, so others have their turn. */
export const WITHOUT_END: RemoteFailure = {
  kind: 'busy',
  reason: { code: 'answer-without-end' },
};

/** Whether one resource of those in an answer may be to blame. */
export function isOfOneResource(failure: RemoteFailure): boolean {
  return failure === WITHOUT_END || failure === NOT_FHIR;
}

const CONFLICT: RemoteFailure = {
  kind: 'conflict',
  reason: { code: 'changed-on-record' },
};

/** A refusal for good, with its reason. */
export function rejected(reason: ExchangeReason): RemoteFailure & { readonly kind: 'rejected' } {
  return { kind: 'rejected', reason };
}

/** `Retry-After` as it came, and the time at the server, in milliseconds since 1970. */
export interface RetryAfter {
  readonly text: string | null;
  readonly from: number;
}

/**
 * The failure an answer stands for. Of its OperationOutcome only codes and element paths are used: its free text may
 * repeat what was sent.
 */
export function failureOf(status: number, body: unknown, retryAfter: RetryAfter): RemoteFailure {
  if (status === 401) return { kind: 'unauthorised' };
  // Servers disagree on which of the two says "not the version you built on".
  if (status === 409 || status === 412) return CONFLICT;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return busy(status, retryAfter);
  }
  const refused = rejected({ code: 'record-refused', status, issues: issues(body) });
  return status === 403 ? { ...refused, notPermitted: true } : refused;
}

/** To be tried later. */
export function recordBusy(status: number): RemoteFailure & { readonly kind: 'busy' } {
  return { kind: 'busy', reason: { code: 'record-busy', status } };
}

function busy(status: number, retryAfter: RetryAfter): RemoteFailure {
  const failure = recordBusy(status);
  const retryAfterMs = millisecondsOf(retryAfter);
  return retryAfterMs === undefined ? failure : { ...failure, retryAfterMs };
}

/** A number of seconds, or a date by the server's own clock (RFC 9110, 10.2.3). */
function millisecondsOf({ text: value, from }: RetryAfter): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const time = httpDate(value);
  return time === undefined ? undefined : Math.max(0, time - from);
}

/** Issue codes and paths such as `required` at `Person.link[0].target`. */
function issues(body: unknown): readonly RefusedFor[] {
  if (!isJson(body) || body.resourceType !== 'OperationOutcome') return [];
  return objects(object(body).issue)
    .slice(0, 3)
    .map(({ code, expression }) => ({ ...issueOf(code), paths: paths(expression) }));
}

function issueOf(code: unknown): Pick<RefusedFor, 'issue'> {
  const issue = text(code);
  return issue !== undefined && /^[a-z-]{1,40}$/.test(issue) ? { issue } : {};
}

function paths(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (each): each is string => typeof each === 'string' && /^[A-Z][\w.[\]]{0,80}$/i.test(each),
  );
}
