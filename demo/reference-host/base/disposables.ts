import type { Disposable } from '../../../plugin/host-api.ts';

/** What has to be released together, last first. */
export class Disposables implements Disposable {
  readonly #held: Disposable[] = [];

  /** Holds something, and gives it back. */
  add<T extends Disposable>(disposable: T): T {
    this.#held.push(disposable);
    return disposable;
  }

  /** Holds a function to be called at the end. */
  addCallback(dispose: () => void): void {
    this.#held.push({ dispose });
  }

  /** Listens to an event until the end. */
  listen<K extends keyof HTMLElementEventMap>(
    target: HTMLElement | Document,
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void {
    // Elements and the document have these events alike; DOM's own types say so for each alone only.
    const own = listener as EventListener;
    target.addEventListener(type, own);
    this.addCallback(() => {
      target.removeEventListener(type, own);
    });
  }

  dispose(): void {
    for (const disposable of this.#held.splice(0).reverse()) disposable.dispose();
  }
}

/** Something that releases by calling a function, once. */
export function disposableOf(dispose: () => void): Disposable {
  let done = false;
  return {
    dispose: () => {
      if (done) return;
      done = true;
      dispose();
    },
  };
}
