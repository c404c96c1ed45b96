import type { ReadyTabView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { keyOfServices, type Kept, type UnsavedWork } from '../unsaved/unsaved-work.ts';
import { ServicesDraft } from './services-draft.ts';

/** Edits of the services of whoever is shown: taken up with the patient, and left with them. */
export class KeptServices {
  /** They were made before this patient was left, and are shown again. */
  isBack = false;
  #kept: Kept<ServicesDraft> | undefined;
  #work: UnsavedWork | undefined;

  /** The edits in sight. */
  get draft(): ServicesDraft | undefined {
    return this.#kept?.value;
  }

  get isShown(): boolean {
    return this.#kept?.isShown === true;
  }

  /** Takes up the edits of a patient, by the person signed in: new ones, or those that were left. */
  take(work: UnsavedWork, { staff, patient: { ref, name } }: ReadyTabView): void {
    const kept = work.of(staff.id, keyOfServices(ref), () => ({
      what: words('tab').services.heading,
      patient: { ref, name },
      value: new ServicesDraft(),
    }));
    if (kept === this.#kept && kept.isShown) return;
    this.leave();
    kept.isShown = true;
    this.#kept = kept;
    this.#work = work;
    this.isBack = work.isUnsaved(kept);
  }

  /** They are not in sight any more, and are kept. */
  leave(): void {
    if (this.#kept !== undefined) this.#kept.isShown = false;
  }

  isUnsaved(view: ReadyTabView | undefined): boolean {
    return view !== undefined && this.#kept?.value.changed(view.services) === true;
  }

  /** Keeps count of what is not saved. */
  mark(view: ReadyTabView | undefined): void {
    if (this.#work === undefined || view === undefined || this.#kept === undefined) return;
    const isUnsaved = this.isUnsaved(view);
    this.#work.mark(this.#kept, isUnsaved);
    if (!isUnsaved) this.isBack = false;
  }
}

// It is given what people typed, and whoever imports this module reaches the class.
Object.freeze(KeptServices.prototype);
