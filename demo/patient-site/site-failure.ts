import type { Result } from '../../services/domain/result.ts';

/** Why the site cannot do what was asked, in words for the patient. */
export interface SiteFailure {
  /** HTTP status of the answer. */
  readonly status: 400 | 401 | 404 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly kind: SiteFailureKind;
  /** Plain sentences: what is the matter and what to do. Never holds a code or a password. */
  readonly message: string;
  /** What is wrong with what was typed, by the name of the field. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** Machine-readable reason, for the pages and for tests. */
export type SiteFailureKind =
  | 'bad-request'
  | 'invalid'
  | 'wrong-details'
  | 'too-many-tries'
  | 'codes-expired'
  | 'codes-used'
  | 'not-open'
  | 'moved'
  | 'no-email'
  | 'start-again'
  | 'wrong-sign-in'
  | 'locked'
  | 'not-activated'
  | 'activation-expired'
  | 'register-again'
  | 'not-offered'
  | 'waiting'
  | 'not-made'
  | 'slot-taken'
  | 'signed-out'
  | 'unavailable';

export type SiteResult<T> = Result<T, SiteFailure>;

/** A refusal that concerns the request as a whole. */
export function fail(
  status: SiteFailure['status'],
  kind: SiteFailureKind,
  message: string,
): { readonly ok: false; readonly failure: SiteFailure } {
  return { ok: false, failure: { status, kind, message } };
}

/** A refusal that concerns what was typed, field by field. */
export function failFields(errors: Readonly<Record<string, string>>): {
  readonly ok: false;
  readonly failure: SiteFailure;
} {
  const message = 'Some of what you typed needs another look.';
  return { ok: false, failure: { status: 422, kind: 'invalid', message, errors } };
}

const NOT_OPEN_MESSAGE = 'Your account is locked. Please phone your practice.';

/**
 * Said whatever the reason why somebody is not let in: the practice knows it, and it is not the website's to tell. In the
 * words of the website this one stands in for, which calls a disabled account locked; a lock by wrong passwords says until
 * when it lasts.
 */
export function notOpen(status: 401 | 422 = 422): ReturnType<typeof fail> {
  return fail(status, 'not-open', NOT_OPEN_MESSAGE);
}

/** Said to whoever has shown that the account was theirs: it went with them to another practice. */
export function moved(to: string, status: 401 | 422 = 422): ReturnType<typeof fail> {
  const message = `Your account has moved to ${to}. You cannot sign in with the old one any more. A letter with new codes comes from ${to}: register with them, and choose its practice in the apps that you use.`;
  return fail(status, 'moved', message);
}

/** Said to whoever has no session, or one that the account is no longer open for. */
export function signedOut(): ReturnType<typeof fail> {
  return fail(401, 'signed-out', 'You are signed out. Sign in again.');
}

/** Said while an account that was registered once waits for the codes of a newer letter. */
export const REGISTER_AGAIN_MESSAGE =
  'Your practice has given you a new letter. Register again with its codes.';

/** Said when the shared record cannot be reached, or keeps changing under our hands. */
export const UNAVAILABLE_MESSAGE =
  'The service is not available at the moment. Try again in a few minutes.';
