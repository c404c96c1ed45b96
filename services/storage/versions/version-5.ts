import type { SchemaVersion } from './schema-version.ts';

/** Lists of basic accounts, and of those that another system made and nobody of the practice has opened. */
export const VERSION_5: SchemaVersion = {
  version: 5,
  stores: {
    patientRecords:
      '++place, body.patientRef, [kind+server.id+server.versionId], body.accountId, ' +
      '[body.status+body.patientRef], [body.createdAt+body.patientRef], [changedAt+body.patientRef], ' +
      '[disabled+body.patientRef], [codesUntil+body.patientRef], surplusOf, ' +
      '[body.kind+body.patientRef], [unseen+body.patientRef]',
  },
  carryOver: () => import('./from-version-4.ts'),
};
