import { randomUUID } from 'node:crypto';
import type { Person } from 'fhir/r4';
import { WebsiteAction } from '../../services/domain/history/history-kind.ts';
import { AccountStatus } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import { normaliseCode } from '../../services/domain/codes/registration-code.ts';
import { hashOfActivationCode } from './activation-code.ts';
import { accountIn, changedPerson, isSinceReset } from './account-person.ts';
import { activationOverMessage, isActivationOver } from './activation-time.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import { patientLetIn } from './let-in.ts';
import { textOf } from './registration-details.ts';
import { noted } from './site-history.ts';
import {
  fail,
  failFields,
  notOpen,
  REGISTER_AGAIN_MESSAGE,
  UNAVAILABLE_MESSAGE,
  type SiteResult,
} from './site-failure.ts';
import { tidySpentCodes } from './spent-codes.ts';
import type { WebsiteLogin, WebsiteLogins } from './website-login.ts';

const WRONG_MESSAGE =
  'This activation code does not work. Use the newest email, and check each character. Signing in sends the email again.';
const ROUNDS = 2;

/** Makes a registered account active, once the patient shows that the email reached them. */
export class Activation {
  readonly #fhir: FhirGateway;
  readonly #logins: WebsiteLogins;
  readonly #now: () => Date;

  constructor(fhir: FhirGateway, logins: WebsiteLogins, now: () => Date) {
    this.#fhir = fhir;
    this.#logins = logins;
    this.#now = now;
  }

  /** Activates the account behind the code. Doing it twice does no harm and says the same. */
  async activate(
    form: Readonly<Record<string, unknown>>,
  ): Promise<SiteResult<{ username: string }>> {
    const code = normaliseCode(textOf(form.code));
    if (code === '') return failFields({ code: 'Type the activation code from the email.' });
    for (let round = 0; round <= ROUNDS; round += 1) {
      const found = await this.#logins.byActivationHash(hashOfActivationCode(code));
      if (found === undefined) return failFields({ code: WRONG_MESSAGE });
      await tidySpentCodes(this.#fhir, found.login.accountKey, this.#now());
      const answer = await this.#activateOnce(found.login);
      if (answer !== undefined) return answer;
    }
    return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
  }

  /** `undefined`: the account changed meanwhile, or the answer was lost; look again. */
  async #activateOnce(login: WebsiteLogin): Promise<SiteResult<{ username: string }> | undefined> {
    const person = await this.#fhir.read<Person>('Person', login.personId);
    const account = person && accountIn(person);
    if (person === undefined || account === undefined) {
      return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
    }
    if (!isSinceReset(account, login)) return failFields({ code: WRONG_MESSAGE });
    if ((await patientLetIn(this.#fhir, account, this.#now())) === undefined) return notOpen();
    const done = ok({ username: login.username });
    if (account.status === AccountStatus.active || account.status === AccountStatus.locked) {
      return done;
    }
    if (account.status === AccountStatus.created) {
      return fail(422, 'register-again', REGISTER_AGAIN_MESSAGE);
    }
    if (isActivationOver(account, this.#now())) {
      return fail(422, 'activation-expired', activationOverMessage(account));
    }
    const operation = randomUUID();
    const at = this.#now().toISOString();
    const active = { status: AccountStatus.active, activatedAt: at };
    const deed = { action: WebsiteAction.activate, at, operation, byPatient: true } as const;
    const outcome = await this.#fhir.commit([
      { update: changedPerson(person, active, operation) },
      ...noted(account, deed),
    ]);
    return outcome === 'done' ? done : undefined;
  }
}
