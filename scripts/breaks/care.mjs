const ACCESS = ['test/services/domain/services/record-access.test.ts'];
const AGES = ['test/services/domain/account/child-account.test.ts'];
const MISSED = ['test/services/domain/services/missed-appointments.test.ts'];
const DESK = ['test/services/application/services/record-access.test.ts'];

/** Access to the record, ages, missed appointments. */
export const CARE = {
  'review-ended-by-an-earlier-code': {
    promise: 'decisions: a review that the record asks for stands until a later entry ends it',
    file: 'services/domain/services/record-access.ts',
    find: '(ended === undefined || ended <= indicated)',
    put: 'ended === undefined',
    tests: ACCESS,
  },
  'record-without-a-decision': {
    promise: 'workflows: nobody sees their record unless somebody has decided so',
    file: 'services/application/services/record-access.ts',
    find: 'return enabled && services?.services[name]?.enabled !== true;',
    put: 'return enabled && services === undefined;',
    tests: DESK,
  },
  'suspended-a-day-late': {
    promise: 'fhir-mapping, ages: from the beginning of the 16th birthday on',
    file: 'services/domain/account/child-account.ts',
    find: "(dayToSuspend(facts) ?? '') <= today",
    put: "(dayToSuspend(facts) ?? '') < today",
    tests: AGES,
  },
  'suspended-without-notice': {
    promise: 'CHANGELOG: who was 16 before that was noticed has four weeks',
    file: 'services/domain/account/child-account.ts',
    find: 'birthday > today) return birthday;',
    put: "birthday > '') return birthday;",
    tests: AGES,
  },
  'off-at-the-limit': {
    promise: 'decisions: Appointments goes off when more are missed than the limit, not at it',
    file: 'services/domain/services/missed-appointments.ts',
    find: 'missed > settings.missedAppointmentsLimit',
    put: 'missed >= settings.missedAppointmentsLimit',
    tests: MISSED,
  },
  'the-same-missed-appointments-again': {
    promise: 'decisions: after somebody has switched it on, missed appointments count anew',
    file: 'services/domain/services/missed-appointments.ts',
    find: 'return anew > window ? anew : window;',
    put: 'return window;',
    tests: MISSED,
  },
};
