import type { Disposable, HostWorkingCopies, HostWorkingCopy } from '../../../plugin/host-api.ts';
import { disposableOf } from '../base/disposables.ts';

/** What is unsaved now: in views of plugins, and in this host's own forms. */
export class WorkingCopies implements HostWorkingCopies {
  readonly #dirty = new Set<HostWorkingCopy>();

  /** In the order in which they became unsaved. */
  get dirty(): readonly HostWorkingCopy[] {
    return [...this.#dirty];
  }

  markDirty(copy: HostWorkingCopy): Disposable {
    // Its own entry each time, so that an old handle takes nothing from a new one.
    const own = {
      ...copy,
      save: () => copy.save(),
      revert: () => copy.revert(),
    };
    this.#dirty.add(own);
    return disposableOf(() => {
      this.#dirty.delete(own);
    });
  }
}
