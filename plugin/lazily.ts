import type { DependencyContainer, InjectionToken } from 'tsyringe';

/** Longer than any frame: a page that is not in sight paints nothing, and its work must be sent all the same. */
const UNSEEN_MS = 300;

/**
 * A part of the product that loads when it is first asked for, once. A failure is forgotten, so that the next call
 * tries again.
 */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** When what is on the page now has been painted, so that nothing that loads then keeps anybody from reading. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const unseen = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() => {
      // A frame is painted after its callbacks, before the next task.
      setTimeout(() => {
        clearTimeout(unseen);
        resolve();
      });
    });
  });
}

/** What registers a token's class, unless an adapter somebody chose before stands there already. */
export type RegisterOne = <T>(
  token: InjectionToken<T>,
  implementation: new (...parameters: never[]) => T,
) => void;

export function registerMissing(container: DependencyContainer): RegisterOne {
  return (token, implementation) => {
    if (container.isRegistered(token)) return;
    container.registerSingleton(
      token,
      implementation as new (...parameters: unknown[]) => InstanceType<typeof implementation>,
    );
  };
}
