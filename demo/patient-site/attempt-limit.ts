export interface AttemptLimitOptions {
  /** Wrong tries until no more are looked at. */
  readonly tries: number;
  /** For how long a wrong try counts, in milliseconds. */
  readonly windowMs: number;
  readonly now: () => Date;
}

/** Counts wrong tries by key, so that guessing stops. Kept in memory: a restart forgets it. */
export class AttemptLimit {
  readonly #options: AttemptLimitOptions;
  readonly #wrongAt = new Map<string, readonly number[]>();

  constructor(options: AttemptLimitOptions) {
    this.#options = options;
  }

  /** Whether another try with this key may be looked at. */
  allows(key: string): boolean {
    return this.#recent(key).length < this.#options.tries;
  }

  /** Counts a wrong try. */
  countWrong(key: string): void {
    this.#forgetOld();
    this.#wrongAt.set(key, [...this.#recent(key), this.#options.now().getTime()]);
  }

  #recent(key: string): readonly number[] {
    const since = this.#options.now().getTime() - this.#options.windowMs;
    return (this.#wrongAt.get(key) ?? []).filter((at) => at > since);
  }

  #forgetOld(): void {
    for (const key of this.#wrongAt.keys()) {
      if (this.#recent(key).length === 0) this.#wrongAt.delete(key);
    }
  }
}
