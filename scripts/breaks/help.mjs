const SECTION_HELP = ['test/components/help/section-help.test.ts'];
const FIRST_STEPS = ['test/plugin/first-steps.test.ts'];
const WALKTHROUGHS = ['test/node/demo/walkthroughs.test.ts'];
const GUIDE = ['test/node/docs/guide.test.ts'];

/** Help in place, the staff guide, and the first steps. */
export const HELP = {
  'escape-of-others-closes-help': {
    promise: 'CHANGELOG: help in place stays while Escape is meant for something else',
    file: 'components/help/os-section-help.ts',
    find: 'if (!path.includes(this) && !(opener !== null && path.includes(opener))) return;',
    put: 'if (path.length === 0) return;',
    tests: SECTION_HELP,
  },
  'focus-lost-with-help': {
    promise: 'help that is closed gives the focus back to its button',
    file: 'components/help/os-section-help.ts',
    find: 'opener?.focus();',
    put: '',
    tests: SECTION_HELP,
  },
  'guide-knows-who-came': {
    promise: 'the guide opens by itself: it can do nothing to the page that opened it',
    file: 'components/help/os-section-help.ts',
    find: 'rel="noopener"',
    put: 'rel="opener"',
    tests: SECTION_HELP,
  },
  'control-not-in-the-guide': {
    promise: 'CHANGELOG: the staff guide says of every control what it is for',
    file: 'docs/guide/status-and-locking.md',
    find: '## Unlock account\n\n**Unlock account** lets',
    put: '## Letting in\n\nThe button lets',
    tests: GUIDE,
  },
  'guide-leads-nowhere': {
    promise: 'a link of the staff guide that leads nowhere stops the build',
    file: 'docs/guide/contacts.md',
    find: 'safety.md#a-shared-mailbox',
    put: 'safety.md#a-mailbox',
    tests: GUIDE,
  },
  'steps-of-the-one-before': {
    promise: 'docs/embedding: what somebody has done is told of their session alone',
    file: 'plugin/first-steps.ts',
    find: 'if (session?.id !== this.sessionId) this.forget();',
    put: 'if (session?.id === this.sessionId) this.forget();',
    tests: FIRST_STEPS,
  },
  'steps-of-everybody': {
    promise: 'demo/README: first steps are remembered for each person',
    file: 'demo/reference-host/plugin-support/walkthroughs.ts',
    find: '`walkthrough.${staffId}.${id}`',
    put: '`walkthrough.${id}`',
    tests: WALKTHROUGHS,
  },
  'picture-from-elsewhere': {
    promise: 'the reference host shows pictures of the plugin only',
    file: 'demo/reference-host/plugin-support/plugin-manifest.ts',
    find: "if (!isBeside) media.fail('image', 'must be a picture beside the manifest');",
    put: '',
    tests: WALKTHROUGHS,
  },
};
