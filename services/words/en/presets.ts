/** What is said of presets of services. */
export { presets } from './services/presets.ts';
