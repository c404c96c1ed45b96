import type { Basic, Extension, Identifier } from 'fhir/r4';
import { ACCOUNT_KEY } from '../../services/fhir/vocabulary.ts';
import { wasRejected } from './application-task.ts';
import type { FhirGateway, Stored } from './fhir-gateway.ts';
import type { Passwords } from './password.ts';
import { SITE, SITE_CODE } from './site-system.ts';
import { identifierOf, partsOf, stamped, withExtension } from './resource-parts.ts';

/*
 * A login of the website is a Basic resource of the website's own. It carries no practice tag: no practice pulls it,
 * and none has a use for it.
 */
/** Lower-cased, so that one name belongs to one patient whatever the capitals. */
export const USERNAME = `${SITE}/Id/username`;
const ACTIVATION_CODE = `${SITE}/Id/activation-code-hash`;
const LOGIN_EXTENSION = `${SITE}/StructureDefinition/login`;
const LOGIN = 'website-login';

/**
 * `reserved`: a name held while an account is made; `applied`: its owner waits for the practice to make one; `replaced`: the
 * account has a newer login.
 */
export type LoginState = 'reserved' | 'applied' | 'in-use' | 'replaced';
/** In place of a Person's id while there is none. */
export const NO_PERSON = 'none';

/** A username, what proves its owner, and the account it opens. */
export interface WebsiteLogin {
  readonly state: LoginState;
  /** As the patient typed it. */
  readonly username: string;
  readonly accountKey: string;
  readonly personId: string;
  /** The account's reset after which it was made; without one it was made before any. */
  readonly resetId?: string;
  readonly reservedAt: string;
  readonly passwordHash?: string;
  readonly activationHash?: string;
  /** Where to reach who applied without a letter; the practice is not told. */
  readonly email?: string;
  /** Wrong passwords in a row. */
  readonly failures: number;
  /** Set where the account itself cannot be locked, because it is not active. */
  readonly refusedUntil?: string;
}

/** How long an unfinished registration keeps its username. */
const RESERVATION_MS = 60 * 60 * 1000;

