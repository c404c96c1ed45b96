const PATIENT = ['test/services/host/patient/patient-from-fhir.test.ts'];
const DIRECTORY = ['test/services/host/host-patient-directory.test.ts'];

/** What the host says, as the product reads it. */
export const HOST = {
  'letter-to-an-old-address': {
    promise: 'embedding.md: a letter goes to an address in force, never to one whose time is over',
    file: 'services/host/patient/fhir-values.ts',
    find: 'return hasBegun && !isOver;',
    put: 'return hasBegun || isOver;',
    tests: PATIENT,
  },
  'merged-record-in-use': {
    promise: 'embedding.md: a record that was replaced by another is no patient any more',
    file: 'services/host/patient/patient-ending.ts',
    find: "type === 'replaced-by'",
    put: "type === 'replaces'",
    tests: PATIENT,
  },
  'patient-of-another-practice': {
    promise: 'embedding.md: who is registered at another practice is no patient here',
    file: 'services/host/patient/patient-ending.ts',
    find: 'return named.length > 0 && !named.includes(practiceId.toUpperCase());',
    put: 'return named.length > 0 && named.includes(practiceId.toUpperCase());',
    tests: PATIENT,
  },
  'restriction-overlooked': {
    promise: 'embedding.md: the security labels R and V mark a restricted record',
    file: 'services/host/patient/patient-from-fhir.ts',
    find: "= ['R', 'V'];",
    put: "= ['V'];",
    tests: PATIENT,
  },
  'malformed-patient-throws': {
    promise: 'embedding.md: what cannot be read of a Patient counts as not recorded',
    file: 'services/host/patient/fhir-values.ts',
    find: '? (list as readonly T[]).filter(isElement) : []',
    put: '? (list as readonly T[]) : []',
    tests: PATIENT,
  },
  'described-unasked': {
    promise: 'embedding.md: lists show nobody whom they did not ask for, whatever a host answers',
    file: 'services/host/host-patient-directory.ts',
    find: 'if (some.includes(patient.ref)) described',
    put: 'described',
    tests: DIRECTORY,
  },
  'page-leads-to-itself': {
    promise: 'embedding.md: a list that never ends is no answer',
    file: 'services/host/patient/patients-given.ts',
    find: ' || (next !== undefined && next === after)',
    put: '',
    tests: DIRECTORY,
  },
  'namesakes-on-the-next-page': {
    promise: 'embedding.md: an application is matched with everybody in view who may be meant',
    file: 'services/host/host-patient-finder.ts',
    find: 'if (page.next === undefined) return ok(found);',
    put: 'if (found.length > 0) return ok(found);',
    tests: DIRECTORY,
  },
  'stayed-taken-for-opened': {
    promise: 'embedding.md: whoever stayed because of unsaved changes has opened nobody',
    file: 'services/host/host-patient-directory.ts',
    find: 'this.host.patients.open?.(ref)) === true',
    put: 'this.host.patients.open?.(ref)) !== undefined',
    tests: DIRECTORY,
  },
  'practice-view-demanded': {
    promise: 'embedding.md: a host without practice views runs the plugin all the same',
    file: 'plugin/contributed-views.ts',
    find: 'contributions.registerPracticeView?.(view.id, hostView) ?? this.leaveOut();',
    put: '(contributions.registerPracticeView as NonNullable<typeof contributions.registerPracticeView>)(view.id, hostView);',
    tests: ['test/plugin/practice-views.test.ts'],
  },
};
