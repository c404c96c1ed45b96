import type { HostObservable } from '../../plugin/host-api.ts';
import { limitOf } from '../../scripts/patience.mjs';

/** @throws {Error} with the sentence, unless the condition holds. */
export function hold(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** @throws {Error} unless both are the same as JSON. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [is, ought] = [JSON.stringify(actual), JSON.stringify(expected)];
  hold(is === ought, `${what}: expected ${ought}, got ${is}`);
}

/** @throws {Error} unless it is text with something in it. */
export function text(value: unknown, what: string): void {
  hold(typeof value === 'string' && value.trim() !== '', `${what}: text expected`);
}

/** Expects a host to refuse as the interface says: a rejection with a HostError that has a sentence. */
export async function refuses(act: () => Promise<unknown>, what: string): Promise<void> {
  const error = await errorOf(act);
  hold(error !== undefined, `${what}: was not refused`);
  same(error.name, 'HostError', `${what}: name of the error`);
  text(error.message, `${what}: sentence for staff`);
}

/** What an act throws or rejects with, or `undefined`. */
export async function errorOf(act: () => unknown): Promise<Error | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(`Not an Error: ${String(error)}`);
  }
}

/** The current value. @throws {Error} when the listener is not called at once. */
export function currentOf<T>(observable: HostObservable<T>, what: string): T {
  const told: T[] = [];
  const subscription = observable.subscribe((value) => told.push(value));
  subscription.dispose();
  subscription.dispose();
  const [first] = told;
  hold(told.length === 1 && first !== undefined, `${what}: not told once, and at once`);
  return first;
}

/** Waits for a value that fits. @throws {Error} when none comes. */
export function until<T>(
  observable: HostObservable<T>,
  fits: (value: T) => boolean,
  what: string,
): Promise<T> {
  return inTime(what, (done) =>
    observable.subscribe((value) => {
      if (fits(value)) done(value);
    }),
  );
}

/** Waits for a listener to be called. @throws {Error} when it is not. */
export async function inTime<T>(
  what: string,
  listen: (done: (value: T) => void) => { dispose(): void },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { dispose(): void } | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`${what}: nobody was told`));
      }, limitOf('condition'));
      subscription = listen(resolve);
    });
  } finally {
    clearTimeout(timer);
    subscription?.dispose();
  }
}