/** The login in a Basic; `undefined` when it is something else. */
export function loginIn(basic: Basic): WebsiteLogin | undefined {
  const parts = partsOf(basic, LOGIN_EXTENSION);
  const text = (name: string): string | undefined => parts[name]?.valueString;
  const [username, personId] = [text('username'), text('person')];
  const accountKey = identifierOf(basic, ACCOUNT_KEY);
  if (username === undefined || personId === undefined || accountKey === undefined) {
    return undefined;
  }
  return {
    state: (text('state') ?? 'replaced') as LoginState,
    username,
    accountKey,
    personId,
    reservedAt: text('reservedAt') ?? '',
    failures: parts.failures?.valueInteger ?? 0,
    ...optional('resetId', text('resetId')),
    ...optional('passwordHash', text('passwordHash')),
    ...optional('activationHash', identifierOf(basic, ACTIVATION_CODE)),
    ...optional('refusedUntil', text('refusedUntil')),
    ...optional('email', text('email')),
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}

/** The Basic that holds a login, made by `operation`. */
export function basicOf(login: WebsiteLogin, operation: string): Basic {
  const basic: Basic = {
    resourceType: 'Basic',
    code: { coding: [{ system: SITE_CODE, code: LOGIN }] },
    identifier: identifiersOf(login),
    extension: [{ url: LOGIN_EXTENSION, extension: partsOfLogin(login) }],
  };
  return stamped(basic, operation);
}

/** The next version of a stored login. */
export function changedLogin(
  basic: Stored<Basic>,
  login: WebsiteLogin,
  operation: string,
): Stored<Basic> {
  const parts = { url: LOGIN_EXTENSION, extension: partsOfLogin(login) };
  const extension = withExtension(basic.extension, parts);
  return stamped({ ...basic, identifier: identifiersOf(login), extension }, operation);
}

function identifiersOf(login: WebsiteLogin): Identifier[] {
  const { username, accountKey, activationHash } = login;
  return [
    { system: USERNAME, value: username.toLowerCase() },
    { system: ACCOUNT_KEY, value: accountKey },
    ...(activationHash === undefined ? [] : [{ system: ACTIVATION_CODE, value: activationHash }]),
  ];
}

function partsOfLogin(login: WebsiteLogin): Extension[] {
  const { state, username, personId, resetId, reservedAt, passwordHash, refusedUntil, email } =
    login;
  const texts = { state, username, person: personId, reservedAt };
  const optionalTexts = { resetId, passwordHash, refusedUntil, email };
  return [
    ...Object.entries({ ...texts, ...optionalTexts }).flatMap<Extension>(([url, valueString]) =>
      valueString === undefined ? [] : [{ url, valueString }],
    ),
    { url: 'failures', valueInteger: login.failures },
  ];
}

/** A login together with the resource it came from. */
export interface StoredLogin {
  readonly basic: Stored<Basic>;
  readonly login: WebsiteLogin;
}

/** Finding and reserving logins on the shared record. */
export class WebsiteLogins {
  readonly #fhir: FhirGateway;
  readonly #now: () => Date;

  constructor(
    fhir: FhirGateway,
    now: () => Date,
    readonly passwords: Passwords,
  ) {
    this.#fhir = fhir;
    this.#now = now;
  }

  /** The finished login of that name, whatever its capitals. */
  async byUsername(username: string): Promise<StoredLogin | undefined> {
    return (await this.#inUse(USERNAME, username.toLowerCase()))[0];
  }

  /** The login of that name whose owner has applied for a basic account, which is not made yet, or has just been. */
  async applied(username: string): Promise<StoredLogin | undefined> {
    return (await this.#inState('applied', USERNAME, username.toLowerCase()))[0];
  }

  /** The finished login that was sent this activation code. */
  async byActivationHash(hash: string): Promise<StoredLogin | undefined> {
    return (await this.#inUse(ACTIVATION_CODE, hash))[0];
  }

  /** Finished logins of an account: one, or none. */
  ofAccount(accountKey: string): Promise<readonly StoredLogin[]> {
    return this.#inUse(ACCOUNT_KEY, accountKey);
  }

  /**
   * Keeps a username for an account; `undefined` when somebody else has it. Done before the registration itself,
   * because a conditional create inside a transaction does nothing, without failing it, when the name is taken.
   */
  async reserve(
    wanted: Pick<WebsiteLogin, 'username' | 'accountKey' | 'personId'>,
    operation: string,
  ): Promise<StoredLogin | undefined> {
    const reservedAt = this.#now().toISOString();
    const mine: WebsiteLogin = { ...wanted, state: 'reserved', reservedAt, failures: 0 };
    const identifier = { system: USERNAME, value: wanted.username.toLowerCase() };
    const basic = await this.#fhir.createUnless(basicOf(mine, operation), identifier);
    const login = loginIn(basic);
    if (login === undefined) return undefined;
    const isFree = login.accountKey === wanted.accountKey || (await this.#isLetGo(login));
    return isFree ? { basic, login } : undefined;
  }

  /** It has never opened anything, and never will. */
  async #isLetGo(login: WebsiteLogin): Promise<boolean> {
    const hasApplied = login.state === 'applied';
    return hasApplied ? wasRejected(this.#fhir, login.accountKey) : this.#hasLapsed(login);
  }

  #hasLapsed({ state, reservedAt }: WebsiteLogin): boolean {
    const lapsesAt = new Date(reservedAt).getTime() + RESERVATION_MS;
    return state === 'reserved' && !(lapsesAt > this.#now().getTime());
  }

  #inUse(system: string, value: string): Promise<StoredLogin[]> {
    return this.#inState('in-use', system, value);
  }

  async #inState(state: LoginState, system: string, value: string): Promise<StoredLogin[]> {
    const identifier = `${system}|${value}`;
    const code = `${SITE_CODE}|${LOGIN}`;
    const found = await this.#fhir.search<Basic>('Basic', { identifier, code });
    // A search may lag behind: what counts is what the resource says now.
    const current = await Promise.all(found.map(({ id }) => this.#fhir.read<Basic>('Basic', id)));
    return current.flatMap((basic) => {
      const login = basic && loginIn(basic);
      return basic && login?.state === state ? [{ basic, login }] : [];
    });
  }
}
