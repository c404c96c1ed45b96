import { randomUUID } from 'node:crypto';
import type { Person, Task } from 'fhir/r4';
import { dateOf } from '../../services/domain/calendar.ts';
import { WebsiteAction } from '../../services/domain/history/history-kind.ts';
import { AccountStatus, type Instant } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import {
  activationMail,
  hashOfActivationCode,
  newActivationCode,
  type ActivationMail,
} from './activation-code.ts';
import { activateByOf, activationDeadline, type ActivationDates } from './activation-time.ts';
import type { FoundAccount } from './account-finder.ts';
import {
  accountIn,
  changedPerson,
  type AccountChange,
  type AccountFacts,
} from './account-person.ts';
import type { CheckedCodes, CodeCheck } from './code-check.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { Change, FhirGateway, Stored } from './fhir-gateway.ts';
import { passwordFault, usernameFault } from './password.ts';
import { maskedEmail } from './patient-email.ts';
import { readRegistrationDetails, textOf } from './registration-details.ts';
import { activationDaysOf, endedTask } from './registration-task.ts';
import { isMadeBy } from './resource-parts.ts';
import { noted } from './site-history.ts';
import { fail, failFields, UNAVAILABLE_MESSAGE, type SiteResult } from './site-failure.ts';
import { spentCodesOf } from './spent-codes.ts';
import {
  changedLogin,
  type StoredLogin,
  type WebsiteLogin,
  type WebsiteLogins,
} from './website-login.ts';

type Form = Readonly<Record<string, unknown>>;

/** Time to choose a username and password after the codes were found right. */
const TICKET_MS = 30 * 60 * 1000;
const ROUNDS = 2;

/** The new login and the ids of what it belongs to, fixed before anything is sent. */
interface Attempt {
  readonly ticket: CheckedCodes;
  readonly operation: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly activationCode: string;
}

/** Turns the codes of a letter into a username and password. */
export class Registration {
  readonly #fhir: FhirGateway;
  readonly #codes: CodeCheck;
  readonly #logins: WebsiteLogins;
  readonly #now: () => Date;
  readonly #tickets: ExpiringMap<CheckedCodes>;

  constructor(fhir: FhirGateway, codes: CodeCheck, logins: WebsiteLogins, now: () => Date) {
    this.#fhir = fhir;
    this.#codes = codes;
    this.#logins = logins;
    this.#now = now;
    this.#tickets = new ExpiringMap(TICKET_MS, now);
  }

  /** First step: the details of the letter. Uses nothing up. The ticket stands for them in the second step. */
  async checkDetails(form: Form): Promise<SiteResult<{ ticket: string; email: string }>> {
    const details = readRegistrationDetails(form);
    if (!details.ok) return details;
    await this.#fhir.requireTransactions();
    const checked = await this.#codes.check(details.value);
    if (!checked.ok) return checked;
    return ok({
      ticket: this.#tickets.add(checked.value),
      email: maskedEmail(checked.value.email),
    });
  }

