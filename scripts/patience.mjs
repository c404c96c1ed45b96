/**
 * How long tests wait before they give up: the one place that says so, for scripts and for pages alike. A wait ends as
 * soon as what it waits for is there, so these limits cost time only where something is broken.
 *
 * Each limit is what a quiet, ordinary machine never needs, times the patience of this run: 1, or what
 * scripts/measure-patience.mjs made of the machine. `TEST_PATIENCE=4 npm test` sets it by hand.
 */

/** In milliseconds, at a patience of 1. */
const LIMITS = {
  /** One condition: something is on the screen, in the database, on the server. */
  condition: 10_000,
  /** One in-browser test. */
  test: 60_000,
  /** One file of in-browser tests, and one browser's start. */
  file: 300_000,
  start: 60_000,
  /** One end-to-end test: a story of many steps. */
  story: 120_000,
};

/**
 * The patience of this run, at least 1.
 * @returns {number}
 */
export function patience() {
  const told = globalThis.process?.env.TEST_PATIENCE ?? globalThis.testPatience;
  return Math.max(1, Number(told ?? 1) || 1);
}

/**
 * A limit of this run, in whole milliseconds.
 * @param {keyof typeof LIMITS} what
 * @returns {number}
 */
export function limitOf(what) {
  return Math.round(LIMITS[what] * patience());
}
