import type { SchemaVersion } from './schema-version.ts';

/**
 * Rows hold each fact once, under a short key of the database's own, with the indexes that the queue and lists of the
 * whole practice need. An entry names the change it is a part of. Sent audit rows and operations can be found by age.
 */
export const VERSION_2: SchemaVersion = {
  version: 2,
  stores: {
    records: null,
    patientRecords:
      '++place, body.patientRef, [kind+server.id+server.versionId], body.accountId, ' +
      '[body.status+body.patientRef], [body.createdAt+body.patientRef], [changedAt+body.patientRef], ' +
      '[disabled+body.patientRef], [codesUntil+body.patientRef], surplusOf',
    outbox:
      '++sequence, &id, patientRef, changeId, [turn.staffId+turn.lane], [turn.staffId+turn.due], ' +
      '[author.id+attempts], [state+patientRef]',
    audit: '++sequence, &audit.id, audit.at, [audit.patientRef+audit.at], sentAt',
    operations: 'operationId, at',
  },
  carryOver: () => import('./from-version-1.ts'),
};
