import type { RemoteFailure } from '../ports/remote-records.ts';
import { httpDate } from './answer-time.ts';
import { isJson, object, objects, text } from './mapping/reading.ts';

/** Failures as the client meets them, in words for staff and without anything of the patient's in them. */
export const UNREACHABLE: RemoteFailure = {
  kind: 'unreachable',
  message: 'The shared record cannot be reached.',
};

/** Something answered that is no FHIR server, e.g. a guest network's log-in page: nothing can be concluded from it. */
export const NOT_FHIR: RemoteFailure = {
  kind: 'unreachable',
  message: 'Something else answered in place of the shared record.',
};

/** The host gave no token: its token service cannot be reached, or the person has just signed out. */
export const NO_TOKEN: RemoteFailure = {
  kind: 'unreachable',
  message: 'The sign-in to the shared record cannot be renewed just now.',
};

const UNAUTHORISED: RemoteFailure = {
  kind: 'unauthorised',
  message: 'The shared record does not accept this sign-in. Sign out and in again.',
};

const CONFLICT: RemoteFailure = {
  kind: 'conflict',
  message: 'Somebody else changed this on the shared record.',
};

/** A refusal for good, with its reason. */
export function rejected(message: string): RemoteFailure & { readonly kind: 'rejected' } {
  return { kind: 'rejected', message };
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
  if (status === 401) return UNAUTHORISED;
  // Servers disagree on which of the two says "not the version you built on".
  if (status === 409 || status === 412) return CONFLICT;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return busy(status, retryAfter);
  }
  const refused = rejected(
    `The shared record refused it (${[status, ...issues(body)].join(', ')}).`,
  );
  return status === 403 ? { ...refused, notPermitted: true } : refused;
}

function busy(status: number, retryAfter: RetryAfter): RemoteFailure {
  const message = `The shared record is busy or has a fault (${status}).`;
  const retryAfterMs = millisecondsOf(retryAfter);
  return retryAfterMs === undefined
    ? { kind: 'busy', message }
    : { kind: 'busy', message, retryAfterMs };
}

/** A number of seconds, or a date by the server's own clock (RFC 9110, 10.2.3). */
function millisecondsOf({ text: value, from }: RetryAfter): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const time = httpDate(value);
  return time === undefined ? undefined : Math.max(0, time - from);
}

/** Issue codes and paths such as "required Person.link[0].target". */
function issues(body: unknown): readonly string[] {
  if (!isJson(body) || body.resourceType !== 'OperationOutcome') return [];
  return objects(object(body).issue)
    .slice(0, 3)
    .map((issue) => [code(issue.code), ...paths(issue.expression)].join(' '));
}

function code(value: unknown): string {
  const found = text(value);
  return found !== undefined && /^[a-z-]{1,40}$/.test(found) ? found : 'no reason given';
}

function paths(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (each): each is string => typeof each === 'string' && /^[A-Z][\w.[\]]{0,80}$/i.test(each),
  );
}
