import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure, Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** Milliseconds after which a command in flight shows that it is working; quicker ones would only flicker. */
export const SLOW_AFTER = 400;

/**
 * Runs an element's commands one at a time: while one is in flight a second click does nothing. The element's boundary
 * for bugs: an exception becomes a refusal that the person sees, and goes to the page's error handler.
 */
export class CommandRunner implements ReactiveController {
  /** Name of the command in flight. */
  running: string | undefined;
  /** It has taken long enough to show progress. */
  slow = false;

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
  async run<T>(name: string, command: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
    if (this.running !== undefined) return undefined;
    this.#show(name, false);
    const timer = setTimeout(() => {
      this.#show(name, true);
      this.#onSlow();
    }, SLOW_AFTER);
    try {
      return await command();
    } catch (error) {
      reportError(error);
      return { ok: false, failure: unexpected() };
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
