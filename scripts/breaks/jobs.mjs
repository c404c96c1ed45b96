const ENGINE = ['test/services/application/jobs/jobs.test.ts'];
const KILLED = ['test/services/application/jobs/killed-jobs.test.ts'];
const LETTERS = ['test/services/application/jobs/letters.test.ts'];
const MANY = ['test/components/practice/many-at-once.test.ts'];
const RIGHTS = ['test/node/demo/record-rights.test.ts'];
const RECORD_RIGHTS = 'demo/reference-host/server/record-rights.ts';

/** What is done to many patients at once. */
export const JOBS = {
  'begun-on-another-list': {
    promise: 'what is begun on one list is not about another',
    file: 'components/practice/jobs/os-bulk-work.ts',
    find: '(isOfOthers || this.#isOverAnotherList)',
    put: 'isOfOthers',
    tests: MANY,
  },
  'chosen-since-forgotten': {
    promise: 'whoever is chosen while a job begins stays chosen',
    file: 'components/practice/jobs/os-bulk-work.ts',
    find: 'if (isOfTheChosen && this.list === list) this.#tell',
    put: 'this.#tell',
    tests: MANY,
  },
  'hidden-report-comes-back': {
    promise: 'a report that somebody hid stays hidden, whatever comes meanwhile',
    file: 'components/practice/jobs/bulk-jobs.ts',
    find: 'if (!this.#reports.delete(id)) {',
    put: 'if (!this.#reports.has(id)) {',
    tests: MANY,
  },
  'job-does-restricted': {
    promise: 'guide: left out are restricted records',
    file: 'services/domain/jobs/left-out.ts',
    find: "if (patient.restricted) return { code: 'restricted-left-out' };",
    put: '',
    tests: ENGINE,
  },
  'job-goes-by-old-facts': {
    promise: 'each patient is looked at once more before they are done',
    file: 'services/application/jobs/patient-steps.ts',
    find: "if (reason !== undefined) return undone({ what: 'left-out', reason });",
    put: '',
    tests: ENGINE,
  },
  'job-of-anybody': {
    promise: 'guide: nobody else can resume what you began',
    file: 'services/application/jobs/job-steering.ts',
    find: "return by.id === session.staff.id ? ok(job.value) : no({ code: 'job-of-another', by: by.name });",
    put: 'return ok(job.value);',
    tests: ENGINE,
  },
  'job-forgets-what-was-committed': {
    promise: 'guide: nobody is done twice',
    file: 'services/application/jobs/patient-steps.ts',
    find: 'if (before.value) return this.doneBefore(work, line);',
    put: '',
    tests: KILLED,
  },
  'job-file-with-restricted': {
    promise: 'guide: restricted records stay out of a file',
    file: 'services/application/jobs/accounts-file.ts',
    find: "return patient.restricted ? { code: 'restricted-left-out' } : undefined;",
    put: 'return undefined;',
    tests: ENGINE,
  },
  'letters-of-restricted': {
    promise: 'guide: letters of restricted records are left out',
    file: 'services/domain/jobs/left-out.ts',
    find: "if (patient.restricted) return { code: 'restricted-left-out' };",
    put: '',
    tests: LETTERS,
  },
  'letters-out-of-order': {
    promise: 'guide: letters lie in the order of the list in front',
    file: 'services/application/jobs/letter-pile.ts',
    find: 'rows.push(this.rowOf(each));',
    put: 'rows.unshift(this.rowOf(each));',
    tests: LETTERS,
  },
  'letters-with-other-codes': {
    promise: 'guide: letters of many are printed with the codes that were looked at',
    file: 'services/application/jobs/job-work.ts',
    find: 'if (registrationId !== undefined && codes.id !== registrationId) {',
    put: "if (registrationId === '') {",
    tests: LETTERS,
  },
  'letters-printed-when-cancelled': {
    promise: 'guide: a letter is called printed once the printer has it',
    file: 'services/application/jobs/letter-steps.ts',
    find: 'if (!handed.ok || !handed.value) {',
    put: 'if (!handed.ok) {',
    tests: LETTERS,
  },
  'letters-printed-before-the-printer': {
    promise: 'guide: a letter is called printed once the printer has it',
    file: 'services/application/jobs/letter-steps.ts',
    find: "      state: 'handing',\n",
    put: "      state: 'taken',\n",
    tests: KILLED,
  },
  'jobs-read-by-everybody': {
    promise: 'demo/README: a job is seen by who may look at accounts of the practice or split it',
    file: RECORD_RIGHTS,
    find: '(!isJob(resource) || mayFollowJobs(session)),',
    put: 'true,',
    tests: RIGHTS,
  },
  'jobs-told-of-by-colleagues': {
    promise: 'demo/README: a job is told of by who began it alone',
    file: RECORD_RIGHTS,
    find: "if (!isOwn) return 'A job is told of by who began it.';",
    put: '',
    tests: RIGHTS,
  },
  'jobs-read-by-the-website': {
    promise: 'demo/README: the website’s token is trusted with everything but jobs',
    file: RECORD_RIGHTS,
    find: 'sees: (resource) => !isJob(resource),',
    put: 'sees: () => true,',
    tests: RIGHTS,
  },
};
