const DEMO_SERVER = ['test/node/demo/demo-server.test.ts'];
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
};
