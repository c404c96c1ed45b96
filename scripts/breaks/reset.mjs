const RULES = ['test/services/domain/account/reset-account.test.ts'];
const FIRST = ['test/services/domain/unsent-work/reset-first.test.ts'];
const STORED = ['test/fakes/in-memory-storage.test.ts'];
const DESK = ['test/services/application/account/reset-account.test.ts'];
const SITE = ['test/node/patient-site/reset.test.ts'];

/** Reset, reprint, new letter. */
export const RESET = {
  'reset-without-a-check-of-the-day': {
    promise: 'decisions: a reset takes an identity check made on the day',
    file: 'services/domain/account/account-rules.ts',
    find: 'if (!needsIdentityCheck) return undefined;',
    put: "if (today !== '') return undefined;",
    tests: RULES,
  },
  'reset-enables': {
    promise: 'decisions: a disabled account stays disabled when it is reset',
    file: 'services/domain/account/reset-account.ts',
    find: 'return { ...kept, status: AccountStatus.created,',
    put: 'return { ...kept, enabled: true, status: AccountStatus.created,',
    tests: RULES,
  },
  'reset-undone-by-a-registration': {
    promise: 'fhir-mapping, reset: it comes before what it had not heard of',
    file: 'services/domain/unsent-work/reset-first.ts',
    find: 'if (before.resetId === theirs.resetId) {',
    put: 'if (before.resetId !== undefined || true) {',
    tests: FIRST,
  },
  'two-resets': {
    promise: 'fhir-mapping, reset: of two the first to arrive stands',
    file: 'services/domain/unsent-work/reset-first.ts',
    find: "? 'reset-elsewhere'",
    put: '? { before: decidedAs(theirs, before), ours }',
    tests: FIRST,
  },
  'codes-of-a-dropped-reset': {
    promise: 'fhir-mapping, reset: of the other nothing but endings of codes is sent',
    file: 'services/storage/reset-elsewhere.ts',
    find: 'for (const codes of neverSentCodes(set, reset)) {',
    put: 'for (const codes of neverSentCodes(set, reset).slice(1)) {',
    tests: STORED,
  },
  'codes-before-their-reset': {
    promise: 'fhir-mapping, reset: the new Task once the Person has been confirmed',
    file: 'services/storage/send-queue.ts',
    find: 'if (isResetEntry(entry)) resetsToCome.add(entry.recordId);',
    put: '',
    tests: STORED,
  },
  'lost-letter-waits-for-the-new-one': {
    promise: 'CHANGELOG: codes of a letter that was lost or seen stop at once',
    file: 'services/application/codes/issue-new-codes.ts',
    find: "if (why.value.code !== 'lost-or-seen') return",
    put: 'return',
    tests: DESK,
  },
  'old-login-after-a-reset': {
    promise: 'fhir-mapping, reset: a login counts only while its reset is the account’s',
    file: 'demo/patient-site/account-person.ts',
    find: 'return resetId === made.resetId;',
    put: 'return resetId !== undefined || resetId === made.resetId;',
    tests: SITE,
  },
};
