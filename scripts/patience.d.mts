declare global {
  /** In a page, where there is no environment: the patience of the run. */
  var testPatience: number | undefined;
}

/** The patience of this run, at least 1: how many times longer than on a quiet machine tests wait. */
export function patience(): number;

/** A time limit of this run, in whole milliseconds. */
export function limitOf(what: 'condition' | 'test' | 'file' | 'start' | 'story'): number;
