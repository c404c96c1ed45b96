const DEMO_SERVER = ['test/node/demo/demo-server.test.ts'];
const RECORD_RIGHTS = ['test/node/demo/record-rights.test.ts'];
const HOST_PAGES = ['test/node/demo/reference-host.test.ts'];
const FHIR_HTTP = ['test/node/fhir-server/http.test.ts'];

/** The reference host and the FHIR server, which show what a host and a shared record must hold. */
export const DEMO = {
  'deep-json-walked': {
    promise: 'demo/README: JSON nested deeper than 100 levels is refused by every server',
    file: 'demo/json-nesting.ts',
    find: 'if (depth > DEEPEST_JSON) return true;',
    put: 'if (depth < 0) return true;',
    tests: [...FHIR_HTTP, ...DEMO_SERVER],
  },
  'patients-written-by-anybody': {
    promise:
      'demo/README: a Patient is changed by roles that edit contacts, whichever way the request comes',
    file: 'demo/reference-host/server/record-rights.ts',
    find: 'return before !== undefined && permissions.includes(EDIT_CONTACTS);',
    put: 'return before !== undefined;',
    tests: RECORD_RIGHTS,
  },
  'other-practices-seen': {
    promise: 'demo/README: staff see and write the records of their own practice only',
    file: 'demo/fhir-server/stand-in-repository.ts',
    find: 'return found.filter((resource) => this.#rights.sees(resource));',
    put: 'return found;',
    tests: RECORD_RIGHTS,
  },
  'audit-in-anothers-name': {
    promise: 'demo/README: an audit row names who sends it',
    file: 'demo/reference-host/server/record-rights.ts',
    find: 'return namesStaff(after, staff.id) ?',
    put: 'return namesStaff(after, staff.id) || true ?',
    tests: RECORD_RIGHTS,
  },
  'key-for-every-role': {
    promise: 'demo/README: the key of the practice is for roles that work with codes',
    file: 'demo/reference-host/server/host-backend.ts',
    find: 'if (!needsPracticeKey(permissions)) {',
    put: 'if (permissions.length === 0) {',
    tests: DEMO_SERVER,
  },
  'key-left-for-the-next': {
    promise: 'demo/README: the key of the practice is for roles that work with codes',
    file: 'demo/reference-host/plugin-support/session-key.ts',
    find: 'needsPracticeKey(permissions)\n          ? undefined',
    put: 'permissions.length > 0 ? undefined',
    tests: HOST_PAGES,
  },
  'screen-left-to-the-next': {
    promise: 'demo/README: signing out, or another person, clears the screen of every patient',
    file: 'demo/reference-host/host-application.ts',
    find: 'if (staffId !== undefined && staffId !== session?.staff.id) this.#clearScreen();',
    put: 'if (staffId === session?.staff.id) this.#clearScreen();',
    tests: HOST_PAGES,
  },
  'letter-left-to-the-next': {
    promise: 'demo/README: the printed letter is gone when the session ends',
    file: 'demo/reference-host/host-application.ts',
    find: 'this.#topBar.setSession(session);\n      this.#printer.forget();',
    put: 'this.#topBar.setSession(session);',
    tests: HOST_PAGES,
  },
  'restricted-found-by-address': {
    promise: 'demo/README: restricted records are found by name and number only',
    file: 'demo/reference-host/record/patient-search.ts',
    find: '(!isRestricted(patient) &&\n        (dates',
    put: '(patient.id !== patient.active?.toString() &&\n        (dates',
    tests: ['test/node/demo/patient-search.test.ts'],
  },
  'place-of-the-page-repeated': {
    promise: 'demo/README: patients are found page by page, each once',
    file: 'demo/reference-host/record/patient-index.ts',
    find: "?? '') > after) high",
    put: "?? '') >= after) high",
    tests: ['test/node/demo/patient-index.test.ts'],
  },
  'practice-view-left-unasked': {
    promise: 'demo/README: opening a patient from a practice view asks about unsaved changes first',
    file: 'demo/reference-host/host-application.ts',
    find: 'if (isHere || (await this.#leaving.mayLeave())) await this.#navigate();',
    put: 'if (isHere || this.#places !== undefined) await this.#navigate();',
    tests: HOST_PAGES,
  },
};
