import { from, merge, Observable, switchMap, take } from 'rxjs';
import type { TextSeal, TextSeals } from '../ports/text-seals.ts';
import type { TextsToRead } from './stored-texts.ts';

const AS_THEY_LIE: TextsToRead = {
  body: asItIs,
  records: asItIs,
  entry: asItIs,
  notice: asItIs,
  version: (version) => asItIs(typeof version.resource === 'string' ? undefined : version),
};

/** For who only looks: without a key, what is sealed stays so. */
export async function textsToRead(seals: TextSeals): Promise<TextsToRead> {
  try {
    return await openedBy(await seals.current());
  } catch {
    return AS_THEY_LIE;
  }
}

/** For who goes on looking: what was read without a key is read once more when one has come. */
export function readAgain<T>(
  seals: TextSeals,
  read: (texts: TextsToRead) => Promise<T>,
): Observable<T> {
  const come$ = new Observable<void>((watcher) =>
    seals.onCome(() => {
      watcher.next();
    }),
  ).pipe(take(1));
  return from(textsToRead(seals)).pipe(
    switchMap((texts) =>
      texts === AS_THEY_LIE
        ? merge(read(texts), come$.pipe(switchMap(() => readAgain(seals, read))))
        : read(texts),
    ),
  );
}

/** Only where there is a key is anything loaded for it. */
export async function openedBy(seal: TextSeal | null): Promise<TextsToRead> {
  if (seal === null) return AS_THEY_LIE;
  const { opened } = await import('./opened-texts.ts');
  return opened(seal);
}

function asItIs<T>(what: T): Promise<T> {
  return Promise.resolve(what);
}
