import type { ActivationMail } from '../activation-code.ts';
import type { AppointmentsPage } from '../appointments.ts';
import type { AccountPage } from '../account-page.ts';
import type { SiteFailureKind } from '../site-failure.ts';

/** What the site answered, or why not. */
export type ApiAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ApiFailure };

export interface ApiFailure {
  readonly kind: SiteFailureKind;
  readonly message: string;
  /** By the name of the field. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly mail?: ActivationMail;
}

const UNREACHABLE: ApiFailure = {
  kind: 'unavailable',
  message: 'The site cannot be reached. Check your connection and try again.',
};

/** First step of registering. */
export function checkDetails(
  form: object,
): Promise<ApiAnswer<{ readonly ticket: string; readonly email: string }>> {
  return call('POST', 'registration-details', form);
}

/** Second step of registering. */
export function register(form: object): Promise<ApiAnswer<{ readonly mail: ActivationMail }>> {
  return call('POST', 'registrations', form);
}

/** Asks the practice for a basic account. */
export function apply(form: object): Promise<ApiAnswer<{ readonly username: string }>> {
  return call('POST', 'applications', form);
}

export function appointments(): Promise<ApiAnswer<AppointmentsPage>> {
  return call('GET', 'appointments');
}

export function book(slot: string): Promise<ApiAnswer<AppointmentsPage>> {
  return call('POST', 'appointments', { slot });
}

export function cancelBooking(slot: string): Promise<ApiAnswer<AppointmentsPage>> {
  return call('POST', 'appointments/cancel', { slot });
}

/** Sends the practice what has changed of how to reach the patient. */
export function changeContacts(form: object): Promise<ApiAnswer<object>> {
  return call('POST', 'contact-details', form);
}

export function activate(form: object): Promise<ApiAnswer<{ readonly username: string }>> {
  return call('POST', 'activations', form);
}

export function signIn(form: object): Promise<ApiAnswer<AccountPage>> {
  return call('POST', 'sessions', form);
}

export function currentAccount(): Promise<ApiAnswer<AccountPage>> {
  return call('GET', 'session');
}

/** Whether the account is still open to who is signed in, and to what. Lengthens no session. */
export function stillOpen(): Promise<ApiAnswer<AccountPage>> {
  return call('GET', 'session/still-open');
}

export function signOut(): Promise<ApiAnswer<object>> {
  return call('DELETE', 'session');
}

/** Details travel in the body only, never in the address. */
async function call<T>(method: string, path: string, form?: object): Promise<ApiAnswer<T>> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      credentials: 'same-origin',
      ...(form && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(form),
      }),
    });
  } catch (error) {
    // fetch rejects with a TypeError when there is no connection.
    if (error instanceof TypeError) return { ok: false, failure: UNREACHABLE };
    throw error;
  }
  const body: unknown = await response.json();
  return response.ok ? { ok: true, value: body as T } : { ok: false, failure: body as ApiFailure };
}
