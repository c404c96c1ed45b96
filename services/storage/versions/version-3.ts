import type { SchemaVersion } from './schema-version.ts';

/** Why an entry waits or was refused is a code with facts, to be said in any language. */
export const VERSION_3: SchemaVersion = {
  version: 3,
  stores: {},
  carryOver: () => import('./from-version-2.ts'),
};
