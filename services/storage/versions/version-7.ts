import type { SchemaVersion } from './schema-version.ts';

/** Ready entries are found from any place in the queue on, and unsent work by its kind. */
export const VERSION_7: SchemaVersion = {
  version: 7,
  stores: {
    outbox:
      '++sequence, &id, patientRef, changeId, [turn.staffId+turn.lane+sequence], [turn.staffId+turn.due], ' +
      '[author.id+attempts], [state+kind+patientRef]',
  },
};
