const GATEWAY = ['test/node/demo/fhir-gateway.test.ts'];
const PATIENTS_THERE = ['test/node/demo/patients-there.test.ts'];
const OTHER_SERVERS = ['test/node/patient-site/servers-of-others.test.ts'];

/** The demonstration on a FHIR server of others. */
export const GATEWAY_BREAKS = {
  'others-records-found-there': {
    promise: 'demo/fhir-gateway: searches leave out what is not one’s own practice’s',
    file: 'demo/fhir-gateway/seen-page.ts',
    find: 'isWhole(resource) && sees(resource)',
    put: 'isWhole(resource)',
    tests: GATEWAY,
  },
  'others-records-written-there': {
    promise: 'demo/fhir-gateway: writes that staff may not make are refused',
    file: 'demo/fhir-gateway/guarded-record.ts',
    find: 'this.#refuseForbidden({ before: current.resource, after });',
    put: '',
    tests: GATEWAY,
  },
  'another-version-written-there': {
    promise: 'demo/fhir-gateway: an update replaces the version that was judged',
    file: 'demo/fhir-gateway/guarded-record.ts',
    find: "return { 'if-match': etag };",
    put: 'return {};',
    tests: GATEWAY,
  },
  'parts-hide-whose-it-is': {
    promise: 'demo/fhir-gateway: no search leaves out what says whose a patient is',
    file: 'demo/fhir-gateway/staff-search.ts',
    find: '(isOfPatients && IN_PART.test(key))',
    put: 'false',
    tests: GATEWAY,
  },
  'sign-in-repeated': {
    promise: 'demo/fhir-gateway: the sign-in stands in no answer',
    file: 'demo/fhir-gateway/outside-record.ts',
    find: 'one.includes(token)',
    put: 'one === token',
    tests: GATEWAY,
  },
  'sign-in-redirected': {
    promise: 'demo/fhir-gateway: the sign-in is not sent on where the server redirects to',
    file: 'demo/fhir-gateway/outside-record.ts',
    find: "redirect: 'manual',",
    put: '',
    tests: GATEWAY,
  },
  'time-of-the-gateway': {
    promise: 'demo/fhir-gateway: Date is the server’s, or none',
    file: 'demo/fhir-gateway/fhir-gateway.ts',
    find: 'response.sendDate = false;',
    put: '',
    tests: GATEWAY,
  },
  'patients-twice-there': {
    promise: 'demo/README: patients are created there once',
    file: 'demo/fhir-gateway/patients-there.ts',
    find: "headers: { ...CONTENT, 'if-none-exist': condition },",
    put: 'headers: CONTENT,',
    tests: PATIENTS_THERE,
  },
  'linked-to-somebody-else': {
    promise: 'demo/fhir-gateway: references lead to the ids there, and to nobody else’s',
    file: 'demo/fhir-gateway/references-there.ts',
    find: 'if (there !== undefined) return',
    put: 'if (there === undefined) return',
    tests: PATIENTS_THERE,
  },
  'list-cut-short': {
    promise: 'demo: a list of patients that cannot be read to its end is refused',
    file: 'demo/reference-host/record/fhir-patients.ts',
    find: 'if (within && /^[/?]/.test(within)) return within;\n  throw new HostRefusal(NO_PAGES);',
    put: 'return within && /^[/?]/.test(within) ? within : undefined;',
    tests: ['test/node/demo/fhir-patients.test.ts'],
  },
  'registered-in-part': {
    promise: 'patient-site/README: nobody registers where transactions are not whole',
    file: 'demo/patient-site/fhir-gateway.ts',
    find: 'if (await this.hasTransactions()) return;',
    put: 'if ((await this.hasTransactions()) || true) return;',
    tests: OTHER_SERVERS,
  },
  'busy-taken-for-changed': {
    promise: 'patient-site/README: a transaction that met another one is sent again',
    file: 'demo/patient-site/fhir-gateway.ts',
    find: "metAnotherTransaction(await response.text())) return 'busy';",
    put: "metAnotherTransaction(await response.text())) return 'conflict';",
    tests: OTHER_SERVERS,
  },
  'others-removed-by-tests': {
    promise: 'demo/README: tests delete what the demonstration wrote, and nothing else',
    file: 'demo/fhir-gateway/remove-earlier.ts',
    find: "['Basic', { code: `${SITE_CODE}|` }],",
    put: "['Basic', {}],",
    tests: ['test/node/demo/remove-earlier.test.ts'],
  },
  'linked-patients-stay-there': {
    promise: 'demo/README: before each story all that the demonstration wrote is deleted',
    file: 'demo/fhir-gateway/remove-earlier.ts',
    find: 'if (refusals.length === found.length)',
    put: 'if (refusals.length > 0)',
    tests: ['test/node/demo/remove-earlier.test.ts'],
  },
};
