import type { HostCodedEntry, HostMessage } from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import type {
  ClinicalEntry,
  ClinicalEntryRequest,
  MessageRequest,
  MessageStatusRequest,
  OutboxMessage,
  PracticeWithStaff,
  RefusalAnswer,
  RenewRequest,
  SettingRequest,
  SettingsAnswer,
  SignInAnswer,
  SignInRequest,
} from '../wire.ts';

/** Sends a request with the signed-in person's token. */
export type AuthorisedFetch = (address: string, init?: RequestInit) => Promise<Response>;

const BASE = '/host-api';
const UNREACHABLE = 'The practice’s server cannot be reached. Check the network and try again.';

/** The practices and their staff. Rejects with a {@link HostRefusal} when the server cannot be reached. */
export function fetchPractices(): Promise<readonly PracticeWithStaff[]> {
  return send<readonly PracticeWithStaff[]>(fetchOrRefuse, '/practices');
}

/** Rejects with a {@link HostRefusal} when this person may not sign in. */
export function signIn(request: SignInRequest): Promise<SignInAnswer> {
  return send<SignInAnswer>(fetchOrRefuse, '/sign-in', 'POST', request);
}

/** The session's next token. @returns `undefined` when the server says that the session has ended. */
export async function renew(request: RenewRequest): Promise<SignInAnswer | undefined> {
  const response = await fetchOrRefuse(`${BASE}/renew`, withJson('POST', request));
  return response.status === 401 ? undefined : contentOf<SignInAnswer>(response);
}

/** What a signed-in person's page asks of the backend. Each rejects with a {@link HostRefusal} when refused. */
export class BackendClient {
  readonly #fetch: AuthorisedFetch;

  constructor(authorisedFetch: AuthorisedFetch) {
    this.#fetch = authorisedFetch;
  }

  async signOut(): Promise<void> {
    await send(this.#fetch, '/sign-out', 'POST', {});
  }

  settings(): Promise<SettingsAnswer> {
    return send<SettingsAnswer>(this.#fetch, '/settings');
  }

  changeSetting(request: SettingRequest): Promise<SettingsAnswer> {
    return send<SettingsAnswer>(this.#fetch, '/settings', 'PUT', request);
  }

  /** AES-GCM key, not extractable. */
  practiceKey(): Promise<CryptoKey> {
    return this.#key('/practice-key', 'AES-GCM', ['encrypt', 'decrypt']);
  }

  /** HKDF key, not extractable. */
  storageKey(): Promise<CryptoKey> {
    return this.#key('/storage-key', 'HKDF', ['deriveKey']);
  }

  /** From here on nobody on the page can read its bytes. */
  async #key(path: string, algorithm: string, usages: KeyUsage[]): Promise<CryptoKey> {
    const { key } = await send<{ readonly key: string }>(this.#fetch, path);
    const bytes = Uint8Array.from(
      atob(key.replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    );
    const imported = await crypto.subtle.importKey('raw', bytes, algorithm, false, usages);
    bytes.fill(0);
    return imported;
  }

  clinicalEntries(patientId: string): Promise<readonly ClinicalEntry[]> {
    const query = new URLSearchParams({ patient: patientId });
    return send<readonly ClinicalEntry[]>(this.#fetch, `/clinical-entries?${query.toString()}`);
  }

  addClinicalEntry(patientId: string, entry: HostCodedEntry): Promise<ClinicalEntry> {
    const request: ClinicalEntryRequest = { patientId, entry };
    return send<ClinicalEntry>(this.#fetch, '/clinical-entries', 'POST', request);
  }

  /** All of the practice's messages, newest first. */
  messages(): Promise<readonly OutboxMessage[]> {
    return send<readonly OutboxMessage[]>(this.#fetch, '/messages');
  }

  sendMessage(message: HostMessage): Promise<OutboxMessage> {
    const request: MessageRequest = { message };
    return send<OutboxMessage>(this.#fetch, '/messages', 'POST', request);
  }

  /** What becomes of a message that waits. */
  settleMessage(request: MessageStatusRequest): Promise<OutboxMessage> {
    return send<OutboxMessage>(this.#fetch, '/message-status', 'POST', request);
  }
}

/** `fetch`, with a sentence for staff when there is no answer. */
export async function fetchOrRefuse(address: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    // fetch throws a TypeError for every failure of the network.
    if (error instanceof TypeError) throw new HostRefusal(UNREACHABLE, { cause: error });
    throw error;
  }
}

async function send<T>(
  fetchIt: AuthorisedFetch,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<T> {
  const init = body === undefined ? { method } : withJson(method, body);
  return contentOf<T>(await fetchIt(`${BASE}${path}`, init));
}

function withJson(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The backend is ours and its answers are typed in wire.ts, so they are trusted as they are. */
async function contentOf<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const refusal = (await response.json()) as Partial<RefusalAnswer>;
  throw new HostRefusal(refusal.message ?? 'The practice’s server refused this.');
}
