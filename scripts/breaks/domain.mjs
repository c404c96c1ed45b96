const ACCOUNT = ['test/services/domain/account/create-account.test.ts'];
const CODES = ['test/services/domain/codes/issue-new-codes.test.ts'];
const IDENTIFIERS = ['test/services/domain/patient/patient-identifier.test.ts'];
const CONFLICT = ['test/services/domain/unsent-work/conflict.test.ts'];

/** Rules of registration. */
export const DOMAIN = {
  'account-without-identity-check': {
    promise: 'README, tour: until identity is checked the account cannot be created',
    file: 'services/domain/account/create-account.ts',
    find: 'return isIdentityChecked(state.identityChecks)',
    put: 'return isIdentityChecked(state.identityChecks) || state.account === undefined',
    tests: ACCOUNT,
  },
  'second-account': {
    promise: 'ADR 3: one account a patient',
    file: 'services/domain/account/create-account.ts',
    find: 'if (state.account !== undefined) return',
    put: "if (state.account?.status === 'active') return",
    tests: ACCOUNT,
  },
  'old-codes-left-working': {
    promise: 'README: one set of codes works; new ones end every earlier one',
    file: 'services/domain/codes/issue-new-codes.ts',
    find: 'const { registrations } = endPendingCodes(state, RegistrationState.withdrawn);',
    put: 'const { registrations } = state;',
    tests: CODES,
  },
  'ended-codes-kept-sealed': {
    promise: 'ADR 5: used and withdrawn codes are wiped at once, also sealed',
    file: 'services/domain/codes/pending-codes.ts',
    find: 'const { sealedCodes: _sealed, verifiers: _verifiers, ...rest } = registration;',
    put: 'const rest = registration;',
    tests: CODES,
  },
  'codes-for-who-has-registered': {
    promise: 'SECURITY: new codes never replace a login that is in use',
    file: 'services/domain/codes/issue-new-codes.ts',
    find: 'return account.status === AccountStatus.created ? undefined',
    put: 'return account.status !== AccountStatus.registered ? undefined',
    tests: CODES,
  },
  'letter-with-expired-codes': {
    promise: 'README: a letter is printed only with codes that work',
    file: 'services/domain/letter/letter-rules.ts',
    find: 'return hasExpired(pending, today)',
    put: "return hasExpired(pending, '2000-01-01')",
    tests: ['test/services/domain/letter/letter-rules.test.ts'],
  },
  'check-digit-not-looked-at': {
    promise: 'SECURITY, wrong patient: patient numbers have valid check digits',
    file: 'services/domain/patient/patient-identifier.ts',
    find: 'return check !== 10 && check === digits[9];',
    put: 'return check !== 10;',
    tests: IDENTIFIERS,
  },
  'scottish-number-in-england': {
    promise: 'README: each nation’s own numbers',
    file: 'services/domain/patient/patient-identifier.ts',
    find: 'return Number(value.slice(0, 9)) >= 400_000_000;',
    put: 'return Number(value.slice(0, 9)) >= 0;',
    tests: IDENTIFIERS,
  },
  'conflict-swallowed': {
    promise: 'ADR 4: where both sides changed the same leaf, a person chooses',
    file: 'services/domain/unsent-work/conflict.ts',
    find: '  differences.push(place);\n  return ours;',
    put: '  return ours;',
    tests: CONFLICT,
  },
  'false-conflict': {
    promise: 'ADR 4: changes of different leaves are put together without asking',
    file: 'services/domain/unsent-work/conflict.ts',
    find: 'if (samePlainData(before, theirs) || samePlainData(ours, theirs)) return ours;',
    put: 'if (samePlainData(before, theirs)) return ours;',
    tests: CONFLICT,
  },
  'assurance-counts-errors': {
    promise: 'README: a check entered in error counts for nothing',
    file: 'services/domain/identity/identity-check.ts',
    find: 'return checks.some((check) => check.enteredInError === undefined);',
    put: 'return checks.length > 0;',
    tests: ['test/services/domain/identity/identity-check.test.ts'],
  },
  'unverified-email-used': {
    promise: 'README, tour: the preferred email counts once it is verified',
    file: 'services/domain/contacts/contact.ts',
    find: 'contact.type === type && contact.verified && contact.preferred',
    put: 'contact.type === type && contact.preferred',
    tests: ['test/services/domain/contacts/contact.test.ts'],
  },
  'any-address-taken': {
    promise: 'CHANGELOG: email addresses are checked as mail systems check them',
    file: 'services/domain/contacts/email-address.ts',
    find: 'return isEmail(address) ? undefined',
    put: "return address !== '' ? undefined",
    tests: ['test/services/domain/contacts/contact.test.ts'],
  },
  'emoji-in-an-address': {
    promise: 'CHANGELOG: a character that no address has is refused, and named',
    file: 'services/domain/contacts/email-address.ts',
    find: ' ?? NOT_IN_A_DOMAIN.exec(domain)',
    put: '',
    tests: ['test/services/domain/contacts/contact.test.ts'],
  },
  'held-email-denied': {
    promise: 'CHANGELOG: an email address that is held and not verified is not said to be missing',
    file: 'services/domain/contacts/contact.ts',
    find: "held.some(({ preferred }) => preferred) ? 'not-verified'",
    put: "held.every(({ preferred }) => preferred) ? 'none-held'",
    tests: ['test/services/domain/contacts/contact.test.ts'],
  },
  'foreign-day': {
    promise: 'README: practices keep UK time',
    file: 'services/domain/calendar.ts',
    find: "const PRACTICE_TIME_ZONE = 'Europe/London';",
    put: "const PRACTICE_TIME_ZONE = 'Etc/UTC';",
    tests: ['test/services/domain/calendar.test.ts'],
  },
};
