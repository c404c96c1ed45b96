import type { SchemaVersion } from './schema-version.ts';

/**
 * Audit rows that wait are sent by whoever is signed in, and are counted. Whose switch-off was discarded by somebody
 * else is told.
 */
export const VERSION_4: SchemaVersion = {
  version: 4,
  stores: { notices: 'id, staffId, at' },
  carryOver: () => import('./from-version-3.ts'),
};
