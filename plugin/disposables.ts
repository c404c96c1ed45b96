import type { Disposable } from './host-api.ts';

/** A port does not promise to be disposable; some of its adapters are. */
export function isDisposable(part: object): part is Disposable {
  return 'dispose' in part && typeof part.dispose === 'function';
}

/** Handles to release, last in first out. One that throws does not keep the others from being released. */
export class Disposables implements Disposable {
  private readonly handles: Disposable[] = [];
  private isDisposed = false;

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Keeps a handle and gives it back. After `dispose` it is released at once. */
  add<T extends Disposable>(handle: T): T {
    if (this.isDisposed) this.release(handle);
    else this.handles.push(handle);
    return handle;
  }

  dispose(): void {
    this.isDisposed = true;
    for (let handle = this.handles.pop(); handle !== undefined; handle = this.handles.pop()) {
      this.release(handle);
    }
  }

  private release(handle: Disposable): void {
    try {
      handle.dispose();
    } catch (error) {
      // One faulty handle must not keep the rest of the plugin alive.
      this.onError(error);
    }
  }
}