  /**
   * Second step: username, password, terms. All of it happens in one transaction, or none: codes used up, account
   * registered, login made. Of two people with the same codes exactly one gets the account.
   */
  async complete(form: Form): Promise<SiteResult<{ mail: ActivationMail }>> {
    await this.#fhir.requireTransactions();
    const key = textOf(form.ticket);
    const ticket = this.#tickets.get(key);
    if (ticket === undefined) {
      return fail(422, 'start-again', 'That took too long. Type the details of your letter again.');
    }
    const username = textOf(form.username).trim();
    const password = textOf(form.password);
    const errors = loginErrors(username, password, form.terms === true);
    if (Object.keys(errors).length > 0) return failFields(errors);
    const done = await this.#register({
      ticket,
      operation: randomUUID(),
      username,
      passwordHash: await this.#logins.passwords.hash(password),
      activationCode: newActivationCode(),
    });
    // Another username, or another moment, may still do: the patient need not type the letter again.
    const mayTryAgain = !done.ok && ['invalid', 'unavailable'].includes(done.failure.kind);
    if (!mayTryAgain) this.#tickets.delete(key);
    return done;
  }

  async #register(attempt: Attempt): Promise<SiteResult<{ mail: ActivationMail }>> {
    const { ticket, operation, username } = attempt;
    // A conflict, or a lost answer, is followed by a fresh look and one more try. What was done, the record says.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const found = await this.#current(ticket);
      if (found === undefined) break;
      if (isMadeBy(found.person, operation)) return ok({ mail: mailFor(attempt, found.account) });
      if (round === ROUNDS) break;
      const allowed = await this.#codes.mayRegister(found, found.task);
      if (!allowed.ok) return allowed;
      const { key: accountKey } = found.account;
      const wanted = { username, accountKey, personId: found.person.id };
      const reserved = await this.#logins.reserve(wanted, operation);
      if (reserved === undefined) {
        return failFields({ username: 'Somebody else has this username. Choose another one.' });
      }
      const registered = registeredFrom(found, this.#now());
      const changes = await this.#changes(attempt, found, reserved, registered);
      const outcome = await this.#fhir.commit(changes);
      if (outcome === 'done') return ok({ mail: mailFor(attempt, registered) });
    }
    return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
  }

  async #current({
    personId,
    taskId,
  }: CheckedCodes): Promise<(FoundAccount & { readonly task: Stored<Task> }) | undefined> {
    const [person, task] = await Promise.all([
      this.#fhir.read<Person>('Person', personId),
      this.#fhir.read<Task>('Task', taskId),
    ]);
    const account = person && accountIn(person);
    return person && task && account ? { person, task, account } : undefined;
  }

  async #changes(
    { operation, username, passwordHash, activationCode }: Attempt,
    { person, account, task }: FoundAccount & { readonly task: Stored<Task> },
    reserved: StoredLogin,
    registered: AccountChange,
  ): Promise<readonly Change[]> {
    const login: WebsiteLogin = {
      state: 'in-use',
      username,
      accountKey: account.key,
      personId: person.id,
      // Of the version of the account that this is committed with.
      ...(account.resetId !== undefined && { resetId: account.resetId }),
      reservedAt: reserved.login.reservedAt,
      passwordHash,
      activationHash: hashOfActivationCode(activationCode),
      failures: 0,
    };
    const earlier = await this.#logins.ofAccount(account.key);
    const deed = {
      action: WebsiteAction.register,
      at: this.#now().toISOString(),
      operation,
      byPatient: true,
    } as const;
    return [
      { update: endedTask(task, 'completed', operation) },
      { update: changedPerson(person, registered, operation) },
      { update: changedLogin(reserved.basic, login, operation) },
      { create: spentCodesOf(task, account, operation) },
      ...noted(account, deed),
      ...earlier
        .filter(({ basic }) => basic.id !== reserved.basic.id)
        .map(({ basic, login: old }) => ({
          update: changedLogin(basic, { ...old, state: 'replaced' }, operation),
        })),
    ];
  }
}

/**
 * What using the codes of this Task makes of the account. An earlier registration's dates are overwritten. From the first
 * one on it is known when the account is used; whether it was after an earlier one, nobody can say.
 */
function registeredFrom(
  { task, account }: { readonly task: Task; readonly account: AccountFacts },
  now: Date,
): AccountChange & { readonly activateBy: Instant } {
  const isFirst = account.registeredAt === undefined && account.resetId === undefined;
  return {
    ...(isFirst && { useKnownSince: dateOf(now.toISOString()) }),
    status: AccountStatus.registered,
    registeredAt: now.toISOString(),
    activateBy: activateByOf(now, activationDaysOf(task)),
  };
}

function mailFor({ ticket, activationCode }: Attempt, dates: ActivationDates): ActivationMail {
  // A registration of the site's own making always has its date.
  return activationMail(ticket.email, activationCode, activationDeadline(dates) ?? '');
}

/** What is wrong with a username, a password and not accepting the terms. */
export function loginErrors(
  username: string,
  password: string,
  hasAcceptedTerms: boolean,
): Record<string, string> {
  const usernameError = usernameFault(username);
  const passwordError = passwordFault(password, username);
  return {
    ...(usernameError === undefined ? {} : { username: usernameError }),
    ...(passwordError === undefined ? {} : { password: passwordError }),
    ...(hasAcceptedTerms ? {} : { terms: 'Accept the terms of use to go on.' }),
  };
}
