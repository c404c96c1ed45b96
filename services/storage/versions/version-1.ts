import type { SchemaVersion } from './schema-version.ts';

/** The first version. */
export const VERSION_1: SchemaVersion = {
  version: 1,
  stores: {
    records: '[kind+recordId], kind, patientRef, body.accountId',
    outbox: '++sequence, &id, patientRef, [kind+recordId]',
    audit: '++sequence, &audit.id, audit.at, [audit.patientRef+audit.at]',
    operations: 'operationId',
    cursors: 'kind',
    quarantine: '[kind+serverId], kind',
    meta: 'name',
  },
};
