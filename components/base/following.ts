import type { Observable, Subscription } from 'rxjs';
import { words } from '../../services/words/words.ts';

/** What is followed at the same time, each in the place of what was followed by that name before. */
export class Following<Name extends string> {
  readonly #followed = new Map<Name, Subscription>();
  readonly #failed: (why: string) => void;

  /** `failed` is told what to say where a stream fails. */
  constructor(failed: (why: string) => void) {
    this.#failed = failed;
  }

  /** `over` is called where the stream ends by itself. */
  follow<T>(
    name: Name,
    stream$: Observable<T>,
    next: (value: T) => void,
    over: () => void = () => undefined,
  ): void {
    const before = this.#followed.get(name);
    const subscription = stream$.subscribe({
      next,
      error: (error) => {
        this.#failed(words('screens').unexpected);
        reportError(error);
      },
      complete: over,
    });
    // The old one goes last: what both know of is kept in between.
    before?.unsubscribe();
    this.#followed.set(name, subscription);
  }

  unfollow(...names: readonly Name[]): void {
    for (const name of names) {
      this.#followed.get(name)?.unsubscribe();
      this.#followed.delete(name);
    }
  }

  isFollowed(name: Name): boolean {
    return this.#followed.has(name);
  }

  end(): void {
    this.unfollow(...this.#followed.keys());
  }
}
