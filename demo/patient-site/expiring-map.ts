import { randomBytes } from 'node:crypto';

/** Values behind random keys that nobody can guess, each for a limited time. In memory only. */
export class ExpiringMap<T> {
  readonly #lifetimeMs: number;
  readonly #now: () => Date;
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(lifetimeMs: number, now: () => Date) {
    this.#lifetimeMs = lifetimeMs;
    this.#now = now;
  }

  /** Keeps a value and gives its key: 192 random bits. */
  add(value: T): string {
    for (const [key, { until }] of this.#entries) {
      if (until <= this.#now().getTime()) this.#entries.delete(key);
    }
    const key = randomBytes(24).toString('base64url');
    this.#entries.set(key, { value, until: this.#now().getTime() + this.#lifetimeMs });
    return key;
  }

  /** The value, unless its time is over. */
  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > this.#now().getTime() ? entry.value : undefined;
  }

  /** The value; its time starts again. */
  touch(key: string): T | undefined {
    const value = this.get(key);
    if (value !== undefined) {
      this.#entries.set(key, { value, until: this.#now().getTime() + this.#lifetimeMs });
    }
    return value;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
