const TABLE = ['test/services/application/commands/rights-table.test.ts'];
const ENDS = ['test/services/application/commands/what-stands-at-the-end.test.ts'];
const DESK = ['test/services/application/commands/command-desk.test.ts'];
const RIGHTS = ['test/services/application/commands/permissions.test.ts'];
const CREATE = ['test/services/application/account/create-account.test.ts'];

const LET_IN = ['test/services/application/patient/who-is-let-in.test.ts'];

/** What staff do. */
export const APPLICATION = {
  'number-hidden-of-the-ineligible': {
    promise: 'SECURITY, wrong patient: name, date of birth and number of whoever is open are shown',
    file: 'services/application/tab/tab-view.ts',
    find: '...(number.ok && {',
    put: '...(number.ok && eligible.ok && {',
    tests: ['test/services/application/patient/who-is-let-in.test.ts'],
  },
  'right-not-asked-for': {
    promise: 'role by command by way: each does exactly what their role may',
    file: 'services/application/commands/command-desk.ts',
    find: 'if (session.permissions.includes(permission)) return ok(action);',
    put: 'if (session.permissions.length > 0) return ok(action);',
    tests: TABLE,
  },
  'refusal-without-its-row': {
    promise: 'role by command by way: a refusal leaves its audit row',
    file: 'services/application/commands/command-desk.ts',
    find: 'if (!outcome.ok && !UNAUDITED.has(outcome.failure.kind)) {',
    put: 'if (!outcome.ok && UNAUDITED.has(outcome.failure.kind)) {',
    tests: TABLE,
  },
  'opening-in-a-later-name': {
    promise: 'an opening is noted in the name of who was shown the tab',
    file: 'services/application/online-services-facade.ts',
    find: 'if (this.shown?.patient.ref !== patientRef) return ok();',
    put: 'if (this.shown === undefined) return ok();',
    tests: ['test/services/application/patient/opening.test.ts'],
  },
  'no-longer-stands': {
    promise: 'SECURITY, wrong patient: refused when another patient is open',
    file: 'services/application/commands/staff-action.ts',
    find: 'return stands.ok ? this.commitWhatHappened(change) : stands;',
    put: 'return stands.ok ? this.commitWhatHappened(change) : this.commitWhatHappened(change);',
    tests: ENDS,
  },
  'other-patient-begun': {
    promise: 'SECURITY, wrong patient: a command carries the patient it was begun for',
    file: 'services/application/commands/command-desk.ts',
    find: 'if (patient?.ref !== patientRef) return ok(undefined);',
    put: 'if (patient === null) return ok(undefined);',
    tests: DESK,
  },
  'permission-only-on-buttons': {
    promise: 'SECURITY: permissions are checked in the use cases',
    file: 'services/application/commands/command-desk.ts',
    find: 'if (session.permissions.includes(permission)) return ok(action);',
    put: "if (session.permissions.includes(permission) || subject.patientRef !== '') return ok(action);",
    tests: DESK,
  },
  'unlock-for-lookers': {
    promise: 'SECURITY: unlocking takes the right to manage accounts',
    file: 'services/application/commands/command-list.ts',
    find: 'unlockAccount: patientCommand({\n    permission: Permission.manageAccounts,',
    put: 'unlockAccount: patientCommand({\n    permission: Permission.view,',
    tests: RIGHTS,
  },
  'new-codes-for-lookers': {
    promise: 'SECURITY: new codes take the right to manage accounts',
    file: 'services/application/commands/command-list.ts',
    find: 'issueNewCodes: patientCommand({\n    permission: Permission.manageAccounts,',
    put: 'issueNewCodes: patientCommand({\n    permission: Permission.view,',
    tests: RIGHTS,
  },
  'letters-for-lookers': {
    promise: 'SECURITY: letters take the right to print them',
    file: 'services/application/commands/rules.ts',
    find: 'permission: Permission.printLetters,',
    put: 'permission: Permission.view,',
    tests: RIGHTS,
  },
  'decisions-for-lookers': {
    promise: 'SECURITY: deciding about unsent work takes the right that the work took',
    file: 'services/domain/unsent-work/deciding.ts',
    find: 'return [...new Set(needed)].filter((permission) => !held.includes(permission));',
    put: 'return [...new Set(needed)].filter(() => held.length === 0);',
    tests: TABLE,
  },
  'handed-over-without-audit': {
    promise: 'SECURITY: every look, print and save of a letter is in the audit',
    file: 'services/application/letter/hand-over.ts',
    find: '  if (!audited.ok) return audited;\n',
    put: '',
    tests: ENDS,
  },
  'shown-without-audit': {
    promise: 'SECURITY: every look at a letter is in the audit',
    file: 'services/application/letter/preview-letter.ts',
    find: 'return audited.ok ? ok(made.value.letter) : audited;',
    put: 'return audited.ok ? ok(made.value.letter) : ok(made.value.letter);',
    tests: ENDS,
  },
  'printed-for-somebody-else': {
    promise: 'SECURITY, wrong patient: nothing leaves the house for somebody else',
    file: 'services/application/letter/hand-over.ts',
    find: '  if (!stands.ok) return stands;\n',
    put: '',
    tests: ['test/services/application/letter/letters.test.ts'],
  },
  'letter-without-warning': {
    promise: 'ADR 3: letters printed before the account is shared carry a warning',
    file: 'services/application/letter/hand-over.ts',
    find: 'const warned = letter.warning === undefined ? [] :',
    put: 'const warned = letter.warning !== undefined ? [] :',
    tests: ['test/services/application/letter/letters.test.ts'],
  },
  'unknown-reason-unsaid': {
    promise: 'ADR 9: a reason that a newer version has kept is told in general',
    file: 'services/application/commands/refusal.ts',
    find: 'if (said !== undefined && Object.hasOwn(said, reason.code)) {',
    put: 'if (said !== undefined) {',
    tests: ['test/services/application/unsent-work/sync-view.test.ts'],
  },
  'looking-loads-everything': {
    promise: 'ADR 13: commands load when somebody starts to work',
    file: 'services/application/online-services-facade.ts',
    find: '    this.boundary = new CommandBoundary(log);\n',
    put: '    this.boundary = new CommandBoundary(log);\n    this.prepare();\n',
    tests: ['test/services/application/commands/when-commands-load.test.ts'],
  },
  'refusal-not-audited': {
    promise: 'CHANGELOG: audit of every change, print and refusal',
    file: 'services/application/commands/command-desk.ts',
    find: '    await action.auditRefusal(sentenceOf(outcome.failure.reason));\n',
    put: '',
    tests: CREATE,
  },
  'ten-clicks-ten-accounts': {
    promise: 'README: an operation happens once, however often it is clicked',
    file: 'services/application/commands/command-boundary.ts',
    find: '    if (earlier !== undefined) return earlier;\n',
    put: '',
    tests: [...CREATE, 'test/services/application/letter/letters.test.ts'],
  },
  'no-email-not-asked': {
    promise: 'README, tour: the exact question when there is no verified email',
    file: 'services/application/account/create-account.ts',
    find: '...(why === undefined ? [] :',
    put: '...(why !== undefined ? [] :',
    tests: CREATE,
  },
  'switched-on-for-anybody': {
    promise: 'SECURITY: nothing switched on or unlocked for nobody in particular',
    file: 'services/application/services/change-services.ts',
    find: 'switchesOn(action.records, after.value)',
    put: 'switchesOn(after.value, after.value)',
    tests: LET_IN,
  },
  'unlocked-for-anybody': {
    promise: 'SECURITY: nothing switched on or unlocked for nobody in particular',
    file: 'services/application/commands/command-list.ts',
    find: 'because(whyNobodyIsLetIn(facts) ?? whyNotUnlock(asOfNow(facts)))',
    put: 'because(whyNotUnlock(asOfNow(facts)))',
    tests: LET_IN,
  },
  'account-outlives-patient': {
    promise: 'SECURITY: the account of who has died or left ends by itself',
    file: 'services/application/patient/who-is-let-in.ts',
    find: 'return whyNoPatientOfOurs(patient) !== undefined && whyNotWithdrawAccess(records) === undefined;',
    put: 'return whyNoPatientOfOurs(patient) !== undefined && records.account === undefined;',
    tests: LET_IN,
  },
  'wiped-by-a-wrong-clock': {
    promise: 'ADR 14: nothing is wiped by a time that is not trusted',
    file: 'services/application/codes/expire-codes.ts',
    find: '  if (!environment.isTimeTrusted()) return ok();\n',
    put: '',
    tests: ['test/services/application/codes/expire-codes.test.ts'],
  },
};
