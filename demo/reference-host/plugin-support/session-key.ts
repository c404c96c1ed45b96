import type { Disposable, HostSession } from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { needsPracticeKey } from '../permission-names.ts';
import type { StaffDesk } from '../session/staff-desk.ts';

/** How a key is had, and why somebody may not have it. */
interface KeyRule {
  readonly fetch: () => Promise<CryptoKey>;
  readonly whyNot: (session: HostSession) => string | undefined;
}

/**
 * A key of the practice for whoever is signed in and may have it. Kept in memory for as long as they sit here, and no
 * longer: the next person's is asked for anew.
 */
export class SessionKey implements Disposable {
  readonly #desk: StaffDesk;
  readonly #rule: KeyRule;
  readonly #subscription: Disposable;
  #key: Promise<CryptoKey> | undefined;

  private constructor(desk: StaffDesk, rule: KeyRule) {
    this.#desk = desk;
    this.#rule = rule;
    this.#subscription = desk.session.subscribe((session) => {
      this.#key = undefined;
      if (session === null || rule.whyNot(session) !== undefined) return;
      // Taken while the network is there, so that work goes on when it is cut; if not now, then when a plugin asks.
      void this.get().catch(() => undefined);
    });
  }

  /** What registration codes are sealed with, for those who work with them. */
  static ofPractice(desk: StaffDesk): SessionKey {
    return new SessionKey(desk, {
      fetch: () => desk.backend.practiceKey(),
      whyNot: ({ permissions, staff }) =>
        needsPracticeKey(permissions)
          ? undefined
          : `A ${staff.role} does not work with registration codes.`,
    });
  }

  /** What a plugin seals texts with before it keeps them in this browser, for everybody of the practice. */
  static ofStorage(desk: StaffDesk): SessionKey {
    return new SessionKey(desk, {
      fetch: () => desk.backend.storageKey(),
      whyNot: () => undefined,
    });
  }

  /** Rejects with a {@link HostRefusal} for anybody else, and when the practice's server refuses. */
  get(): Promise<CryptoKey> {
    const session = this.#desk.session.value;
    if (session === null) return Promise.reject(new HostRefusal('Nobody is signed in.'));
    const refusal = this.#rule.whyNot(session);
    if (refusal !== undefined) return Promise.reject(new HostRefusal(refusal));
    this.#key ??= this.#fetch();
    return this.#key;
  }

  dispose(): void {
    this.#key = undefined;
    this.#subscription.dispose();
  }

  #fetch(): Promise<CryptoKey> {
    const key = this.#rule.fetch();
    key.catch(() => {
      // One that could not be had is asked for again the next time.
      if (this.#key === key) this.#key = undefined;
    });
    return key;
  }
}
