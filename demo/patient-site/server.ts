import type { IncomingMessage, ServerResponse } from 'node:http';
import { ok } from '../../services/domain/result.ts';
import { accountPage } from './account-page.ts';
import { Applications } from './application.ts';
import { Appointments } from './appointments.ts';
import { Activation } from './activation.ts';
import { ContactDetails } from './contact-details.ts';
import { CodeCheck } from './code-check.ts';
import { ExpiringMap } from './expiring-map.ts';
import { FhirGateway, FhirUnavailableError } from './fhir-gateway.ts';
import { cookieOf, isOwnOrigin, readForm, sendJson } from './json-http.ts';
import { Passwords, type PasswordCost } from './password.ts';
import { Registration } from './registration.ts';
import { SignIn, type SignedIn } from './sign-in.ts';
import { fail, signedOut, UNAVAILABLE_MESSAGE, type SiteResult } from './site-failure.ts';
import { WebsiteLogins } from './website-login.ts';

export interface PatientSiteOptions {
  /** Base address of the FHIR server without a trailing slash; asked before every request. */
  readonly fhirBaseUrl: () => string;
  /** The site's own bearer token. */
  readonly fhirToken: string;
  /** Default: the system clock. */
  readonly now?: () => Date;
  /** Default: what keeps passwords safe. Less is for tests, which try hundreds of them. */
  readonly passwordCost?: PasswordCost;
}

/** The JSON side of the stand-in for the website that patients use. Its pages are static files. */
export interface PatientSite {
  /**
   * Answers a request below the site's address; `pathWithinBase` is the part behind it ("api/sessions"). Never rejects:
   * what goes wrong is answered with 500, or 503 when the FHIR server is the matter.
   */
  handle(request: IncomingMessage, response: ServerResponse, pathWithinBase: string): Promise<void>;
  /**
   * Whether anybody can register here: the FHIR server does transactions as a whole. Where it does not, every
   * registration is answered as unavailable. Rejects with a {@link FhirUnavailableError} when it cannot be reached.
   */
  canRegister(): Promise<boolean>;
}

const SESSION_COOKIE = 'patient-site-session';
const COOKIE_RULES = 'Path=/patient-services/; HttpOnly; SameSite=Strict';
/** Without a click for this long, a patient is signed out. */
const SESSION_MS = 15 * 60 * 1000;

type Form = Readonly<Record<string, unknown>>;
type Answer = SiteResult<object> & { readonly mail?: object };
type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Makes the site. It talks to the FHIR server only, and keeps nothing but sessions and counts of wrong tries itself.
 */
export function createPatientSite(options: PatientSiteOptions): PatientSite {
  const now = options.now ?? (() => new Date());
  const fhir = new FhirGateway({ baseUrl: options.fhirBaseUrl, token: options.fhirToken });
  const logins = new WebsiteLogins(fhir, now, new Passwords(options.passwordCost));
  const registration = new Registration(fhir, new CodeCheck(fhir, now), logins, now);
  const applications = new Applications(fhir, logins, now);
  const activation = new Activation(fhir, logins, now);
  const sessions = new SessionRoutes(fhir, new SignIn(fhir, logins, now), now);
  const routes: Readonly<Record<string, Respond>> = {
    'POST api/registration-details': onForm((form) => registration.checkDetails(form)),
    'POST api/registrations': onForm((form) => registration.complete(form)),
    'POST api/activations': onForm((form) => activation.activate(form)),
    'POST api/sessions': (request, response) => sessions.open(request, response),
    'GET api/session': (request, response) => sessions.show(request, response),
    'POST api/applications': async (request, response) => {
      const form = await readForm(request);
      const from = request.socket.remoteAddress ?? '';
      sendAnswer(response, form.ok ? await applications.apply(form.value, from) : form);
    },
    'GET api/appointments': (request, response) => sessions.showAppointments(request, response),
    'POST api/appointments': (request, response) => sessions.change('book', request, response),
    'POST api/appointments/cancel': (request, response) =>
      sessions.change('cancel', request, response),
    'POST api/contact-details': (request, response) => sessions.changeContacts(request, response),
    'GET api/session/still-open': (request, response) => sessions.look(request, response),
    'DELETE api/session': (request, response) => sessions.close(request, response),
  };
  return {
    canRegister: () => fhir.hasTransactions(),
    async handle(request, response, pathWithinBase) {
      const path = pathWithinBase.replace(/^\/+/, '').replace(/\?.*$/s, '');
      const route = routes[`${request.method ?? ''} ${path}`];
      try {
        if (route) await route(request, response);
        else sendAnswer(response, fail(404, 'bad-request', 'There is nothing at this address.'));
      } catch (error) {
        sendFault(response, error);
      }
    },
  };
}

