import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The part of an Observable that a screen needs. */
export interface Stream<T> {
  subscribe(observer: { next(value: T): void; error(error: unknown): void; complete(): void }): {
    unsubscribe(): void;
  };
}

/**
 * Follows a stream while its element is connected, and another one when the element is given another.
 *
 * A stream that ends or fails would leave a screen that looks healthy and is stale: {@link stopped} turns true, the
 * element must show it, and {@link restart} subscribes again. The error itself goes to the page's error handler.
 */
export class StreamController<T> implements ReactiveController {
  /** Latest value, `undefined` before the first. */
  value: T | undefined;
  /** No further value will come. */
  stopped = false;

  readonly #host: ReactiveControllerHost;
  readonly #source: () => Stream<T> | undefined;
  #followed: Stream<T> | undefined;
  #subscription: { unsubscribe(): void } | undefined;
  #connected = false;

  constructor(host: ReactiveControllerHost, source: () => Stream<T> | undefined) {
    this.#host = host;
    this.#source = source;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    this.#follow();
  }

  hostUpdate(): void {
    if (this.#connected) this.#follow();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#release();
  }

  /** Subscribes again after {@link stopped}. */
  restart(): void {
    this.#release();
    this.#follow();
    this.#host.requestUpdate();
  }

  #follow(): void {
    const source = this.#source();
    if (source === this.#followed) return;
    this.#release();
    this.#followed = source;
    this.stopped = false;
    // A source may emit, or end, before `subscribe` returns.
    this.#subscription = source?.subscribe({
      next: (value) => {
        this.value = value;
        this.#host.requestUpdate();
      },
      error: (error) => {
        this.#stop();
        reportError(error);
      },
      complete: () => {
        this.#stop();
      },
    });
  }

  #stop(): void {
    this.stopped = true;
    this.#host.requestUpdate();
  }

  #release(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#followed = undefined;
  }
}
