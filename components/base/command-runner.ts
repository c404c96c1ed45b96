import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure, Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** Milliseconds after which a command in flight shows that it is working; quicker ones would only flicker. */
export const SLOW_AFTER = 400;

/** An element's boundary for bugs: an exception becomes a refusal that the person sees, and goes to the page's error handler. */
export async function outcomeOf<T>(command: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await command();
  } catch (error) {
    reportError(error);
    return { ok: false, failure: unexpected() };
  }
}

/** Runs an element's commands one at a time: while one is in flight a second click does nothing. */
export class CommandRunner implements ReactiveController {
  /** Name of the command in flight. */
  running: string | undefined;
  /** It has taken long enough to show progress. */
  slow = false;

  #flight: Promise<Result<unknown>> | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #onSlow: () => void;

  /** `onSlow` is called once for each command that takes long enough to show progress. */
  constructor(host: ReactiveControllerHost, onSlow: () => void = () => undefined) {
    this.#host = host;
    this.#onSlow = onSlow;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** The command's result, or `undefined` when another one is still in flight and nothing was done. */
  run<T>(name: string, command: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
    if (this.running !== undefined) return Promise.resolve(undefined);
    const flight = this.#carryOut(name, command);
    this.#flight = flight;
    return flight;
  }

  /**
   * For who wants to leave: what is in flight cannot be called back. Resolves when it is over, and whoever began it has had the
   * result, to whether it was done; at once where nothing is in flight.
   */
  async over(): Promise<boolean> {
    if (this.running === undefined) return false;
    const result = await this.#flight;
    // `false`: somebody has called it off themselves, at the host.
    return result?.ok === true && result.value !== false;
  }

  async #carryOut<T>(name: string, command: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#show(name, false);
    const timer = setTimeout(() => {
      this.#show(name, true);
      this.#onSlow();
    }, SLOW_AFTER);
    try {
      return await outcomeOf(command);
    } finally {
      clearTimeout(timer);
      this.#show(undefined, false);
    }
  }

  #show(running: string | undefined, slow: boolean): void {
    this.running = running;
    this.slow = slow;
    this.#host.requestUpdate();
  }
}

function unexpected(): Failure {
  return { kind: 'host-refused', message: words('screens').unexpected };
}