function onForm(answer: (form: Form) => Promise<Answer>): Respond {
  return async (request, response) => {
    const form = await readForm(request);
    sendAnswer(response, form.ok ? await answer(form.value) : form);
  };
}

function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  headers?: Readonly<Record<string, string>>,
): void {
  if (answer.ok) {
    sendJson(response, 200, answer.value, headers);
    return;
  }
  const { status, ...failure } = answer.failure;
  const body = answer.mail === undefined ? failure : { ...failure, mail: answer.mail };
  sendJson(response, status, body, headers);
}

/**
 * The boundary: a FHIR server out of reach is expected, everything else is a bug and goes to the process's warnings.
 */
function sendFault(response: ServerResponse, error: unknown): void {
  if (!(error instanceof FhirUnavailableError)) {
    process.emitWarning(error instanceof Error ? error : String(error), 'PatientSiteFault');
  }
  if (response.headersSent) {
    response.end();
    return;
  }
  const status = error instanceof FhirUnavailableError ? 503 : 500;
  sendAnswer(response, fail(status, 'unavailable', UNAVAILABLE_MESSAGE));
}

/** Signing in and out, and the page in between. */
class SessionRoutes {
  readonly #fhir: FhirGateway;
  readonly #signIn: SignIn;
  readonly #now: () => Date;
  readonly #sessions: ExpiringMap<SignedIn>;
  readonly #appointments: Appointments;
  readonly #contactDetails: ContactDetails;

  constructor(fhir: FhirGateway, signIn: SignIn, now: () => Date) {
    this.#fhir = fhir;
    this.#signIn = signIn;
    this.#now = now;
    this.#sessions = new ExpiringMap(SESSION_MS, now);
    this.#appointments = new Appointments(fhir, now);
    this.#contactDetails = new ContactDetails(fhir, now);
  }

  async open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    const signedIn = form.ok ? await this.#signIn.signIn(form.value) : form;
    if (!signedIn.ok) {
      sendAnswer(response, signedIn);
      return;
    }
    const page = await accountPage(this.#fhir, signedIn.value, this.#now());
    if (!page.ok) {
      sendAnswer(response, page);
      return;
    }
    const key = this.#sessions.add(signedIn.value);
    sendAnswer(response, page, { 'Set-Cookie': `${SESSION_COOKIE}=${key}; ${COOKIE_RULES}` });
  }

  /** The page, as the patient asks for it. */
  async show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = cookieOf(request, SESSION_COOKIE) ?? '';
    await this.#answer(response, key, this.#sessions.touch(key));
  }

  /** The same for a page that asks by itself: nobody has clicked, so the session lasts no longer for it. */
  async look(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = cookieOf(request, SESSION_COOKIE) ?? '';
    await this.#answer(response, key, this.#sessions.get(key));
  }

  async showAppointments(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signedIn = this.#sessions.touch(cookieOf(request, SESSION_COOKIE) ?? '');
    sendAnswer(response, signedIn ? await this.#appointments.page(signedIn) : signedOut());
  }

  /** Books an appointment, or gives it back. */
  async change(
    act: 'book' | 'cancel',
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const form = await readForm(request);
    const signedIn = this.#sessions.touch(cookieOf(request, SESSION_COOKIE) ?? '');
    if (!form.ok) sendAnswer(response, form);
    else if (signedIn === undefined) sendAnswer(response, signedOut());
    else sendAnswer(response, await this.#appointments[act](signedIn, form.value));
  }

  async changeContacts(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    const signedIn = this.#sessions.touch(cookieOf(request, SESSION_COOKIE) ?? '');
    if (!form.ok) sendAnswer(response, form);
    else if (signedIn === undefined) sendAnswer(response, signedOut());
    else sendAnswer(response, await this.#contactDetails.change(signedIn, form.value));
  }

  /** Asks the record each time: what is not open any more ends the session. */
  async #answer(
    response: ServerResponse,
    key: string,
    signedIn: SignedIn | undefined,
  ): Promise<void> {
    const page = signedIn ? await accountPage(this.#fhir, signedIn, this.#now()) : signedOut();
    if (!page.ok) this.#sessions.delete(key);
    sendAnswer(response, page);
  }

  async close(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnOrigin(request)) {
      sendAnswer(response, fail(400, 'bad-request', 'This request was sent by another site.'));
      return;
    }
    this.#sessions.delete(cookieOf(request, SESSION_COOKIE) ?? '');
    const headers = { 'Set-Cookie': `${SESSION_COOKIE}=; Max-Age=0; ${COOKIE_RULES}` };
    sendAnswer(response, ok({}), headers);
    await Promise.resolve();
  }
}
