/** Identification to the minimum; leaving, death, merging; names and numbers. */
export const LEAVING = {
  'struck-check-proves': {
    promise: 'docs/guide/identification: an entry in error no longer counts',
    file: 'services/domain/identity/identity-minimum.ts',
    find: 'checks.filter(({ enteredInError }) => enteredInError === undefined);',
    put: 'checks;',
    tests: ['test/services/domain/identity/identity-minimum.test.ts'],
  },
  'vouching-by-anybody': {
    promise: 'decisions: a voucher is known to manage accounts where they record it themselves',
    file: 'services/domain/identity/vouching.ts',
    find: 'staff.id === recordedBy.id && managesAccounts',
    put: 'managesAccounts',
    tests: ['test/services/domain/identity/identity-minimum.test.ts'],
  },
  'given-back-by-old-checks': {
    promise: 'decisions: who comes back is enabled once they have been identified since',
    file: 'services/domain/account/coming-back.ts',
    find: 'return recordedAt > at && date >= dateOf(at);',
    put: 'return recordedAt > at;',
    tests: ['test/services/application/patient/leaving.test.ts'],
  },
  'one-ending-told-twice': {
    promise: 'docs/fhir-mapping: two workstations that end the same access tell it once',
    file: 'services/application/account/end-access.ts',
    find: 'return isUsed ? environment.newId() : id;',
    put: 'return isUsed ? id : environment.newId();',
    tests: ['test/services/application/patient/leaving.test.ts'],
  },
  'changed-number-not-noticed': {
    promise:
      'docs/guide/letter-and-codes: the tab says that name, number or birth date has changed',
    file: 'services/application/letter/details-now.ts',
    find: '...(surname !== undefined && { surname }),',
    put: '',
    tests: ['test/services/application/letter/details-changed.test.ts'],
  },
};
