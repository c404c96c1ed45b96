import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Task, TaskInput } from 'fhir/r4';
import { dateOf } from '../../services/domain/calendar.ts';
import { ok } from '../../services/domain/result.ts';
import {
  APPLICATION_ID,
  APPLICATION_INPUT,
  APPLICATION_TAG,
  TASK_CODE_APPLICATION,
} from '../../services/fhir/application-vocabulary.ts';
import { ACCOUNT_KEY, TASK_CODE } from '../../services/fhir/vocabulary.ts';
import { readApplication, type ApplicationDetails } from './application-details.ts';
import { AttemptLimit } from './attempt-limit.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import { practiceSettings } from './practice-settings.ts';
import { stamped } from './resource-parts.ts';
import { fail, failFields, UNAVAILABLE_MESSAGE, type SiteResult } from './site-failure.ts';
import { changedLogin, NO_PERSON, type WebsiteLogin, type WebsiteLogins } from './website-login.ts';

/** Applications from one address in an hour; a household has fewer. */
const MOST_APPLICATIONS = 10;
const WINDOW_MS = 60 * 60 * 1000;

const TOO_MANY_MESSAGE =
  'There were too many applications from here. Wait an hour, or phone your practice.';
const NOT_OFFERED_MESSAGE =
  'This practice makes no accounts without a letter. Ask your practice for a registration letter.';

/** Takes applications for a basic account, without a letter. It looks nobody up, and says so to nobody. */
export class Applications {
  readonly #fhir: FhirGateway;
  readonly #logins: WebsiteLogins;
  readonly #now: () => Date;
  readonly #limit: AttemptLimit;

  constructor(fhir: FhirGateway, logins: WebsiteLogins, now: () => Date) {
    this.#fhir = fhir;
    this.#logins = logins;
    this.#now = now;
    this.#limit = new AttemptLimit({ tries: MOST_APPLICATIONS, windowMs: WINDOW_MS, now });
  }

  /**
   * Keeps the username and asks the practice. The answer is the same whoever is known there.
   * @param from address that it came from
   */
  async apply(
    form: Readonly<Record<string, unknown>>,
    from: string,
  ): Promise<SiteResult<{ username: string }>> {
    const details = readApplication(form, dateOf(this.#now().toISOString()));
    if (!details.ok) return details;
    if (!this.#limit.allows(from)) return fail(429, 'too-many-tries', TOO_MANY_MESSAGE);
    this.#limit.countWrong(from);
    const { practiceId } = details.value;
    const { osuAllowed } = await practiceSettings(this.#fhir, practiceId);
    // Of a practice that there is not, the same is said.
    if (!osuAllowed) return fail(422, 'not-offered', NOT_OFFERED_MESSAGE);
    await this.#fhir.requireTransactions();
    return this.#ask(details.value);
  }

  async #ask(details: ApplicationDetails): Promise<SiteResult<{ username: string }>> {
    const operation = randomUUID();
    const accountKey = randomUUID();
    const { username, email } = details;
    const wanted = { username, accountKey, personId: NO_PERSON };
    const reserved = await this.#logins.reserve(wanted, operation);
    if (reserved === undefined) {
      return failFields({ username: 'Somebody else has this username. Choose another one.' });
    }
    const login: WebsiteLogin = {
      ...wanted,
      state: 'applied',
      reservedAt: reserved.login.reservedAt,
      passwordHash: await this.#logins.passwords.hash(details.password),
      email,
      failures: 0,
    };
    const outcome = await this.#fhir.commit([
      { update: changedLogin(reserved.basic, login, operation) },
      { create: stamped(taskOf(details, accountKey, this.#now()), operation) },
    ]);
    return outcome === 'done' ? ok({ username }) : fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
  }
}

/** The application as the practice reads it: docs/fhir-mapping.md, "Application: Task". */
function taskOf(details: ApplicationDetails, accountKey: string, now: Date): Task {
  const { practiceId, given, family, birthDate, postcode, number, username } = details;
  return {
    resourceType: 'Task',
    meta: { tag: [{ system: APPLICATION_TAG, code: practiceId }] },
    identifier: [
      { system: APPLICATION_ID, value: randomUUID() },
      { system: ACCOUNT_KEY, value: accountKey },
    ],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_APPLICATION }] },
    authoredOn: now.toISOString(),
    input: [
      inputOf('given', { valueString: given }),
      inputOf('family', { valueString: family }),
      inputOf('birth-date', { valueDate: birthDate }),
      inputOf('postcode', { valueString: postcode }),
      ...(number === undefined ? [] : [inputOf('patient-number', { valueString: number })]),
      inputOf('username-verifier', { valueString: usernameVerifier(username) }),
    ],
  };
}

function inputOf(code: string, value: Pick<TaskInput, 'valueString' | 'valueDate'>): TaskInput {
  return { type: { coding: [{ system: APPLICATION_INPUT, code }] }, ...value };
}

/** `<salt>.<hash>`, so that the practice can ask for the name without holding it. */
function usernameVerifier(username: string): string {
  const salt = randomBytes(16);
  const hash = createHash('sha256').update(salt).update(username.toLowerCase(), 'utf8').digest();
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`;
}
