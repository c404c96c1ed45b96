import type { Disposable, HostWorkingCopies, HostWorkingCopy } from '../../plugin/host-api.ts';

/** What somebody answers who is asked before they leave. */
export type Answer = 'save' | 'discard' | 'cancel' | 'none';

/** Unsaved changes as a host of version 1.2 keeps count of them, and the person whom it asks. */
export class FakeWorkingCopies implements HostWorkingCopies {
  readonly dirty = new Set<HostWorkingCopy>();

  markDirty(copy: HostWorkingCopy): Disposable {
    // Its own entry each time, so that an old handle takes nothing from a new one.
    const own = { ...copy, save: () => copy.save(), revert: () => copy.revert() };
    this.dirty.add(own);
    return { dispose: () => this.dirty.delete(own) };
  }

  /** What the question would name. */
  get names(): readonly string[] {
    return [...this.dirty].map(({ name }) => name);
  }

  /** Somebody wants to leave and answers. @returns whether they left. */
  async leave(answer: Answer): Promise<boolean> {
    for (const copy of [...this.dirty]) {
      if (answer === 'cancel' || answer === 'none') return false;
      if (answer === 'discard') await copy.revert();
      else if (!(await copy.save())) return false;
    }
    return true;
  }
}
