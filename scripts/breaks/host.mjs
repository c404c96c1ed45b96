const PATIENT = ['test/services/host/patient/patient-from-fhir.test.ts'];

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
};
