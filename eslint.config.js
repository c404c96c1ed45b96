import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import wordsInCatalogue from './scripts/lint-rules/words-in-catalogue.mjs';

// Which file may import which is held by .dependency-cruiser.cjs, with the drawing. Here is what
// only a look inside a file can tell: globals, imported names, and how the code is written.

/** The examples of CONTRIBUTING.md lie in folders named like the rooms they show, and keep their rules. */
const PRODUCT = ['plugin', 'components', 'services'].flatMap((room) => [
  `${room}/**/*.ts`,
  `docs/examples/${room}/**/*.ts`,
]);
const TESTS = ['test/**/*.ts', 'services/**/*.test.ts'];
/** What says nothing to staff: notations of others, and texts that the shared record holds in no one's language. */
const NOT_FOR_STAFF = [
  // The catalogue itself.
  'services/words/**/*.ts',
  // For who builds a host: not part of the bundle.
  'plugin/manifest.ts',
  // Tables and indexes.
  'services/storage/versions/*.ts',
  // PDF.
  'services/letters/pdf-tagger.ts',
  // The same on every workstation, whatever its language: two must make the same resource of one record.
  'services/fhir/vocabulary.ts',
  'services/fhir/history-vocabulary.ts',
  'services/fhir/subscriptions/subscription-vocabulary.ts',
];
const PLAIN_SCRIPTS = ['**/*.js', '**/*.mjs', '**/*.cjs'];

const HTML_PROPERTY = '/^(innerHTML|outerHTML|srcdoc)$/';

const NO_HTML_FROM_STRINGS = [
  {
    selector: `:matches(MemberExpression[property.name=${HTML_PROPERTY}], MemberExpression[property.value=${HTML_PROPERTY}], ObjectExpression > Property[key.name=${HTML_PROPERTY}], CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|parseHTMLUnsafe)$/])`,
    message: 'HTML is never made from strings: use a Lit template or textContent.',
  },
  {
    // In a template such a binding is text to every other rule, and Lit sets whatever it names.
    selector:
      'TaggedTemplateExpression[tag.name=/^(html|svg|staticHtml)$/] TemplateElement[value.raw=/[\\s.?](innerHTML|outerHTML|srcdoc)\\s*=/i]',
    message: 'HTML is never made from strings: bind text between the tags.',
  },
  {
    selector: 'ImportSpecifier[imported.name=/^unsafe(HTML|SVG|Static|CSS)$/]',
    message: 'Nothing unsafe goes into a template or a style.',
  },
];

const NO_ENUMS = {
  selector: 'TSEnumDeclaration',
  message: 'Use a const object and its union type: enums are not plain data.',
};

const INJECTED_BY_TOKEN = {
  // esbuild emits no decorator metadata. With tokens on only some parameters, tsyringe leaves the
  // others undefined without a word.
  selector:
    "ClassDeclaration:has(Decorator CallExpression[callee.name='injectable']) > ClassBody > MethodDefinition[kind='constructor'] > FunctionExpression > .params:not(:has(Decorator CallExpression[callee.name='inject']))",
  message: 'Every constructor parameter of an @injectable() class carries @inject(TOKEN).',
};

const FHIR_TYPES = {
  selector: 'TSQualifiedName > Identifier.left[name=/^fhir\\d/]',
  message: 'FHIR types stay in services/fhir, services/host and plugin/host-api.ts.',
};

const PRODUCT_SYNTAX = [...NO_HTML_FROM_STRINGS, NO_ENUMS, INJECTED_BY_TOKEN];

const TEST_SYNTAX = [
  ...PRODUCT_SYNTAX,
  {
    selector:
      'MemberExpression[property.name=/^(only|skip)$/][object.name=/^(it|test|describe|suite)$/]',
    message: 'A suite runs whole: no .only, no .skip.',
  },
];

const HOOKS_IN_PLACE = {
  selector:
    "Program:not(:has(ImportDeclaration[source.value='node:test'])) > ExpressionStatement > CallExpression[callee.name=/^(before|after)(Each)?$/]",
  message: 'A hook belongs in a describe: other files have the page as well.',
};

/** A global, and every way round by `globalThis`, `window` or `self`. */
function roomFor(names, message) {
  return {
    'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))],
    'no-restricted-properties': [
      'error',
      ...['globalThis', 'window', 'self'].flatMap((object) =>
        names.map((property) => ({ object, property, message })),
      ),
    ],
  };
}

const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];
const CRYPTO = ['crypto', 'Crypto', 'SubtleCrypto'];
const STORAGE = ['indexedDB', 'localStorage', 'sessionStorage', 'caches'];
const OUTSIDE_WORLD = ['document', 'window', 'navigator', 'performance', 'process'];
const TIMERS = ['setTimeout', 'setInterval', 'queueMicrotask', 'requestAnimationFrame'];
const IN_ITS_ROOM =
  'fetch belongs to services/fhir, WebCrypto to services/security, browser storage to services/storage.';

const GLOBAL_REGISTRATION = ['singleton', 'autoInjectable', 'registry', 'scoped'];

/** What brings RxJS's schedulers along. */
const WITHOUT_SCHEDULERS = {
  name: 'rxjs',
  importNames: [
    'timer',
    'interval',
    'repeat',
    'delay',
    'debounceTime',
    'throttleTime',
    'timeout',
    'fromEvent',
  ],
  message: 'It brings all schedulers and listeners along: see services/streams.',
};

