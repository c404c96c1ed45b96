import type { Disposable } from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { needsPracticeKey } from '../permission-names.ts';
import type { StaffDesk } from '../session/staff-desk.ts';

/**
 * The practice's key for whoever is signed in and works with registration codes. Kept in memory for as long as they sit
 * here, and no longer: the next person's is asked for anew.
 */
export class PracticeKey implements Disposable {
  readonly #desk: StaffDesk;
  readonly #subscription: Disposable;
  #key: Promise<CryptoKey> | undefined;

  constructor(desk: StaffDesk) {
    this.#desk = desk;
    this.#subscription = desk.session.subscribe((session) => {
      this.#key = undefined;
      if (session === null || !needsPracticeKey(session.permissions)) return;
      // Taken while the network is there, so that work goes on when it is cut; if not now, then when a plugin asks.
      void this.get().catch(() => undefined);
    });
  }

  /** Rejects with a {@link HostRefusal} for anybody else, and when the practice's server refuses. */
  get(): Promise<CryptoKey> {
    const session = this.#desk.session.value;
    if (session === null) return Promise.reject(new HostRefusal('Nobody is signed in.'));
    if (!needsPracticeKey(session.permissions)) {
      const { role } = session.staff;
      return Promise.reject(new HostRefusal(`A ${role} does not work with registration codes.`));
    }
    this.#key ??= this.#fetch();
    return this.#key;
  }

  dispose(): void {
    this.#key = undefined;
    this.#subscription.dispose();
  }

  #fetch(): Promise<CryptoKey> {
    const key = this.#desk.backend.practiceKey();
    key.catch(() => {
      // One that could not be had is asked for again the next time.
      if (this.#key === key) this.#key = undefined;
    });
    return key;
  }
}
