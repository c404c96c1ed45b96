/** What CONTRIBUTING.md says a command, a view and a page take. */
export const RECIPE = {
  'quoted-otherwise': {
    promise: 'CONTRIBUTING: what is quoted is what the example says',
    file: 'docs/examples/services/command-list.ts',
    find: "audit: 'prefer-contact',",
    put: "audit: 'choose-contact',",
    tests: ['test/node/docs/quotes.test.ts'],
  },
  'entry-of-the-list-ignored': {
    promise: 'CONTRIBUTING: a command is its module and an entry in the list',
    file: 'plugin/command-container.ts',
    find: 'await CommandDesk.open(ports, commands, steps.done);',
    put: 'await CommandDesk.open(ports, COMMANDS, steps.done);',
    tests: ['test/examples/prefer-contact.test.ts'],
  },
  'view-without-its-words': {
    promise: 'CONTRIBUTING: a view is its element, an entry and its place in the manifest',
    file: 'plugin/contributed-views.ts',
    find: "loadWords('screens', view.words)",
    put: "loadWords('screens')",
    tests: ['test/examples/views.test.ts'],
  },
  'view-of-another-name': {
    promise: 'CONTRIBUTING: entry and manifest have the same names',
    file: 'plugin/contributions.ts',
    find: "element: 'os-online-services-settings',",
    put: "element: 'os-online-services-tab',",
    tests: ['test/plugin/manifest.test.ts'],
  },
};
