interface Place {
  readonly place: number;
}

/**
 * The browser's list of places, counted, so that one can be gone back to when somebody would rather stay: by then the
 * address has changed already, whichever way it went.
 */
export class VisitedPlaces {
  /** Of what is shown. */
  #shown = 0;

  constructor() {
    this.#shown = placeHere() ?? 0;
    this.#count(this.#shown);
  }

  /** What the address asks for is shown now. */
  arrived(): void {
    const place = placeHere();
    this.#shown = place ?? this.#shown + 1;
    if (place === undefined) this.#count(this.#shown);
  }

  /** Back to what is shown, without a trace in the list but what lies ahead. */
  stay(): void {
    const steps = (placeHere() ?? this.#shown + 1) - this.#shown;
    // No steps would load the page anew.
    if (steps !== 0) history.go(-steps);
  }

  /** Another address for the same place. */
  rename(hash: string): void {
    history.replaceState(history.state, '', hash);
  }

  #count(place: number): void {
    history.replaceState({ place } satisfies Place, '');
  }
}

function placeHere(): number | undefined {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'place' in state
    ? Number(state.place)
    : undefined;
}
