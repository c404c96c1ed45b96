import { container as root } from 'tsyringe';
import { FakeHost } from '../fakes/fake-host.ts';

/** Things of the page itself, behind which everything can be found by anybody. */
function isPagesOwn(value: object): boolean {
  return (
    value === globalThis ||
    value instanceof Document ||
    value instanceof CSSStyleSheet ||
    (typeof value === 'function' &&
      Function.prototype.toString.call(value).includes('[native code]'))
  );
}

/** All that a script gets at from here by reading: own and inherited properties, by name and by symbol, getters run. */
function* reachableFrom(start: unknown): Iterable<object | string> {
  const seen = new Set<object | string>();
  if (isWorthAsking(start)) seen.add(start);
  for (const value of seen) {
    yield value;
    if (typeof value === 'string') continue;
    for (const key of keysOf(value)) {
      const found: unknown = read(value, key);
      if (found instanceof Promise) found.catch(() => undefined);
      if (isWorthAsking(found)) seen.add(found);
    }
    if (value instanceof Map || value instanceof Set) {
      for (const entry of value as Iterable<unknown>) {
        if (isWorthAsking(entry)) seen.add(entry);
      }
    }
  }
}

function isWorthAsking(found: unknown): found is object | string {
  const isThing = (typeof found === 'object' && found !== null) || typeof found === 'function';
  return typeof found === 'string' || (isThing && !isPagesOwn(found));
}

function keysOf(value: object): readonly PropertyKey[] {
  const keys = new Set<PropertyKey>();
  for (
    let holder: object | null = value;
    holder !== null;
    holder = Reflect.getPrototypeOf(holder)
  ) {
    Reflect.ownKeys(holder).forEach((key) => keys.add(key));
  }
  return [...keys];
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    // What cannot be read cannot be taken.
    return undefined;
  }
}

/** What in the way of secrets a page holds. */
export interface Secrets {
  readonly codes: readonly string[];
  /** Noted of a patient who is not open. */
  readonly note: string;
}

/** By what a thing of the product that must not be had is known: a member that nothing else has. */
const FORBIDDEN = {
  'the practice key': (value) => value instanceof CryptoKey,
  'the host': (value) => value instanceof FakeHost,
  'the host’s keys': (value) => 'practiceKey' in value,
  'the issuer of codes': (value) => 'newAccountId' in value,
  // The library's own is everybody's, and empty: what lay in it would be found there.
  'the container': (value) =>
    value !== root && ('createChildContainer' in value || 'registerInstance' in value),
  'the desk': (value) => 'performOnPatient' in value,
  'the database': (value) => 'backendDB' in value || 'rightOfWay' in value,
  'a letter': (value) => value instanceof Blob,
  'the facade': (value) => 'noteOpening' in value,
  'access tokens': (value) => 'accessToken' in value,
} as const satisfies Readonly<Record<string, (value: object) => boolean>>;

export type Kind = keyof typeof FORBIDDEN;
export const KINDS = Object.keys(FORBIDDEN) as readonly Kind[];

/** Names of what a script has taken when it holds this: it looks at all that can be read from it. */
export function takenFrom(start: unknown, { codes, note }: Secrets): readonly string[] {
  const taken = new Set<string>();
  for (const value of reachableFrom(start)) {
    if (typeof value === 'string') {
      if (codes.some((code) => value.replace(/[^0-9A-Z]/gi, '').includes(code)))
        taken.add('a code');
      if (value.includes(note)) taken.add('another patient’s notes');
    } else if (!isPrototype(value)) {
      kindsOf(value).forEach((name) => taken.add(name));
    }
  }
  return [...taken];
}

/** It tells how things of a kind are made, and holds none. */
function isPrototype(value: object): boolean {
  return Object.hasOwn(value, 'constructor');
}

/** Of which of these this is one, by itself. */
export function kindsOf(value: object): readonly Kind[] {
  return KINDS.filter((kind) => {
    try {
      return FORBIDDEN[kind](value);
    } catch {
      // A proxy or an exotic object that refuses to be asked.
      return false;
    }
  });
}

/** Listeners by which an element hands its services on: they are in what it renders, for whoever has it rendered. */
export function handersOf(element: HTMLElement): readonly ((event: object) => void)[] {
  const asked = new Set<unknown>([rendered(element)]);
  for (const value of asked) {
    const inner = typeof value === 'object' && value !== null && 'values' in value && value.values;
    if (Array.isArray(inner)) inner.forEach((one: unknown) => asked.add(one));
  }
  const found = [...asked].filter(
    (value) => typeof value === 'function' && String(value).includes('localName'),
  );
  if (found.length === 0) throw new Error(`${element.localName} hands nothing on.`);
  return found as readonly ((event: object) => void)[];
}

/** What an element renders when it is asked to. */
export function rendered(element: HTMLElement): unknown {
  const { render } = element as unknown as { readonly render: () => unknown };
  return render.call(element);
}

/** What a script can import of what is there: chunks, as in a release. What only modules of one folder give one another is in none. */
export async function loadedModules(): Promise<readonly (readonly [string, unknown])[]> {
  const urls = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /\/__bundle\/(?:plugin|components|services|tsyringe)[\w-]*\.js/.test(name));
  return Promise.all(
    [...new Set(urls)].map(async (url) => [url, (await import(url)) as unknown] as const),
  );
}

export async function storedRows(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name ?? ''));
    for (const table of database.objectStoreNames) {
      found.push(
        ...(await done<unknown[]>(database.transaction(table).objectStore(table).getAll())),
      );
    }
    database.close();
  }
  return found;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('It cannot be read.'));
    };
  });
}
