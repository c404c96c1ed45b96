const MATCHING = ['test/services/domain/osu/matching.test.ts'];

/** Basic accounts that patients make without a letter. */
export const OSU = {
  'osu-ambiguous-matched': {
    promise: 'decisions: two of one name and birth date are never matched by themselves',
    file: 'services/domain/osu/matching.ts',
    find: 'namesakes.length > 1',
    put: 'namesakes.length > 9',
    tests: MATCHING,
  },
  'said-after-sign-out': {
    promise:
      'a page of the practice forgets what was said on it, and of whom, with whoever it was said to',
    file: 'components/base/page-element.ts',
    find: 'this.announcer.dismiss();',
    put: '',
    tests: ['test/components/osu/online-applications.test.ts'],
  },
  'osu-other-services': {
    promise: 'a basic account has appointments and nothing else',
    file: 'services/domain/services/change-services.ts',
    find: "if (account?.kind !== 'osu') return undefined;",
    put: 'return undefined;',
    tests: ['test/services/domain/osu/basic-account.test.ts'],
  },
  'osu-upgraded-for-anybody': {
    promise: 'decisions: an upgrade asks for the username',
    file: 'services/application/osu/upgrade-account.ts',
    find: 'return isTheirs ? ok()',
    put: 'return isTheirs || username ? ok()',
    tests: ['test/services/application/osu/upgrade.test.ts'],
  },
  'osu-typed-kept': {
    promise: 'fhir-mapping: what was typed goes once it is dealt with',
    file: 'services/fhir/mapping/osu-application.ts',
    find: 'application.typed !== undefined || !isOurs(each)',
    put: 'application.id !== undefined || !isOurs(each)',
    tests: ['test/services/fhir/osu-applications.test.ts'],
  },
};
