const ENGINE = ['test/services/application/jobs/jobs.test.ts'];
const KILLED = ['test/services/application/jobs/killed-jobs.test.ts'];

/** What is done to many patients at once. */
export const JOBS = {
  'job-does-restricted': {
    promise: 'guide: left out are restricted records',
    file: 'services/domain/jobs/left-out.ts',
    find: "if (patient.restricted) return { code: 'restricted-left-out' };",
    put: '',
    tests: ENGINE,
  },
  'job-goes-by-old-facts': {
    promise: 'each patient is looked at once more before they are done',
    file: 'services/application/jobs/job-runner.ts',
    find: "if (reason !== undefined) return { what: 'left-out', reason };",
    put: '',
    tests: ENGINE,
  },
  'job-of-anybody': {
    promise: 'guide: nobody else can resume what you began',
    file: 'services/application/jobs/job-office.ts',
    find: "return by.id === session.staff.id ? ok(job.value) : no({ code: 'job-of-another', by: by.name });",
    put: 'return ok(job.value);',
    tests: ENGINE,
  },
  'job-forgets-what-was-committed': {
    promise: 'guide: nobody is done twice',
    file: 'services/application/jobs/job-runner.ts',
    find: "if (before.value) return { what: 'done' };",
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
};
