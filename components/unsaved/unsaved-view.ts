/** A view in which things are typed, as whoever placed it learns of what is not saved. */
export interface UnsavedView {
  /** Whose record is shown; none for settings of the practice. */
  readonly patientRef: string | undefined;
  /** What is not saved, in a few words each; nothing once the view has gone from the page. */
  readonly unsaved: readonly string[];
  /** Saves all of it, as the view's own buttons do. `false` when something was refused, or has to be answered first. */
  saveUnsaved(): Promise<boolean>;
  /**
   * Gives all of it up. What is being saved at that moment cannot be called back: resolves when it is over, to what was
   * saved all the same.
   */
  revertUnsaved(): Promise<readonly SavedAllTheSame[]>;
}

/** What was on its way when it was to be given up. */
export interface SavedAllTheSame {
  /** In a few words: "Services". */
  readonly what: string;
  /** Whose record; none for settings of the practice. */
  readonly patientName: string | undefined;
}

declare global {
  interface HTMLElementEventMap {
    /** It is something else that is not saved in a view, or nothing any more. */
    'os-unsaved-change': Event;
  }
}
