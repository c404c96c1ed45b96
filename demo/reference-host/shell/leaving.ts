import type { HostWorkingCopy } from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import type { WorkingCopies } from '../plugin-support/working-copies.ts';
import { showDialog } from './dialog.ts';

const SAVE = 'Save';
const DISCARD = 'Don’t save';

export interface LeavingParts {
  readonly workingCopies: WorkingCopies;
  /** Who is open, in one line; none when nobody is. */
  readonly patient: () => string | undefined;
  /** Told when a plugin failed in saving or giving up. */
  readonly onFault: (error: unknown) => void;
}

/** Asks before anything unsaved is left, as VS Code does before an editor that is dirty is closed. */
export class Leaving {
  readonly #parts: LeavingParts;
  #isAsking = false;

  constructor(parts: LeavingParts) {
    this.#parts = parts;
  }

  /** Whether one may go on. Whoever wants to leave while the question is open has it in front of them already. */
  async mayLeave(): Promise<boolean> {
    const copies = this.#parts.workingCopies.dirty;
    if (copies.length === 0) return true;
    if (this.#isAsking) return false;
    this.#isAsking = true;
    try {
      return await this.#settle(copies, await this.#ask(copies));
    } catch (error) {
      // The boundary to a plugin's code: what it could not save is not left.
      this.#parts.onFault(error);
      return false;
    } finally {
      this.#isAsking = false;
    }
  }

  #ask(copies: readonly HostWorkingCopy[]): Promise<string | undefined> {
    return showDialog({
      title: 'Save your changes?',
      about: this.#parts.patient(),
      body: [
        make('p', {}, 'These changes are not saved, and are lost if you do not save them:'),
        make('ul', {}, ...copies.map(({ name }) => make('li', {}, name))),
      ],
      buttons: [SAVE, DISCARD, 'Cancel'],
    });
  }

  async #settle(copies: readonly HostWorkingCopy[], answer: string | undefined): Promise<boolean> {
    if (answer !== SAVE && answer !== DISCARD) return false;
    for (const copy of copies) {
      if (answer === DISCARD) await copy.revert();
      else if (!(await copy.save())) return false;
    }
    return true;
  }
}
