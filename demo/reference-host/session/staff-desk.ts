import type { HostSession } from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { ObservableValue } from '../base/observable-value.ts';
import type { SignInAnswer } from '../wire.ts';
import { fetchOrRefuse, renew, signIn, BackendClient } from './backend-client.ts';

/** A token is renewed this long before it ends, so that it does not end on its way to the server. */
const RENEW_BEFORE_MS = 60_000;
const NOBODY = 'Nobody is signed in. Sign in and try again.';

interface SignedIn {
  readonly practiceId: string;
  readonly answer: SignInAnswer;
}

/** Who sits at this workstation, and their tokens. Tokens are kept in memory only. */
export class StaffDesk {
  readonly session = new ObservableValue<HostSession | null>(null);
  readonly backend: BackendClient;
  #signedIn: SignedIn | undefined;
  /** Counts what was asked for, so that the last choice holds whichever answer comes last. */
  #choices = 0;
  #renewal: Promise<string> | undefined;

  constructor() {
    this.backend = new BackendClient(this.fetch);
  }

  /** Ends whatever session there was and begins a new one. Rejects with a {@link HostRefusal}. */
  async signIn(practiceId: string, staffId: string): Promise<void> {
    this.#choices += 1;
    const choice = this.#choices;
    const answer = await signIn({ practiceId, staffId });
    if (choice !== this.#choices) {
      await this.#endOnServer({ practiceId, answer });
      return;
    }
    const previous = this.#signedIn;
    this.#begin(practiceId, answer);
    if (previous !== undefined) await this.#endOnServer(previous);
  }

  async signOut(): Promise<void> {
    this.#choices += 1;
    const previous = this.#signedIn;
    this.#signedIn = undefined;
    this.session.set(null);
    if (previous !== undefined) await this.#endOnServer(previous);
  }

  /** A token that the servers accept; `fresh` after they refused the last. Rejects with a {@link HostRefusal}. */
  accessToken(options: { readonly fresh?: boolean } = {}): Promise<string> {
    const signedIn = this.#signedIn;
    if (signedIn === undefined) return Promise.reject(new HostRefusal(NOBODY));
    const { accessToken, expiresAt } = signedIn.answer;
    const isGood = Date.parse(expiresAt) - Date.now() > RENEW_BEFORE_MS;
    if (isGood && options.fresh !== true) return Promise.resolve(accessToken);
    this.#renewal ??= this.#renew(signedIn).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** `fetch` with the signed-in person's token, renewed once when the server refuses it. */
  readonly fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const first = await this.#send(address, init, await this.accessToken());
    return first.status === 401
      ? this.#send(address, init, await this.accessToken({ fresh: true }))
      : first;
  };

  #send(address: string, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetchOrRefuse(address, { ...init, headers, cache: 'no-store' });
  }

  async #renew(signedIn: SignedIn): Promise<string> {
    const { practiceId, answer } = signedIn;
    const renewed = await renew({ renewalKey: answer.renewalKey });
    // Somebody else sat down meanwhile: their token is the one to use.
    if (this.#signedIn !== signedIn) return this.accessToken();
    if (renewed !== undefined) {
      this.#signedIn = { practiceId, answer: renewed };
      return renewed.accessToken;
    }
    // The server was restarted, or the working day is over. A real host asks for the smartcard or password here; this
    // one has none, so the same person simply gets a new session.
    this.#begin(practiceId, await signIn({ practiceId, staffId: answer.staff.id }));
    return this.accessToken();
  }

  #begin(practiceId: string, answer: SignInAnswer): void {
    this.#signedIn = { practiceId, answer };
    const { sessionId, staff, permissions } = answer;
    this.session.set({ id: sessionId, staff, permissions });
  }

  async #endOnServer({ answer }: SignedIn): Promise<void> {
    try {
      await new BackendClient((address, init = {}) =>
        this.#send(address, init, answer.accessToken),
      ).signOut();
    } catch (error) {
      // Out of reach, or the token had ended by itself: on this side the session is over either way.
      if (!(error instanceof HostRefusal)) throw error;
    }
  }
}
