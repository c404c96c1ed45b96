import { randomUUID } from 'node:crypto';
import type { Patient, Person } from 'fhir/r4';
import { dateOf } from '../../services/domain/calendar.ts';
import { WebsiteAction } from '../../services/domain/history/history-kind.ts';
import { AccountStatus } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import {
  activationMail,
  hashOfActivationCode,
  newActivationCode,
  type ActivationMail,
} from './activation-code.ts';
import {
  activationDeadline,
  activationOverMessage,
  deadlineText,
  isActivationOver,
} from './activation-time.ts';
import {
  accountIn,
  changedPerson,
  isSinceReset,
  type AccountChange,
  type AccountFacts,
} from './account-person.ts';
import type { Change, FhirGateway, Stored } from './fhir-gateway.ts';
import {
  FAILURES_TO_LOCK,
  LOCK_MS,
  failuresSoFar,
  isLockable,
  lockedMessage,
  lockedUntil,
  refusedMessage,
} from './lock.ts';
import { patientLetIn } from './let-in.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { verifiedPreferredEmail } from './patient-email.ts';
import { textOf } from './registration-details.ts';
import {
  fail,
  failFields,
  moved,
  notOpen,
  REGISTER_AGAIN_MESSAGE,
  UNAVAILABLE_MESSAGE,
  type SiteFailure,
  type SiteResult,
} from './site-failure.ts';
import { noted, type Deed } from './site-history.ts';
import { tidySpentCodes } from './spent-codes.ts';
import { Waiting } from './waiting.ts';
import {
  changedLogin,
  type StoredLogin,
  type WebsiteLogin,
  type WebsiteLogins,
} from './website-login.ts';

const WRONG_MESSAGE =
  'The username or password is wrong. After five wrong passwords an account is locked for four hours.';
const NO_EMAIL_MESSAGE =
  'Your account is not active yet, and your practice no longer has a verified email address for you. Ask your practice to add it.';
const ROUNDS = 3;

/** Who signed in. */
export interface SignedIn {
  readonly personId: string;
  readonly username: string;
  /** The account's reset after which the login was made. */
  readonly resetId?: string;
}

/** A sign-in, or why not; an account that is not active yet gets its activation email again. */
export type SignInResult = SiteResult<SignedIn> & { readonly mail?: ActivationMail };

/** All that one sign-in looks at. */
interface Case extends StoredLogin {
  readonly person: Stored<Person>;
  readonly account: AccountFacts;
  readonly now: Date;
}

/** Checks usernames and passwords, and locks accounts that are guessed at. */
export class SignIn {
  readonly #fhir: FhirGateway;
  readonly #logins: WebsiteLogins;
  readonly #now: () => Date;
  readonly #queue = new OneAtATime();
  readonly #waiting: Waiting;

  constructor(fhir: FhirGateway, logins: WebsiteLogins, now: () => Date) {
    this.#fhir = fhir;
    this.#logins = logins;
    this.#now = now;
    this.#waiting = new Waiting(fhir, logins, now);
  }

