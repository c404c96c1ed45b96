import { randomBytes, randomUUID } from 'node:crypto';
import type { HostStaff } from '../../../plugin/host-api.ts';
import type { SignInAnswer } from '../wire.ts';
import { permissionsOf } from './permissions.ts';
import { practiceWithId } from './practices.ts';

/** Somebody signed in at a workstation. */
export interface StaffSession {
  readonly id: string;
  readonly practiceId: string;
  readonly staff: HostStaff;
  readonly permissions: readonly string[];
}

interface Renewal {
  readonly session: StaffSession;
  readonly endsAt: number;
}

const TOKEN_MINUTES = 30;
/** A working day: after that, somebody signs in again. */
const SESSION_HOURS = 12;

/**
 * Stand-in for the sign-in service: hands out opaque bearer tokens of 30 minutes and knows whom they belong to. No
 * passwords, nothing kept across a restart.
 */
export class StaffSessions {
  readonly #tokens = new Map<string, Renewal>();
  readonly #renewals = new Map<string, Renewal>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970; given by tests to let tokens expire. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @returns `undefined` when there is no such practice, or nobody of that id works there. */
  signIn(practiceId: string, staffId: string): SignInAnswer | undefined {
    const staff = practiceWithId(practiceId)?.staff.find(({ id }) => id === staffId);
    if (staff === undefined) return undefined;
    this.#forgetEnded();
    const session: StaffSession = {
      id: randomUUID(),
      practiceId,
      staff,
      permissions: permissionsOf(staff.role),
    };
    const endsAt = this.#now() + SESSION_HOURS * 3_600_000;
    const renewalKey = opaque();
    this.#renewals.set(renewalKey, { session, endsAt });
    return this.#answer(session, renewalKey);
  }

  /** The next token of a session. @returns `undefined` when the session has ended. */
  renew(renewalKey: string): SignInAnswer | undefined {
    this.#forgetEnded();
    const renewal = this.#renewals.get(renewalKey);
    return renewal === undefined ? undefined : this.#answer(renewal.session, renewalKey);
  }

  /** Ends a session: its tokens and its renewal key are refused from now on. */
  signOut(sessionId: string): void {
    for (const kept of [this.#tokens, this.#renewals]) {
      for (const [key, { session }] of kept) if (session.id === sessionId) kept.delete(key);
    }
  }

  /** Whose token this is. @returns `undefined` for one that is unknown or has expired. */
  sessionOf(token: string | undefined): StaffSession | undefined {
    const found = token === undefined ? undefined : this.#tokens.get(token);
    return found !== undefined && found.endsAt > this.#now() ? found.session : undefined;
  }

  #answer(session: StaffSession, renewalKey: string): SignInAnswer {
    const endsAt = this.#now() + TOKEN_MINUTES * 60_000;
    const accessToken = opaque();
    this.#tokens.set(accessToken, { session, endsAt });
    return {
      sessionId: session.id,
      staff: session.staff,
      permissions: session.permissions,
      accessToken,
      expiresAt: new Date(endsAt).toISOString(),
      renewalKey,
    };
  }

  #forgetEnded(): void {
    for (const kept of [this.#tokens, this.#renewals]) {
      for (const [key, { endsAt }] of kept) if (endsAt <= this.#now()) kept.delete(key);
    }
  }
}

function opaque(): string {
  return randomBytes(24).toString('base64url');
}
