import { randomUUID } from 'node:crypto';
import type { Person } from 'fhir/r4';
import { ACCOUNT_KEY } from '../../services/fhir/vocabulary.ts';
import { accountIn } from './account-person.ts';
import { wasRejected } from './application-task.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import { FAILURES_TO_LOCK, LOCK_MS, failuresSoFar, refusedMessage } from './lock.ts';
import { fail, UNAVAILABLE_MESSAGE, type SiteResult } from './site-failure.ts';
import { changedLogin, type StoredLogin, type WebsiteLogins } from './website-login.ts';

const WAITING_MESSAGE =
  'Your practice has been asked and has not decided yet. Sign in again later, or phone your practice.';
const NOT_MADE_MESSAGE = 'The practice could not make the account. Please phone your practice.';

/** What somebody finds who signs in after they have applied for a basic account. */
export class Waiting {
  readonly #fhir: FhirGateway;
  readonly #logins: WebsiteLogins;
  readonly #now: () => Date;

  constructor(fhir: FhirGateway, logins: WebsiteLogins, now: () => Date) {
    this.#fhir = fhir;
    this.#logins = logins;
    this.#now = now;
  }

  /**
   * `undefined`: nobody of that name waits, any more, so signing in goes on as always. `wrong` is what a wrong password is
   * answered with: also here it tells nothing.
   */
  async answer(
    username: string,
    password: string,
    wrong: ReturnType<typeof fail>,
  ): Promise<SiteResult<never> | undefined> {
    const found = await this.#logins.applied(username);
    if (found === undefined) return undefined;
    const { refusedUntil } = found.login;
    if (refusedUntil !== undefined && new Date(refusedUntil) > this.#now()) {
      return fail(429, 'too-many-tries', refusedMessage(refusedUntil));
    }
    if (!(await this.#logins.passwords.isRight(password, found.login.passwordHash))) {
      return this.#countFailure(found, wrong);
    }
    return (await this.#opened(found)) ? undefined : this.#standing(found);
  }

  async #countFailure(
    { basic, login }: StoredLogin,
    wrong: ReturnType<typeof fail>,
  ): Promise<SiteResult<never>> {
    const failures = failuresSoFar(login) + 1;
    const until = new Date(this.#now().getTime() + LOCK_MS).toISOString();
    const isLast = failures >= FAILURES_TO_LOCK;
    const { refusedUntil: _past, ...rest } = login;
    const next = { ...rest, failures, ...(isLast && { refusedUntil: until }) };
    const outcome = await this.#fhir.commit([{ update: changedLogin(basic, next, randomUUID()) }]);
    if (outcome !== 'done') return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
    return isLast ? fail(429, 'too-many-tries', refusedMessage(until)) : wrong;
  }

  /** Whether the practice has made the account: then the login is its login from now on. */
  async #opened({ basic, login }: StoredLogin): Promise<boolean> {
    const identifier = `${ACCOUNT_KEY}|${login.accountKey}`;
    const [person] = await this.#fhir.search<Person>('Person', { identifier });
    const account = person && accountIn(person);
    if (person === undefined || account?.key !== login.accountKey) return false;
    const { refusedUntil: _past, email: _email, ...rest } = login;
    // Made before any reset of the account, so one that was reset since does not count for it.
    const next = { ...rest, state: 'in-use', personId: person.id, failures: 0 } as const;
    return (
      (await this.#fhir.commit([{ update: changedLogin(basic, next, randomUUID()) }])) === 'done'
    );
  }

  async #standing({ login }: StoredLogin): Promise<SiteResult<never>> {
    return (await wasRejected(this.#fhir, login.accountKey))
      ? fail(422, 'not-made', NOT_MADE_MESSAGE)
      : fail(422, 'waiting', WAITING_MESSAGE);
  }
}