function globalContainerRule(importNames) {
  const message = 'One child container per activation, made in plugin/main.ts; no global state.';
  const paths = [{ name: 'tsyringe', importNames, message }, WITHOUT_SCHEDULERS];
  return { '@typescript-eslint/no-restricted-imports': ['error', { paths }] };
}

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'coverage/', 'test-results/', 'node_modules/', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Spreading a string gives code points, which is what digits and glyphs are counted in.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-syntax': ['error', ...PRODUCT_SYNTAX],
      // There are none, see NO_ENUMS, and it takes a sixth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Nor does the compiler take anything else for a class with private members, and this takes a fifth.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: [...PRODUCT, ...TESTS, 'demo/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    rules: {
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'wc/guard-define-call': 'off',
    },
  },
  {
    files: PRODUCT,
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...PRODUCT_SYNTAX, FHIR_TYPES],
      ...roomFor([...NETWORK, ...CRYPTO, ...STORAGE], IN_ITS_ROOM),
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            WITHOUT_SCHEDULERS,
            {
              name: 'tsyringe',
              allowImportNames: ['inject', 'injectable', 'InjectionToken'],
              message: 'The container is wired in plugin/ only; classes say what they need.',
            },
          ],
        },
      ],
    },
  },
  {
    // The linter does not see the types of the virtualizer that the grid is made with; the compiler does.
    files: ['components/practice/accounts/os-accounts-grid.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  {
    files: ['plugin/**/*.ts', 'docs/examples/plugin/**/*.ts'],
    rules: globalContainerRule(['container', ...GLOBAL_REGISTRATION]),
  },
  {
    // The one place where the activation's child container is made.
    files: ['plugin/main.ts'],
    rules: globalContainerRule(GLOBAL_REGISTRATION),
  },
  {
    files: ['services/fhir/**/*.ts', 'services/host/**/*.ts', 'plugin/host-api.ts'],
    rules: { 'no-restricted-syntax': ['error', ...PRODUCT_SYNTAX] },
  },
  {
    files: ['services/fhir/**/*.ts'],
    rules: roomFor([...CRYPTO, ...STORAGE], IN_ITS_ROOM),
  },
  {
    // Fresh identifiers are part of the environment the host adapters provide; keys, sealing and
    // random codes stay in services/security.
    files: ['services/host/**/*.ts'],
    rules: {
      ...roomFor([...NETWORK, ...STORAGE], IN_ITS_ROOM),
      'no-restricted-syntax': [
        'error',
        ...PRODUCT_SYNTAX,
        {
          selector: "MemberExpression[object.name='crypto']:not([property.name='randomUUID'])",
          message: 'Only crypto.randomUUID() here; all other cryptography is in services/security.',
        },
      ],
    },
  },
  {
    // The plugin's own typefaces lie beside its code; the letter worker asks for no other address.
    files: ['services/letters/letter-fonts.ts'],
    rules: roomFor([...CRYPTO, ...STORAGE], IN_ITS_ROOM),
  },
  {
    files: ['services/security/**/*.ts'],
    rules: roomFor([...NETWORK, ...STORAGE], IN_ITS_ROOM),
  },
  {
    files: ['services/storage/**/*.ts'],
    rules: roomFor([...NETWORK, ...CRYPTO], IN_ITS_ROOM),
  },
  {
    files: ['services/domain/**/*.ts'],
    rules: {
      ...roomFor(
        [...NETWORK, ...CRYPTO, ...STORAGE, ...OUTSIDE_WORLD, ...TIMERS],
        'The domain has no I/O: what it needs to know is an argument.',
      ),
      'no-restricted-syntax': [
        'error',
        ...PRODUCT_SYNTAX,
        FHIR_TYPES,
        {
          selector:
            ":matches(NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date'], CallExpression[callee.object.name='Date'][callee.property.name='now'], CallExpression[callee.object.name='Math'][callee.property.name='random'])",
          message: 'The domain has no clock and no randomness: pass the instant or the value in.',
        },
      ],
    },
  },
  {
    files: PRODUCT,
    ignores: NOT_FOR_STAFF,
    plugins: { words: { rules: { 'in-catalogue': wordsInCatalogue } } },
    rules: { 'words/in-catalogue': 'error' },
  },
  {
    // Types of resources, headers and roles of a PDF's parts.
    files: ['services/fhir/**/*.ts', 'services/letters/**/*.ts'],
    ignores: NOT_FOR_STAFF,
    rules: { 'words/in-catalogue': ['error', { codesAreCapitalised: true }] },
  },
  {
    files: ['services/words/*/*.ts'],
    rules: {
      // A group's type is what its file exports.
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: ['components/**/*.ts', 'docs/examples/components/**/*.ts'],
    rules: {
      // Lit binds event listeners given in templates to the element.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: TESTS,
    rules: {
      // chai's `to.be.true` is a statement; open-wc types `to.equal()` as a Promise for snapshots.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: '@types/chai', name: 'Equal' },
            { from: 'package', package: '@open-wc/semantic-dom-diff', name: 'Equal' },
            { from: 'package', package: 'node:test', name: ['it', 'test', 'describe', 'suite'] },
          ],
        },
      ],
      '@typescript-eslint/unbound-method': 'off',
      'wc/guard-super-call': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@open-wc/testing',
              importNames: ['waitUntil'],
              message:
                'It gives up after a second: test/wait-until.ts has the patience of the run.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...TEST_SYNTAX],
    },
  },
  {
    files: ['test/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TEST_SYNTAX, HOOKS_IN_PLACE] },
  },
  {
    files: PLAIN_SCRIPTS,
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'AbortSignal',
          'module',
          'performance',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  prettier,
);
