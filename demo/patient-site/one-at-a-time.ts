/**
 * Runs work of one key after another, so that a hundred guesses sent at once are counted one by one. Work of different
 * keys does not wait for each other.
 */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as `work` does, after all earlier work of that key has ended. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const earlier = this.#last.get(key) ?? Promise.resolve();
    const run = earlier.then(work, work);
    this.#last.set(key, run);
    try {
      return await run;
    } finally {
      if (this.#last.get(key) === run) this.#last.delete(key);
    }
  }
}
