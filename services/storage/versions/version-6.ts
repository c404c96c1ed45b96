import type { SchemaVersion } from './schema-version.ts';

/** Jobs, their patients a thousand to a row, and what became of each. */
export const VERSION_6: SchemaVersion = {
  version: 6,
  stores: {
    jobs: 'id, startedAt',
    jobPatients: '[jobId+part], startedAt',
    jobOutcomes: '[jobId+place], startedAt',
  },
};