  /** Tries a username and password. Tries with one username are looked at one after another. */
  async signIn(form: Readonly<Record<string, unknown>>): Promise<SignInResult> {
    const username = textOf(form.username).trim();
    const password = textOf(form.password);
    const errors = {
      ...(username === '' ? { username: 'Type your username.' } : {}),
      ...(password === '' ? { password: 'Type your password.' } : {}),
    };
    if (Object.keys(errors).length > 0) return failFields(errors);
    return this.#queue.run(username.toLowerCase(), async () => {
      const wrong = fail(422, 'wrong-sign-in', WRONG_MESSAGE);
      const waiting = await this.#waiting.answer(username, password, wrong);
      if (waiting !== undefined) return waiting;
      for (let round = 0; round < ROUNDS; round += 1) {
        const answer = await this.#tryOnce(username, password);
        if (answer !== undefined) return answer;
      }
      return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
    });
  }

  /** `undefined`: the account changed meanwhile, or the answer was lost; look again. */
  async #tryOnce(username: string, password: string): Promise<SignInResult | undefined> {
    const found = await this.#logins.byUsername(username);
    const person = found && (await this.#fhir.read<Person>('Person', found.login.personId));
    const account = person && accountIn(person);
    const now = this.#now();
    // A login of before a reset is as good as none: nobody learns that there was one, or that there is a new letter.
    // But whoever has moved is told so, when the password is right.
    const counts = account && (account.movedTo !== undefined || isLoginOf(account, found));
    const stored = counts === true ? found : undefined;
    const until = stored && account && lockedUntil(account, stored.login, now);
    if (until !== undefined && account !== undefined)
      return { ok: false, failure: held(account, until) };
    const isRight = await this.#logins.passwords.isRight(password, found?.login.passwordHash);
    if (stored === undefined || person === undefined || account === undefined) {
      return fail(422, 'wrong-sign-in', WRONG_MESSAGE);
    }
    const known = { ...stored, person, account, now };
    return isRight ? this.#welcome(known) : this.#countFailure(known);
  }

  async #countFailure({
    basic,
    login,
    person,
    account,
    now,
  }: Case): Promise<SignInResult | undefined> {
    const operation = randomUUID();
    const failures = failuresSoFar(login) + 1;
    const until = new Date(now.getTime() + LOCK_MS).toISOString();
    const isLast = failures >= FAILURES_TO_LOCK;
    const { refusedUntil: _past, ...rest } = login;
    const next: WebsiteLogin =
      isLast && !isLockable(account)
        ? { ...rest, failures, refusedUntil: until }
        : { ...rest, failures };
    const changes: Change[] = [{ update: changedLogin(basic, next, operation) }];
    if (isLast && isLockable(account)) {
      const { locked: status } = AccountStatus;
      const lock = { status, lockedAt: now.toISOString(), lockedUntil: until };
      changes.push({ update: changedPerson(person, lock, operation) });
    }
    const at = now.toISOString();
    const isLock = isLast && isLockable(account);
    const facts = isLock ? { until } : { tries: failures, ...(isLast && { until }) };
    const deed: Deed = isLock
      ? { action: WebsiteAction.lock, at, operation, facts }
      : { action: WebsiteAction.refusePassword, at, operation, facts, refused: true };
    changes.push(...noted(account, deed));
    if ((await this.#fhir.commit(changes)) !== 'done') return undefined;
    return isLast
      ? { ok: false, failure: held(account, until) }
      : fail(422, 'wrong-sign-in', WRONG_MESSAGE);
  }

  async #welcome(known: Case): Promise<SignInResult | undefined> {
    const { account, login } = known;
    if (account.movedTo !== undefined) return moved(account.movedTo);
    await tidySpentCodes(this.#fhir, account.key, known.now);
    const patient = await patientLetIn(this.#fhir, account, known.now);
    if (patient === undefined) return notOpen();
    if (account.status === AccountStatus.created) {
      return fail(422, 'register-again', REGISTER_AGAIN_MESSAGE);
    }
    if (account.status === AccountStatus.registered) return this.#mailAgain(known, patient);
    return (await this.#noteUse(known))
      ? ok({
          personId: known.person.id,
          username: login.username,
          ...(login.resetId !== undefined && { resetId: login.resetId }),
        })
      : undefined;
  }

  /**
   * The right password ends a lock that has run out, and the count of wrong ones. The day of the newest sign-in is kept
   * with the account, so that the practice sees whether it is used: written once a day.
   */
  async #noteUse({ basic, login, person, account, now }: Case): Promise<boolean> {
    const operation = randomUUID();
    const changes: Change[] = [];
    if (login.failures > 0 || login.refusedUntil !== undefined) {
      const { refusedUntil: _past, ...rest } = login;
      changes.push({ update: changedLogin(basic, { ...rest, failures: 0 }, operation) });
    }
    const change = changeByUse(account, now);
    if (change !== undefined) changes.push({ update: changedPerson(person, change, operation) });
    changes.push(...deedsOfUse(account, now, operation).flatMap((deed) => noted(account, deed)));
    return changes.length === 0 || (await this.#fhir.commit(changes)) === 'done';
  }

  /** A new code in place of the old; the time to activate stays as it is. */
  async #mailAgain(
    { basic, login, account, now }: Case,
    patient: Patient,
  ): Promise<SignInResult | undefined> {
    const deadline = activationDeadline(account);
    if (deadline === undefined || isActivationOver(account, now)) {
      return fail(422, 'activation-expired', activationOverMessage(account));
    }
    const address = verifiedPreferredEmail(patient);
    if (address === undefined) return fail(422, 'no-email', NO_EMAIL_MESSAGE);
    const code = newActivationCode();
    const { refusedUntil: _past, ...rest } = login;
    const next = { ...rest, failures: 0, activationHash: hashOfActivationCode(code) };
    const outcome = await this.#fhir.commit([{ update: changedLogin(basic, next, randomUUID()) }]);
    if (outcome !== 'done') return undefined;
    const mail = activationMail(address, code, deadline);
    return { ...fail(422, 'not-activated', notActivatedMessage(deadline)), mail };
  }
}

function isLoginOf(account: AccountFacts, found: StoredLogin | undefined): boolean {
  return found !== undefined && isSinceReset(account, found.login);
}

/** What signing in makes of the account; nothing, when it is not the day's first time. */
function changeByUse(account: AccountFacts, now: Date): AccountChange | undefined {
  const { status, lastUsedOn } = account;
  const today = dateOf(now.toISOString());
  const ended = { status: AccountStatus.active, lockedAt: undefined, lockedUntil: undefined };
  if (status === AccountStatus.locked) return { ...ended, lastUsedOn: today };
  return lastUsedOn === today ? undefined : { status, lastUsedOn: today };
}

/** Each has an operation of its own to be known by. */
function deedsOfUse(account: AccountFacts, now: Date, operation: string): readonly Deed[] {
  const at = now.toISOString();
  const { status, lastUsedOn, useKnownSince } = account;
  const isFirst = lastUsedOn === undefined && useKnownSince !== undefined;
  const ended: Deed = { action: WebsiteAction.endLock, at, operation: `${operation}-lock` };
  const first: Deed = { action: WebsiteAction.firstSignIn, at, operation, byPatient: true };
  return [...(status === AccountStatus.locked ? [ended] : []), ...(isFirst ? [first] : [])];
}

function notActivatedMessage(deadline: string): string {
  return `Your account is not active yet. The activation email was sent again: follow its link, or type its code, by ${deadlineText(deadline)}.`;
}

function held(account: AccountFacts, until: string): SiteFailure {
  return isLockable(account)
    ? { status: 422, kind: 'locked', message: lockedMessage(until) }
    : { status: 429, kind: 'too-many-tries', message: refusedMessage(until) };
}
