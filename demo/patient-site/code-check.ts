import { randomUUID } from 'node:crypto';
import type { Task } from 'fhir/r4';
import { AccountStatus } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import { findAccounts, pendingRegistration, type FoundAccount } from './account-finder.ts';
import { isSinceReset } from './account-person.ts';
import { AttemptLimit } from './attempt-limit.ts';
import type { FhirGateway, Stored } from './fhir-gateway.ts';
import { patientLetIn } from './let-in.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { verifiedPreferredEmail } from './patient-email.ts';
import type { RegistrationDetails } from './registration-details.ts';
import { endedTask, hasExpired, isCode, verifiersOf } from './registration-task.ts';
import { fail, moved, notOpen, type SiteResult } from './site-failure.ts';
import { tidySpentCodes } from './spent-codes.ts';

const TRIES = 10;
const WINDOW_MS = 60 * 60 * 1000;

/** One answer to everything wrong: it must not tell which part was right. */
const WRONG_MESSAGE =
  'These details do not match. Check each one against your letter. If the date on your letter has passed, or you have been given a newer letter, ask your practice. If your practice has told you that you move to another one, wait for the letter from there.';
const TOO_MANY_MESSAGE =
  'There were too many wrong tries. Wait an hour, then try again, or ask your practice for help.';
const EXPIRED_MESSAGE =
  'The codes on your letter have expired. Ask your practice for a new letter.';
const USED_MESSAGE =
  'The codes on your letter have been used already. Sign in with the username and password that were chosen then. If that was not you, phone your practice.';
const NO_EMAIL_MESSAGE =
  'Your practice has no verified email address for you, and the site needs one to activate your account. Ask your practice to add it. Your codes stay good until the date on your letter.';

/** Codes that were right, and what they open. The codes themselves are not kept. */
export interface CheckedCodes {
  readonly personId: string;
  readonly taskId: string;
  readonly email: string;
}

/** Looks up accounts by the details of a letter and checks its codes. */
export class CodeCheck {
  readonly #fhir: FhirGateway;
  readonly #now: () => Date;
  readonly #limit: AttemptLimit;
  readonly #queue = new OneAtATime();

  constructor(fhir: FhirGateway, now: () => Date) {
    this.#fhir = fhir;
    this.#now = now;
    this.#limit = new AttemptLimit({ tries: TRIES, windowMs: WINDOW_MS, now });
  }

  /**
   * Whether these details may register. Says `wrong-details` to whoever does not have the right codes, whatever else is
   * the matter; `not-open`, `codes-expired`, `codes-used` or `no-email` to who has. Ten wrong tries for an
   * account in an hour, and no more are looked at.
   */
  async check(details: RegistrationDetails): Promise<SiteResult<CheckedCodes>> {
    const accounts = await findAccounts(this.#fhir, details);
    const typed = `${details.by}:${details.practiceId}:${details.identifier}`;
    const key = accounts[0]?.person.id ?? typed;
    return this.#queue.run(key, async () => {
      if (!this.#limit.allows(key)) return fail(429, 'too-many-tries', TOO_MANY_MESSAGE);
      for (const found of accounts) {
        const answer = await this.#checkAccount(found, details);
        if (answer !== undefined) return answer;
      }
      this.#limit.countWrong(key);
      return fail(422, 'wrong-details', WRONG_MESSAGE);
    });
  }

  /** Why an account with these codes, known to be right, may not be registered now. */
  async mayRegister(found: FoundAccount, task: Stored<Task>): Promise<SiteResult<CheckedCodes>> {
    const patient = await patientLetIn(this.#fhir, found.account, this.#now());
    if (patient === undefined) return notOpen();
    if (task.status === 'cancelled') return fail(422, 'wrong-details', WRONG_MESSAGE);
    if (task.status !== 'requested') return fail(422, 'codes-used', USED_MESSAGE);
    if (hasExpired(task, this.#now())) {
      await this.#expire(task);
      return fail(422, 'codes-expired', EXPIRED_MESSAGE);
    }
    if (found.account.status !== AccountStatus.created) {
      return fail(422, 'codes-used', USED_MESSAGE);
    }
    const newest = await pendingRegistration(this.#fhir, found.account.key);
    if (newest !== undefined && newest.id !== task.id) {
      return fail(422, 'wrong-details', WRONG_MESSAGE);
    }
    const email = verifiedPreferredEmail(patient);
    if (email === undefined) return fail(422, 'no-email', NO_EMAIL_MESSAGE);
    return ok({ personId: found.person.id, taskId: task.id, email });
  }

  /** `undefined`: the code is none of this account's. */
  async #checkAccount(
    found: FoundAccount,
    { codeKind, code }: RegistrationDetails,
  ): Promise<SiteResult<CheckedCodes> | undefined> {
    const spent = await tidySpentCodes(this.#fhir, found.account.key, this.#now());
    const task = await pendingRegistration(this.#fhir, found.account.key);
    if (task !== undefined && isCode(code, verifiersOf(task)[codeKind])) {
      return this.mayRegister(found, task);
    }
    // Whoever used them before a reset is told nothing any more: there is a newer letter.
    const { movedTo } = found.account;
    const known = spent.filter(
      (codes) => movedTo !== undefined || isSinceReset(found.account, codes),
    );
    if (!known.some(({ verifiers }) => isCode(code, verifiers[codeKind]))) return undefined;
    if (movedTo !== undefined) return moved(movedTo);
    return (await patientLetIn(this.#fhir, found.account, this.#now())) === undefined
      ? notOpen()
      : fail(422, 'codes-used', USED_MESSAGE);
  }

  /** Ends expired codes. When somebody else just did, or the answer is lost, the next visit finds out. */
  async #expire(task: Stored<Task>): Promise<void> {
    await this.#fhir.commit([{ update: endedTask(task, 'failed', randomUUID()) }]);
  }
}
