import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';

/** Edits of one form: kept while they are not saved, also while the form is not on the screen. */
export interface Kept<T = unknown> {
  /** What is being edited, in a few words: "Services". */
  readonly what: string;
  /** Whose record; none for settings of the practice. */
  readonly patient?: { readonly ref: string; readonly name: string };
  /** What was typed, chosen and ticked. */
  value: T;
  /** The form is in sight. */
  isShown: boolean;
  /** Whether what it is about is there still, so that it can be opened again; left out where it always can. */
  readonly isThere?: (view: ReadyTabView) => boolean;
}

/** What was lost when a session ended: what it was, and whose. */
export type Lost = Pick<Kept, 'what' | 'patient'>;

/**
 * What one person has typed and not saved yet. In memory only, for nobody but them, and no longer than their session.
 * While there is any, the browser asks before it closes or reloads the page, whatever the host does.
 */
export class UnsavedWork {
  #staffId = '';
  readonly #kept = new Map<string, Kept>();
  readonly #unsaved = new Set<Kept>();
  readonly #lost = new Map<string, readonly Lost[]>();
  readonly #askFirst = (event: Event): void => {
    event.preventDefault();
  };

  /** The edits of a form, those that were left or new ones. They are of whoever is signed in, and of nobody else. */
  of<T>(staffId: string, key: string, make: () => Omit<Kept<T>, 'isShown'>): Kept<T> {
    if (staffId !== this.#staffId) this.signedIn(staffId);
    const kept = this.find<T>(key) ?? { ...make(), isShown: false };
    this.#kept.set(key, kept);
    return kept;
  }

  /** The edits of a form, where there are any. A key is of one form, and a form has one kind of edits. */
  find<T>(key: string): Kept<T> | undefined {
    return this.#kept.get(key) as Kept<T> | undefined;
  }

  /** Forgets them: they were saved or given up. */
  forget(key: string): void {
    const kept = this.find(key);
    this.#kept.delete(key);
    if (kept !== undefined) this.mark(kept, false);
  }

  /** Whether these edits are still somebody's: not once their session has ended. */
  holds(kept: Kept): boolean {
    return [...this.#kept.values()].includes(kept);
  }

  /** Says whether the edits differ from what is saved. */
  mark(kept: Kept, isUnsaved: boolean): void {
    if (isUnsaved && this.holds(kept)) this.#unsaved.add(kept);
    else this.#unsaved.delete(kept);
    // One that stands without need keeps the page out of the browser's memory of pages to go back to.
    if (this.#unsaved.size > 0) addEventListener('beforeunload', this.#askFirst);
    else removeEventListener('beforeunload', this.#askFirst);
  }

  isUnsaved(kept: Kept): boolean {
    return this.#unsaved.has(kept);
  }

  /** What is not saved of a patient. */
  unsavedOf(patientRef: string): readonly Kept[] {
    return [...this.#unsaved].filter(({ patient }) => patient?.ref === patientRef);
  }

  /** Whether there may be something to tell of what is not in sight any more. */
  hasLeftBehind({ staff, patient }: ReadyTabView): boolean {
    return this.#lost.has(staff.id) || this.unsavedOf(patient.ref).some(({ isShown }) => !isShown);
  }

  /**
   * Forgets what can never be opened again, because what it was about has gone. Gives what was dropped, so that it is
   * told.
   */
  dropGone(view: ReadyTabView): readonly Kept[] {
    const gone = [...this.#kept].filter(
      ([, kept]) =>
        kept.patient?.ref === view.patient.ref &&
        !kept.isShown &&
        this.isUnsaved(kept) &&
        kept.isThere?.(view) === false,
    );
    return gone.map(([key, kept]) => {
      this.forget(key);
      return kept;
    });
  }

  /** A session has ended or begun. Whatever was not saved is dropped; whose it was is told when they come back. */
  signedIn(staffId: string): void {
    const lost = [...this.#unsaved].map(({ what, patient }) => ({
      what,
      ...(patient && { patient }),
    }));
    if (lost.length > 0) this.#lost.set(this.#staffId, lost);
    [...this.#kept.keys()].forEach((key) => {
      this.forget(key);
    });
    this.#staffId = staffId;
  }

  /** What this person lost when their last session ended; once. */
  takeLost(staffId: string): readonly Lost[] {
    const lost = this.#lost.get(staffId) ?? [];
    this.#lost.delete(staffId);
    return lost;
  }
}

// It has what people typed, and whoever imports this module reaches the class.
Object.freeze(UnsavedWork.prototype);

/** Key of the edits of a patient's services. */
export function keyOfServices(patientRef: string): string {
  return `services-${patientRef}`;
}

/** By the facade that elements are given, not on it: other scripts read elements, and this has what was typed. */
const works = new WeakMap<OnlineServices, UnsavedWork>();

/** The unsaved work of an activation. */
export function unsavedWorkOf(services: OnlineServices): UnsavedWork {
  const work = works.get(services) ?? new UnsavedWork();
  works.set(services, work);
  return work;
}
