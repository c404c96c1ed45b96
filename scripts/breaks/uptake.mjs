const FIGURES = ['test/services/domain/practice/uptake.test.ts'];
const COUNTING = ['test/services/application/practice/uptake.test.ts'];
const PAGE = ['test/components/practice/practice-uptake.test.ts'];

/** How far the practice is, and its page. */
export const UPTAKE = {
  'uptake-patient-counted-twice': {
    promise: 'guide: a patient is counted once, whatever the shared record has of them',
    file: 'services/application/practice/uptake.ts',
    find: 'const isNew = !counted.has(patientRef);',
    put: 'const isNew = true;',
    tests: COUNTING,
  },
  'uptake-share-of-nobody-in': {
    promise: 'guide: who can see the record is counted among the accounts in use',
    file: 'services/domain/practice/uptake.ts',
    find: 'const seesRecord = inUse && ',
    put: 'const seesRecord = ',
    tests: FIGURES,
  },
  'uptake-share-rounded-up': {
    promise: 'guide: the share is rounded down, so that 89.9 % has not reached 90 %',
    file: 'services/domain/practice/uptake.ts',
    find: 'Math.floor((part * 100) / whole)',
    put: 'Math.ceil((part * 100) / whole)',
    tests: FIGURES,
  },
  'uptake-month-of-greenwich': {
    promise: 'months are those of the practice’s calendar',
    file: 'services/domain/practice/uptake.ts',
    find: 'monthOf(dateOf(at))',
    put: 'monthOf(at)',
    tests: FIGURES,
  },
  'uptake-opened-unseen': {
    promise: 'guide: the audit notes who opened the figures',
    file: 'services/application/practice/uptake.ts',
    find: "const audited = await action.audit(words('uptake').audit.opened);",
    put: 'const audited = ok();',
    tests: COUNTING,
  },
  'uptake-outlives-session': {
    promise: 'whoever signs in next is told no figures that somebody else has opened',
    file: 'services/application/practice/uptake.ts',
    find: 'count$: whileSignedIn(count$, action, ports)',
    put: 'count$',
    tests: COUNTING,
  },
  'uptake-names-kept': {
    promise: 'the figures, with names of GPs in them, leave the page with whoever opened it',
    file: 'components/practice/uptake/os-practice-uptake.ts',
    find: 'this.figures = undefined;',
    put: '',
    tests: PAGE,
  },
  'uptake-other-right': {
    promise: 'guide: the figures take the right to see the Online Services tab',
    file: 'services/application/commands/practice-commands.ts',
    find: 'openUptake: practiceCommand({\n    permission: Permission.view,',
    put: 'openUptake: practiceCommand({\n    permission: Permission.manageAccounts,',
    tests: ['test/services/application/commands/permissions.test.ts'],
  },
};
