/**
 * Builds the plugin and the demo's pages into dist/.
 * @throws {Error} naming what is missing or does not compile.
 */
export declare function buildAll(): Promise<void>;
/** Playwright's global setup: one build before all its tests. */
export default buildAll;
