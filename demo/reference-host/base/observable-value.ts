import type { Disposable, HostObservable } from '../../../plugin/host-api.ts';

/** A value that changes, with the promise of {@link HostObservable}: each listener is called at once. */
export class ObservableValue<T> implements HostObservable<T> {
  readonly #listeners = new Set<(value: T) => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** How many listen; something that polls can stop when nobody does. */
  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** Tells the listeners, unless it is the very same value. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) callSafely(listener, value);
  }

  subscribe(listener: (value: T) => void): Disposable {
    // A wrapper of its own, so that the same function subscribed twice is two subscriptions.
    const own = (value: T): void => {
      listener(value);
    };
    this.#listeners.add(own);
    callSafely(own, this.#value);
    return {
      dispose: () => {
        this.#listeners.delete(own);
      },
    };
  }
}

/** Calls a listener that may be a plugin's: what it throws is reported and stops nobody else. */
export function callSafely<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    reportError(error);
  }
}
