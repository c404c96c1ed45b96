import type { Disposable } from './host-api.ts';

/** A port does not promise to be disposable; some of its adapters are. */
export function isDisposable(part: object): part is Disposable {
  return 'dispose' in part && typeof part.dispose === 'function';
}
