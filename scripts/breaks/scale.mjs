const SCALE = ['test/node/sync/scale.test.ts'];

/** Many workstations at once. */
export const AT_SCALE = {
  'quickest-changes-uncounted': {
    promise: 'docs/scale: what reaches a workstation at once counts among the lags',
    file: 'test/services/sync/scale/lags.ts',
    find: 'else if (this.unnamed > 0) in',
    put: 'else if (this.unnamed > 99) in',
    tests: ['test/node/sync/lags.test.ts'],
  },
  'doubled-by-two-at-once': {
    promise: 'README, scale: nothing is doubled, whatever many workstations do at once',
    file: 'services/fhir/conditional-write.ts',
    find: ' ifNoneExist: condition,',
    put: '',
    tests: SCALE,
  },
  'lost-account-untold': {
    promise: 'README, scale: what is lost on the server is told',
    file: 'test/services/sync/practice/promises.ts',
    find: 'own.length === 0 && created.has(patient)',
    put: 'false',
    tests: SCALE,
  },
  'doubled-rows-untold': {
    promise: 'README, scale: what is on the server twice is told',
    file: 'test/services/sync/practice/promises.ts',
    find: 'known.size < there.length',
    put: 'false',
    tests: SCALE,
  },
  'stale-workstation-untold': {
    promise: 'README, scale: a workstation that does not hold what the server has is told',
    file: 'test/services/sync/practice/promises.ts',
    find: '    ...(await differences(practice, held)),\n',
    put: '',
    tests: SCALE,
  },
  'over-the-limit-of-requests': {
    promise: 'README, scale: a run ends by itself',
    file: 'test/services/sync/scale/traffic.ts',
    find: 'this.isUsedUp ||= this.total > this.mostRequests;',
    put: '',
    tests: SCALE,
  },
  'sums-of-other-figures': {
    promise: 'docs/scale.md: the sizes are what the measured figures make',
    file: 'scripts/scale-sums.ts',
    find: 'looksAMinute: 7.3,\n  /** kB',
    put: 'looksAMinute: 20,\n  /** kB',
    tests: ['test/node/docs/scale.test.ts'],
  },
};
