const OUTBOX = ['test/services/storage/dexie-outbox.test.ts'];
const RECORDS = ['test/services/storage/dexie-record-store.test.ts'];
const HAZARDS = ['test/services/storage/storage-hazards.test.ts'];

/** Records, unsent work and audit in IndexedDB. */
export const STORAGE = {
  'audit-by-a-replaced-sender': {
    promise: 'SECURITY, lost change: a sender that lost its lease settles nothing, no audit either',
    file: 'services/storage/dexie-outbox.ts',
    find: '      requireCurrent(current, epoch);\n      const gone',
    put: '      const gone',
    tests: ['test/services/storage/replaced-sender.test.ts'],
  },
  'replaced-sender-settles': {
    promise: 'ADR 4: each settle checks who sends, in its own transaction',
    file: 'services/storage/sender-epoch.ts',
    find: 'if (current !== epoch) throw',
    put: 'if (current < epoch) throw',
    tests: OUTBOX,
  },
  'operation-twice': {
    promise: 'SECURITY: one operation is one change, from however many tabs it comes',
    file: 'services/storage/dexie-commit.ts',
    find: 'if (operation !== undefined) return ok();',
    put: "if (operation?.operationId === '') return ok();",
    tests: HAZARDS,
  },
  'change-without-audit': {
    promise: 'SECURITY, lost change: record, outbox entry and audit row are one transaction',
    file: 'services/storage/dexie-commit.ts',
    find: '    tables.audit.bulkAdd(audit.map((row) => ({ audit: row }))),\n',
    put: '',
    tests: RECORDS,
  },
  'overwrites-what-was-not-seen': {
    promise: 'SECURITY, lost change: a change is of the record as its author saw it',
    file: 'services/storage/change-plan.ts',
    find: 'if (!samePlainData(before, stored)) return',
    put: 'if (!samePlainData(before, stored) && stored === undefined) return',
    tests: RECORDS,
  },
  'second-account-stored': {
    promise: 'ADR 3: one account a patient, also between two tabs',
    file: 'services/storage/change-plan.ts',
    find: "const hasAccount = set.rowsOf(after.body.patientRef).some(({ kind }) => kind === 'account');",
    put: "const hasAccount = set.rowsOf(after.body.patientRef).some(({ kind }) => kind === 'letter');",
    tests: [...RECORDS, ...HAZARDS],
  },
  'own-account-kept-beside-the-first': {
    promise: 'ADR 3: the second workstation drops its own account and adopts the first',
    file: 'services/storage/remote-changes.ts',
    find: '  if (local !== undefined) replaceAccount(set, local, remote);\n',
    put: '',
    tests: OUTBOX,
  },
  'second-set-of-codes-stored': {
    promise: 'ADR 12: one set of codes works, ever',
    file: 'services/storage/change-plan.ts',
    find: 'if (issuesBesideOthers(set, change)) {',
    put: "if (issuesBesideOthers(set, change) && at === '') {",
    tests: OUTBOX,
  },
  'oldest-codes-stand': {
    promise: 'ADR 12: of two sets of codes the newest counts',
    file: 'services/storage/surplus-codes.ts',
    find: 'other === undefined || order(row) > order(other);',
    put: 'other === undefined || order(row) < order(other);',
    tests: OUTBOX,
  },
  'half-a-change-given-up': {
    promise: 'ADR 10: a change is one thing; a part that has arrived is not left alone',
    file: 'services/storage/given-up-change.ts',
    find: 'if (entries.some(({ partlyShared }) => partlyShared === true)) {',
    put: 'if (entries.every(({ partlyShared }) => partlyShared === false)) {',
    tests: OUTBOX,
  },
  'codes-before-the-ends-of-others': {
    promise: 'ADR 12: new codes wait until the endings of older ones have gone out',
    file: 'services/storage/send-queue.ts',
    find: '!(isNewRegistration(entry) && account !== undefined && codesToEnd.has(account));',
    put: '!(isNewRegistration(entry) && account === undefined);',
    tests: OUTBOX,
  },
  'overtakes-itself': {
    promise: 'ADR 4: later entries of a record wait behind the earlier ones',
    file: 'services/storage/send-queue.ts',
    find: '    held.add(record);\n',
    put: '',
    tests: OUTBOX,
  },
  'ended-codes-kept-in-the-queue': {
    promise: 'ADR 5: used and withdrawn codes are wiped at once, also sealed',
    file: 'services/storage/ended-registration.ts',
    find: 'if (![before, after.body, theirs].some(isEndedRegistration)) return entry;',
    put: 'if ([before, after.body, theirs].some(isEndedRegistration)) return entry;',
    tests: OUTBOX,
  },
  'conflict-overwritten': {
    promise: 'ADR 4: where both sides changed the same, a person chooses',
    file: 'services/storage/remote-changes.ts',
    find: "  onConflict: 'ask' | 'drop' = 'ask',\n): readonly DroppedEntry[] {",
    put: "  onConflict: 'ask' | 'drop' = 'drop',\n): readonly DroppedEntry[] {",
    tests: OUTBOX,
  },
  'old-code-writes-into-new-rows': {
    promise: 'ADR 11: old code never writes into a newer database',
    file: 'services/storage/fixed-version-factory.ts',
    find: 'if (version !== nativeVersion) {',
    put: 'if (version === -1) {',
    tests: ['test/services/storage/schema-fence.test.ts'],
  },
  'saved-but-not-on-disk': {
    promise: 'ADR 11: what staff are told is saved survives a power cut',
    file: 'services/storage/online-services-database.ts',
    find: "durability: stores.includes('operations') ? 'strict' : 'relaxed',",
    put: "durability: stores.includes('nothing') ? 'strict' : 'relaxed',",
    tests: HAZARDS,
  },
};
