const REGISTRATION = ['test/node/patient-site/registration.test.ts'];
const LET_IN = ['test/node/patient-site/who-is-let-in.test.ts'];
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
    file: 'demo/patient-site/let-in.ts',
    find: 'if (!enabled || patientRef',
    put: 'if (patientRef',
    tests: SIGNING_IN,
  },
  'session-outlives-the-account': {
    promise: 'docs/fhir-mapping: an open session ends when nobody is let in any more',
    file: 'demo/patient-site/session-standing.ts',
    find: 'if ((await patientLetIn(fhir, account, now)) === undefined) return notOpen(401);',
    put: '',
    tests: SIGNING_IN,
  },
  'looking-keeps-a-session-alive': {
    promise: 'docs/fhir-mapping: asking whether a session is open lengthens none',
    file: 'demo/patient-site/server.ts',
    find: 'await this.#answer(response, key, this.#sessions.get(key));',
    put: 'await this.#answer(response, key, this.#sessions.touch(key));',
    tests: SIGNING_IN,
  },
  'let-in-for-good': {
    promise:
      'docs/fhir-mapping: a website asks at every sign-in whether the account may still be used',
    file: 'demo/patient-site/sign-in.ts',
    find: 'if (patient === undefined) return notOpen();',
    put: 'if (patient === undefined && account.key === "") return notOpen();',
    tests: LET_IN,
  },
  'other-practices-patient-let-in': {
    promise: 'docs/fhir-mapping: who is registered with another practice is not let in',
    file: 'demo/patient-site/patient-standing.ts',
    find: "return named.length > 0 && !named.includes(practiceId?.toUpperCase() ?? '');",
    put: 'return named.length > 9 && practiceId === undefined;',
    tests: LET_IN,
  },
  'identity-never-checked': {
    promise: 'docs/fhir-mapping: nobody is let in whose identity check does not stand',
    file: 'demo/patient-site/let-in.ts',
    find: 'return (await isIdentityChecked(fhir, patientRef, practiceId)) ? patient : undefined;',
    put: 'return patient;',
    tests: LET_IN,
  },
  'never-locks': {
    promise: 'README: five wrong passwords lock an account',
    file: 'demo/patient-site/sign-in.ts',
    find: 'const isLast = failures >= FAILURES_TO_LOCK;',
    put: 'const isLast = failures > 99;',
    tests: SIGNING_IN,
  },
};
