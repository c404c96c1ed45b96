const CHECK = ['test/node/fhir-servers/check.test.ts'];
const WRITING = ['test/node/fhir-servers/check-writing.test.ts'];
const READING = ['test/node/fhir-servers/check-reading.test.ts'];
const TRAFFIC = ['test/node/fhir-servers/check-traffic.test.ts'];

/** Tools for the servers of others. */
export const FHIR_SERVERS = {
  'refused-address-repeated': {
    promise: 'fhir-servers/README: no secret is ever printed',
    file: 'fhir-servers/access/server-options.ts',
    find: 'What was given is not the address of a FHIR server',
    put: '${address} is not the address of a FHIR server',
    tests: ['test/node/fhir-servers/access.test.ts'],
  },
  'check-does-not-race': {
    promise: 'fhir-servers/README: creates at once that make several resources are found',
    file: 'fhir-servers/check/tries/create-once-by-identifier.ts',
    find: 'if (several > 1)',
    put: 'if (several > 100)',
    tests: WRITING,
  },
  'check-takes-a-split-transaction': {
    promise: 'fhir-servers/README: a transaction that is none is found',
    file: 'fhir-servers/check/tries/transaction.ts',
    find: 'const wholeness = await wholenessOf(trial, other, [update(other), update(changed)]);',
    put: "const wholeness = 'whole';",
    tests: WRITING,
  },
  'check-lets-batches-ignore-versions': {
    promise: 'ADR 27: fhir:check finds a server whose batches heed no conditions',
    file: 'fhir-servers/check/tries/batched-writes.ts',
    find: "if (isTaken(update)) return found('batched-stale-taken');",
    put: '',
    tests: WRITING,
  },
  'check-trusts-the-tag': {
    promise: 'fhir-servers/README: a server that does not heed the practice is found',
    file: 'fhir-servers/check/tries/search-parameters.ts',
    find: "if (others.rows.length > 0) return found('tag-ignored');",
    put: '',
    tests: READING,
  },
  'check-misses-nothing': {
    promise: 'fhir-servers/README: a server whose pages miss something is found',
    file: 'fhir-servers/check/tries/paging.ts',
    find: ' missed === 0\n',
    put: ' missed >= 0\n',
    tests: READING,
  },
  'check-lets-every-page-in': {
    promise: 'fhir-servers/README: what a page of another origin may not send is found',
    file: 'fhir-servers/check/tries/browser.ts',
    find: "const byAsterisk = allowed.has('*') && header !== 'Authorization';",
    put: "const byAsterisk = header !== '';",
    tests: TRAFFIC,
  },
  'check-writes-over-anything': {
    promise: 'fhir-servers/README: the check writes as the product does',
    file: 'fhir-servers/check/changing.ts',
    find: "headers: { 'If-Match': ",
    put: "headers: { 'X-Match': ",
    tests: READING,
  },
  'check-removes-what-is-not-its-own': {
    promise: 'fhir-servers/README: the check removes what it made, and nothing else',
    file: 'fhir-servers/check/removing.ts',
    find: ' || !isOurs(resource, samples)',
    put: '',
    tests: CHECK,
  },
  'check-leaves-what-it-made': {
    promise: 'fhir-servers/README: the check removes what it made, also when it is stopped',
    file: 'fhir-servers/check/checked-server.ts',
    find: '    this.#signal = signal;\n    this.#mostRequests = Infinity;\n',
    put: '',
    tests: CHECK,
  },
  'check-says-works-of-what-it-never-tried': {
    promise: 'fhir-servers/README: of what was not tried it cannot be said whether it works',
    file: 'fhir-servers/check/verdict.ts',
    find: 'if (open.length > 0) return',
    put: 'if (open.length > 100) return',
    tests: CHECK,
  },
  'check-takes-one-lost-connection-for-a-verdict': {
    promise: 'fhir-servers/README: one connection that ends without an answer is no verdict',
    file: 'fhir-servers/check/check.ts',
    find: '(await isThere(trial)) ?',
    put: 'trial.server === undefined ?',
    tests: CHECK,
  },
  'check-works-fully-without': {
    promise: 'fhir-servers/README: what staff lose without is in the verdict',
    file: 'fhir-servers/check/verdict.ts',
    find: "level === 'note' && cost !== undefined",
    put: "level === 'note' && cost === ''",
    tests: READING,
  },
};
