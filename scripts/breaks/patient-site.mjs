const REGISTRATION = ['test/node/patient-site/registration.test.ts'];
const SIGNING_IN = ['test/node/patient-site/signing-in.test.ts'];

/** The stand-in website, which shows what any website must keep. */
export const PATIENT_SITE = {
  'guessing-without-end': {
    promise: 'SECURITY, guessing a code: the website limits attempts',
    file: 'demo/patient-site/code-check.ts',
    find: '      this.#limit.countWrong(key);\n',
    put: '',
    tests: REGISTRATION,
  },
  'expired-codes-taken': {
    promise: 'README: unused codes expire',
    file: 'demo/patient-site/code-check.ts',
    find: 'if (hasExpired(task, this.#now())) {',
    put: "if (task.id === '') {",
    tests: REGISTRATION,
  },
  'superseded-codes-taken': {
    promise: 'ADR 12: of two sets of codes the website accepts the newest only',
    file: 'demo/patient-site/code-check.ts',
    find: 'if (newest !== undefined && newest.id !== task.id) {',
    put: 'if (newest !== undefined && newest.id === undefined) {',
    tests: REGISTRATION,
  },
  'codes-used-twice': {
    promise: 'README, tour: codes register one account once',
    file: 'demo/patient-site/registration.ts',
    find: "      { update: endedTask(task, 'completed', operation) },\n",
    put: '',
    tests: REGISTRATION,
  },
  'tells-which-part-was-right': {
    promise: 'SECURITY, guessing a code: one answer to everything wrong',
    file: 'demo/patient-site/code-check.ts',
    find: "this.#limit.countWrong(key);\n      return fail(422, 'wrong-details', WRONG_MESSAGE);",
    put: "this.#limit.countWrong(key);\n      return fail(422, accounts.length > 0 ? 'wrong-code' : 'wrong-details', WRONG_MESSAGE);",
    tests: REGISTRATION,
  },
  'any-code-opens': {
    promise: 'SECURITY, guessing a code: only the codes of the letter open the account',
    file: 'demo/patient-site/registration-task.ts',
    find: 'return expected.length === actual.length && timingSafeEqual(expected, actual);',
    put: 'return expected.length === actual.length;',
    tests: REGISTRATION,
  },
  'disabled-account-signs-in': {
    promise: 'README: an account disabled by the practice opens nothing',
    file: 'demo/patient-site/sign-in.ts',
    find: "    if (!account.enabled) return fail(422, 'disabled-by-practice', DISABLED_MESSAGE);\n",
    put: '',
    tests: SIGNING_IN,
  },
  'never-locks': {
    promise: 'README: five wrong passwords lock an account',
    file: 'demo/patient-site/sign-in.ts',
    find: 'const isLast = failures >= FAILURES_TO_LOCK;',
    put: 'const isLast = failures > 99;',
    tests: SIGNING_IN,
  },
};
