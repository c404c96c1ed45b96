const LISTS = ['test/services/application/practice/worklists.test.ts'];
const PAGE = ['test/components/practice/practice-accounts.test.ts'];
const PAGE_LISTS = ['test/components/practice/accounts-lists.test.ts'];
const GRID = ['test/components/practice/accounts-grid.test.ts'];

/** The lists of the practice's accounts, and their page. */
export const WORKLISTS = {
  'worklist-names-kept': {
    promise: 'guide: names are forgotten when they are out of sight',
    file: 'services/application/practice/worklist-lines.ts',
    find: 'if (this.watchers === 0) this.known.clear();',
    put: '',
    tests: LISTS,
  },
  'worklist-opened-unseen': {
    promise: 'guide: the audit notes who looked at which list',
    file: 'services/application/practice/worklists.ts',
    find: "const audited = await action.audit(words('accounts').audit.listOpened(input.list));",
    put: 'const audited = ok();',
    tests: LISTS,
  },
  'worklist-outlives-session': {
    promise: 'whoever signs in next is told nothing of a list that somebody else has opened',
    file: 'services/application/practice/while-signed-in.ts',
    find: 'takeUntil(somebodyElse$)',
    put: 'filter(() => true)',
    tests: LISTS,
  },
  'worklist-shut-account-listed': {
    promise: 'guide: died, left or merged, account still open',
    file: 'services/application/practice/worklist-rows.ts',
    find: "list === 'left' ? isEnabled : undefined",
    put: 'undefined',
    tests: LISTS,
  },
  'worklist-focus-lost': {
    promise: 'the focus stays on the same account when others come and go',
    file: 'components/practice/accounts/os-accounts-grid.ts',
    find: 'const index = active === undefined ? 0 : keys.indexOf(active.key);',
    put: 'const index = active?.index ?? 0;',
    tests: GRID,
  },
  'worklist-focused-row-gone': {
    promise: 'the row that has the focus stays in the page, however far the list is scrolled',
    file: 'components/practice/accounts/os-accounts-grid.ts',
    find: 'this.#withActive(defaultRangeExtractor(range))',
    put: 'defaultRangeExtractor(range)',
    tests: GRID,
  },
  'worklist-opened-by-leaving': {
    promise: 'whoever leaves the page opens nothing',
    file: 'components/base/page-element.ts',
    find: 'if (!this.isConnected) return;',
    put: '',
    tests: PAGE,
  },
  'worklist-overtaken-shown': {
    promise: 'the list that was chosen last is shown in the end, however long each takes',
    file: 'components/practice/accounts/asked-lists.ts',
    find: 'if (place < 0) return undefined;',
    put: '',
    tests: PAGE_LISTS,
  },
  'worklist-acted-on-unseen': {
    promise: 'nothing is done to accounts of a list that another one is about to replace',
    file: 'components/practice/accounts/os-practice-accounts.ts',
    find: 'return this.#asked.wanted === undefined ? this.#list : undefined;',
    put: 'return this.#list;',
    tests: PAGE_LISTS,
  },
  'far-row-read-while-empty': {
    promise: 'a far row is read out with what it says',
    file: 'components/practice/accounts/os-accounts-grid.ts',
    find: 'else if (isJump) await this.#filled(key);',
    put: '',
    tests: GRID,
  },
  'old-row-acted-on': {
    promise:
      'SECURITY, wrong patient: nothing is done to the row before while the focus waits for a far one',
    file: 'components/practice/accounts/os-accounts-grid.ts',
    find: 'this.#awaited !== undefined && actsOnRow',
    put: 'this.#em < 0 && actsOnRow',
    tests: GRID,
  },
  'worklist-unseen-not-carried': {
    promise: 'accounts made elsewhere are listed after an upgrade, too',
    file: 'services/storage/versions/from-version-4.ts',
    find: 'row.unseen = 1;',
    put: 'delete row.unseen;',
    tests: ['test/services/storage/upgrade.test.ts'],
  },
  'worklist-audit-row-listed': {
    promise: 'guide: a change waits to be sent; the audit goes by itself',
    file: 'services/storage/register-ranges.ts',
    find: 'return state === OutboxState.waiting',
    put: "return String(state) === 'never'",
    tests: ['test/services/storage/dexie-practice-register.test.ts'],
  },
  'worklist-change-missed': {
    promise: 'a list tells of who has left it',
    file: 'services/storage/register-keys.ts',
    find: ', tables[name].toCollection()];',
    put: '];',
    tests: ['test/services/storage/dexie-practice-register.test.ts'],
  },
};
