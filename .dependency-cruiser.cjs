/*
 * Who may import whom. What is not drawn is forbidden.
 *
 *   host ──reads──> manifest.json ──main──> plugin/main.ts
 *
 *   plugin/  (composition root: imports everything; only host-api.ts may be imported, as types)
 *     │
 *     ├──> components/ ───────> services/application/ (facade and view types), services/words/, lit, rxjs, @tanstack
 *     │                           │
 *     ├──> services/application/ ─┼──> services/ports/, services/domain/, services/words/, rxjs
 *     │                           │
 *     ├──> services/storage/  ────┤    dexie, rxjs
 *     ├──> services/sync/     ────┤    rxjs
 *     ├──> services/fhir/     ────┼──> services/ports/, services/domain/
 *     ├──> services/letters/  ────┤    services/words/, jspdf, uqr, fonts
 *     ├──> services/csv/      ────┤    papaparse
 *     ├──> services/security/ ────┤    jose
 *     └──> services/host/     ────┘    types of plugin/host-api.ts, rxjs
 *          (never each other, never application, never components)
 *
 *   services/ports/ ──> services/domain/ ──> nothing
 *   services/streams/ ──> rxjs; application, storage, sync, fhir and host import it
 *   services/words/ ──> types of services/domain/; a language's files are loaded, never imported
 *
 *   demo/, bench/ ──> services/domain/, services/fhir/vocabulary.ts; types of plugin/host-api.ts
 *   fhir-servers/ ──> the same, how FHIR is read and how servers are judged: four files of services/fhir/;
 *                    demo/ and bench/ import its access/
 *   docs/examples/<room>/ ──> what the room may import
 *   test/ ──> everything                      no room of the product imports these
 *
 * Globals (fetch, WebCrypto, browser storage) and the parts of tsyringe have their rooms too:
 * those are held by eslint.config.js, which looks inside the files.
 */

const BENCH_PAGE = '^bench/\\w+/[\\w-]+-page\\.ts$';
const PRODUCT = '^(plugin|components|services)/';
/** What outsiders may import of it. */
const OPEN_TO_ALL = [
  '^plugin/host-api\\.ts$',
  '^services/fhir/[a-z-]*vocabulary\\.ts$',
  '^services/domain/',
];

/** A room's own folder and these: nothing else of this repository. */
function roomImportsOnly(room, allowed, why) {
  return {
    name: `${room.replaceAll('/', '-')}-arrows`,
    comment: why,
    severity: 'error',
    from: { path: `^${room}/` },
    to: {
      path: '^[^/]+',
      pathNot: [`^${room}/`, ...allowed, 'node_modules'],
      couldNotResolve: false,
    },
  };
}

const ADAPTERS = ['storage', 'sync', 'fhir', 'letters', 'csv', 'security', 'host'];
const EXAMPLES = '^docs/examples/';
const PORTS_AND_DOMAIN = ['^services/ports/', '^services/domain/'];
const WORDS = '^services/words/';
const STREAMS = '^services/streams/';
const WITH_STREAMS = ['storage', 'sync', 'fhir'];
const SEEN_BY_ELEMENTS = [
  '^services/application/views\\.ts$',
  // What a dialog offers and understands, apart from the facade because only the dialog takes it.
  '^services/application/[a-z-]+/[a-z-]+-form\\.ts$',
  '^services/words/words\\.ts$',
];

/** Packages a room may import at run time or for types; every other package is forbidden there. */
const PACKAGES = {
  // What addresses mail systems take is a rule too, and one that is kept by others.
  'services/domain': ['validator', '@types/validator'],
  'services/words': [],
  'services/streams': ['rxjs'],
  'services/ports': ['tsyringe', 'rxjs'],
  'services/application': ['rxjs', 'tsyringe'],
  'services/storage': ['dexie', 'rxjs', 'tsyringe'],
  'services/sync': ['rxjs', 'tsyringe'],
  'services/fhir': ['rxjs', 'tsyringe', '@types/fhir'],
  'services/letters': ['jspdf', 'uqr', 'tsyringe'],
  'services/csv': ['papaparse', '@types/papaparse', 'tsyringe'],
  'services/security': ['jose', 'tsyringe'],
  'services/host': ['rxjs', 'tsyringe', '@types/fhir'],
  components: ['lit', 'lit-element', 'lit-html', '@lit/[^/]+', '@tanstack/[^/]+', 'rxjs'],
  // ajv only for plugin/manifest.ts, which tools and tests use: it is not part of the bundle.
  plugin: ['tsyringe', 'reflect-metadata', 'rxjs', '@types/fhir', 'ajv'],
};

