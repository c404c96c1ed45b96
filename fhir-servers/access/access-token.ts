/** How to sign in to a server. */
export type ServerSignIn =
  /** It asks for nothing. */
  | { readonly kind: 'open' }
  | { readonly kind: 'token'; readonly token: string }
  /** OAuth 2.0 client credentials (RFC 6749, 4.4). */
  | {
      readonly kind: 'client';
      readonly clientId: string;
      readonly secret: string;
      readonly tokenUrl: string;
    };

/** The token service gave no token. */
export class SignInFailedError extends Error {
  override readonly name = 'SignInFailedError';
}

/** A token is fetched again so long before it ends. */
const EARLY_MS = 30_000;
/** Where the service does not say how long a token lasts. */
const USUAL_SECONDS = 300;
const TIMEOUT_MS = 10_000;

interface Issued {
  readonly token: string;
  /** In milliseconds since 1970. */
  readonly until: number;
}

/** The tokens of one sign-in, fetched when they are needed and kept until they end. */
export class AccessTokens {
  readonly #signIn: ServerSignIn;
  #held: Issued | undefined;
  #coming: Promise<Issued> | undefined;

  constructor(signIn: ServerSignIn) {
    this.#signIn = signIn;
  }

  /**
   * The value of an `Authorization` header; `undefined` where none is needed. `fresh`: the server refused the last one.
   * @throws {SignInFailedError}
   */
  async authorization({ fresh = false } = {}): Promise<string | undefined> {
    const token = await this.#token(fresh);
    return token === undefined ? undefined : `Bearer ${token}`;
  }

  async #token(fresh: boolean): Promise<string | undefined> {
    const signIn = this.#signIn;
    if (signIn.kind === 'open') return undefined;
    if (signIn.kind === 'token') return signIn.token;
    if (!fresh && this.#held !== undefined && this.#held.until > Date.now())
      return this.#held.token;
    // Whoever asks while it is under way waits for the same one.
    this.#coming ??= issue(signIn).finally(() => {
      this.#coming = undefined;
    });
    this.#held = await this.#coming;
    return this.#held.token;
  }
}

async function issue({
  clientId,
  secret,
  tokenUrl,
}: Extract<ServerSignIn, { kind: 'client' }>): Promise<Issued> {
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`);
  const response = await ask(tokenUrl, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic.toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const body = (await response.json().catch(() => ({}))) as {
    readonly access_token?: unknown;
    readonly expires_in?: unknown;
  };
  if (!response.ok || typeof body.access_token !== 'string') {
    // What it says may repeat what it was sent.
    throw new SignInFailedError(`The token service gave no token (status ${response.status}).`);
  }
  const seconds = typeof body.expires_in === 'number' ? body.expires_in : USUAL_SECONDS;
  return { token: body.access_token, until: Date.now() + seconds * 1000 - EARLY_MS };
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new SignInFailedError('The token service cannot be reached.', { cause: error });
  }
}
