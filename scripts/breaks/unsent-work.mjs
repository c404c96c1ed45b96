const CHANGE = ['test/services/storage/dexie-outbox.test.ts'];

/** What is decided about unsent work, and what is kept and for how long. */
export const UNSENT_WORK = {
  'part-of-a-change-discarded': {
    promise: 'ADR 10: a decision acts on all that is unsent of a change',
    file: 'services/storage/given-up-change.ts',
    find: 'return set.change(changeId);',
    put: 'return set.change(changeId).slice(0, 1);',
    tests: CHANGE,
  },
  'partly-shared-change-discarded': {
    promise: 'ADR 10: a change of which a part is on the shared record is not given up',
    file: 'services/storage/given-up-change.ts',
    find: 'if (entries.some(({ partlyShared }) => partlyShared === true)) {',
    put: 'if (entries.length === 0) {',
    tests: CHANGE,
  },
  'change-discarded-under-later-work': {
    promise: 'ADR 10: a change on which later work builds is not given up',
    file: 'services/storage/given-up-change.ts',
    find: 'return isOrphaned || surplusOf(set, entries) > surplusBefore',
    put: 'return surplusOf(set, entries) > surplusBefore + 9 && isOrphaned',
    tests: CHANGE,
  },
  'discarded-sweep-lost': {
    promise: 'ADR 10: the operation is forgotten with the change',
    file: 'services/storage/given-up-change.ts',
    find: 'set.forgetOperation(changeId);',
    put: '',
    tests: CHANGE,
  },
  'codes-issued-beside-others': {
    promise: 'ADR 12: storage refuses an issue of codes beside others',
    file: 'services/storage/change-plan.ts',
    find: 'return surplusCodes(rows).size > 0;',
    put: 'return surplusCodes(rows).size > 9;',
    tests: CHANGE,
  },
  'older-codes-stand': {
    promise: 'ADR 12: of several sets of codes the newest stands',
    file: 'services/storage/surplus-codes.ts',
    find: 'order(row) > order(other)',
    put: 'order(row) < order(other)',
    tests: CHANGE,
  },
  'new-codes-before-old-ones-end': {
    promise: 'ADR 12: never two sets of codes that work',
    file: 'services/storage/send-queue.ts',
    find: 'if (account !== undefined && endsCodes(entry)) codesToEnd.add(account);',
    put: '',
    tests: CHANGE,
  },
  'sent-before-its-account': {
    promise: 'ADR 2: records refer to the account, which is created first',
    file: 'services/storage/send-queue.ts',
    find: "entry.kind === 'account' && entry.before === undefined",
    put: "entry.kind === 'letter' && entry.before === undefined",
    tests: CHANGE,
  },
  'sent-as-somebody-else': {
    promise: 'ADR 6: work is sent as its author or not at all',
    file: 'services/storage/send-queue.ts',
    find: 'const staffId = entry.author.id;',
    put: "const staffId = 'staff-1';",
    tests: CHANGE,
  },
  'cleared-by-a-wrong-clock': {
    promise: 'nothing is cleared while the time is not known for certain',
    file: 'services/storage/storage-sweeper.ts',
    find: 'if (!this.environment.isTimeTrusted()) return false;',
    put: '',
    tests: ['test/services/storage/storage-sweeper.test.ts'],
  },
  'unsent-work-lost-in-an-upgrade': {
    promise: 'a database of version 1 opens in version 2 with nothing lost',
    file: 'services/storage/versions/from-version-1.ts',
    find: '...(turn && { turn })',
    put: '',
    tests: ['test/services/storage/upgrade.test.ts'],
  },
  'reason-lost-in-an-upgrade': {
    promise: 'ADR 9: why work waits is kept in the words it was written in',
    file: 'services/storage/versions/version-3.ts',
    find: "row.reason = { code: 'as-written', text: row.reason };",
    put: 'delete row.reason;',
    tests: ['test/services/storage/upgrade.test.ts'],
  },
};