function packagesOf([room, names]) {
  const allowed = names.map((name) => `^node_modules/${name}/`);
  return {
    name: `${room.replaceAll('/', '-')}-packages`,
    comment: `${room}/ imports ${names.join(', ') || 'no package at all'}.`,
    severity: 'error',
    from: { path: `^${room}/` },
    to: {
      dependencyTypesNot: ['local', 'localmodule'],
      pathNot: [
        ...allowed,
        `^(plugin|components|services|demo|bench|fhir-servers|test|scripts)/`,
        '^manifest',
      ],
    },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    roomImportsOnly('services/domain', [], 'The domain depends on nothing.'),
    roomImportsOnly('services/ports', ['^services/domain/'], 'Ports speak only of the domain.'),
    roomImportsOnly(
      'services/application',
      [...PORTS_AND_DOMAIN, WORDS, STREAMS],
      'Use cases know ports, the domain and the words, never an adapter.',
    ),
    roomImportsOnly('services/streams', [], 'Streams know nothing of the product.'),
    roomImportsOnly('services/words', ['^services/domain/'], 'Words are functions of facts.'),
    {
      name: 'words-know-types-of-facts',
      comment: 'A word needs the types of the domain, none of its rules.',
      severity: 'error',
      from: { path: WORDS },
      to: { path: '^services/domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'words-come-by-language',
      comment:
        'Who speaks asks words.ts (a letter letter-words.ts); which language answers is not theirs.',
      severity: 'error',
      from: { pathNot: ['^services/words/', '^test/'] },
      to: { path: '^services/words/en/' },
    },
    {
      name: 'letter-words-in-the-worker',
      comment: 'What a letter says is loaded with what makes letters, and by nobody else.',
      severity: 'error',
      from: { pathNot: ['^services/(words|letters)/', '^test/'] },
      to: { path: '^services/words/letter-words\\.ts$' },
    },
    roomImportsOnly(
      'services/letters',
      [...PORTS_AND_DOMAIN, WORDS],
      'Letters know ports, the domain and the words; never another adapter.',
    ),
    ...ADAPTERS.filter((room) => room !== 'host' && room !== 'letters').map((room) =>
      roomImportsOnly(
        `services/${room}`,
        WITH_STREAMS.includes(room) ? [...PORTS_AND_DOMAIN, STREAMS] : PORTS_AND_DOMAIN,
        'Adapters know ports and the domain; never each other, the application or components.',
      ),
    ),
    roomImportsOnly(
      'services/host',
      [...PORTS_AND_DOMAIN, STREAMS, '^plugin/host-api\\.ts$'],
      'The host adapters translate plugin/host-api.ts (types) into ports.',
    ),
    roomImportsOnly(
      'components',
      SEEN_BY_ELEMENTS,
      'Elements see the views, the interface of the facade and the words, nothing behind them.',
    ),
    roomImportsOnly(
      'docs/examples/services',
      ['^services/application/', ...PORTS_AND_DOMAIN, WORDS],
      'An example command imports what a command may.',
    ),
    roomImportsOnly(
      'docs/examples/components',
      ['^components/', ...SEEN_BY_ELEMENTS],
      'An example element imports what an element may.',
    ),
    {
      name: 'nothing-imports-examples',
      comment: 'An example shows what the product could have; the product does not have it.',
      severity: 'error',
      from: { pathNot: [EXAMPLES, '^test/'] },
      to: { path: EXAMPLES },
    },
    {
      name: 'services-has-no-other-rooms',
      comment: 'A file in services/ lives in one of its rooms, so that a rule covers it.',
      severity: 'error',
      from: {
        path: '^services/',
        pathNot: `^services/(domain|ports|words|streams|application|${ADAPTERS.join('|')})/`,
      },
      to: {},
    },
    {
      name: 'only-types-of-the-host-api',
      comment: 'plugin/host-api.ts is a contract: importing it may not load anything.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^plugin/host-api\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-the-plugin',
      comment: 'plugin/ is the composition root; only the types of host-api.ts leave it.',
      severity: 'error',
      // A benchmark's page puts the product together as a test does.
      from: { pathNot: ['^(plugin|test|docs/examples/plugin)/', BENCH_PAGE] },
      to: { path: '^plugin/', pathNot: '^plugin/host-api\\.ts$' },
    },
    {
      name: 'demo-and-bench-are-outsiders',
      comment: 'They load the built plugin through manifest.json, as any host would.',
      severity: 'error',
      // A benchmark's page measures one room by itself, which no host can.
      from: { path: '^(demo|bench)/', pathNot: BENCH_PAGE },
      to: { path: PRODUCT, pathNot: OPEN_TO_ALL },
    },
    {
      name: 'tools-read-fhir-as-the-product-does',
      comment:
        'They judge servers by what the product does with their answers, and have no part of it otherwise.',
      severity: 'error',
      from: { path: '^fhir-servers/' },
      to: {
        path: PRODUCT,
        pathNot: [
          ...OPEN_TO_ALL,
          '^services/fhir/(etag|page-link|server-rules|mapping/(history|reading))\\.ts$',
        ],
      },
    },
    {
      name: 'rules-of-servers',
      comment: 'The product and the tools for servers judge a server by the same rules.',
      severity: 'error',
      from: { path: '^(demo|bench)/' },
      to: { path: '^services/fhir/server-rules\\.ts$' },
    },
    {
      name: 'nothing-imports-outsiders',
      comment: 'The product knows nothing of the demo, the bench, the tests or the scripts.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { path: '^(demo|bench|fhir-servers|test|scripts)/' },
    },
    {
      name: 'servers-of-others-by-their-access',
      comment:
        'The demonstration and the bench reach a server of others; the tools that try one are not theirs.',
      severity: 'error',
      from: { path: '^(demo|bench)/' },
      to: { path: '^fhir-servers/(?!access/)' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(demo|bench|fhir-servers|scripts)/' },
      to: { path: '^test/' },
    },
    ...Object.entries(PACKAGES).map(packagesOf),
    {
      name: 'ports-only-name-types-of-packages',
      comment:
        'A port is an interface and a token: it needs rxjs and tsyringe for their types only.',
      severity: 'error',
      from: { path: '^services/ports/' },
      to: { path: 'node_modules', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'jspdf-on-demand',
      comment: 'jsPDF weighs more than the rest of the product: it is imported dynamically.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { path: '^node_modules/jspdf/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'no-circles',
      comment:
        'Files that import each other, even for a type, cannot be read or tested one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'types', 'default'],
    },
  },
};
