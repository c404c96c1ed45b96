const SERVER = ['test/services/fhir/fhir-account-history.test.ts'];
const HISTORY = ['test/services/application/history/history.test.ts'];
const DIALOG = ['test/components/history/os-history-dialog.test.ts'];
const SITE = ['test/node/patient-site/site-history.test.ts'];

/** What happened to an account: read whole, shown truthfully, taken out by who may. */
export const HISTORY_BREAKS = {
  'history-of-another-patient': {
    promise: 'docs/fhir-mapping.md: an answer with another patient’s entries is refused as a whole',
    file: 'services/fhir/fhir-account-history.ts',
    find: 'if (!resources.every((resource) => isAbout(resource, query.patientRef))) {',
    put: 'if (resources.length < 0) {',
    tests: SERVER,
  },
  'history-out-of-order-taken': {
    promise: 'docs/fhir-mapping.md: an answer that is not as it was asked for is refused',
    file: 'services/fhir/fhir-account-history.ts',
    find: 'if (!isAsAsked(resources, query)) return { ok: false, failure: NOT_AS_ASKED };',
    put: 'isAsAsked(resources, query);',
    tests: SERVER,
  },
  'history-with-gaps': {
    promise:
      'the history is given without gaps: no type of resource beyond where the other was read',
    file: 'services/fhir/fhir-account-history.ts',
    find: 'rows: inOrder(readable.filter(({ at }) => until === undefined || at >= until)),',
    put: 'rows: inOrder(readable),',
    tests: SERVER,
  },
  'website-text-believed': {
    promise: 'docs/fhir-mapping.md: no text of a website’s is shown',
    file: 'services/application/history/history-entry.ts',
    find: "if (by.kind === 'staff' || by.kind === 'rule') {",
    put: "if (by.kind === 'staff' || by.kind === 'rule' || summary !== undefined) {",
    tests: HISTORY,
  },
  'history-read-unaudited': {
    promise: 'opening the history is audited before anything is read',
    file: 'services/application/history/open-history.ts',
    find: "const audited = await action.audit(words('history').audit.opened);",
    put: 'const audited = ok();',
    tests: HISTORY,
  },
  'history-read-on-for-anybody': {
    promise: 'the history is read on only for who opened it, while the patient is open',
    file: 'services/application/history/open-history.ts',
    find: '  if (!mayRead.ok) return mayRead;\n',
    put: '',
    tests: HISTORY,
  },
  'gap-before-what-is-here': {
    promise: 'what is here counts only as far back as the shared record was read',
    file: 'services/application/history/history-so-far.ts',
    find: 'reach === undefined || at >= reach',
    put: 'reach === undefined || at >= at',
    tests: HISTORY,
  },
  'failure-passed-over': {
    promise: 'the history never looks whole while the record could not be read',
    file: 'services/application/history/history-so-far.ts',
    find: 'this.failure = page.ok ? undefined : page.failure;',
    put: 'this.failure = undefined;',
    tests: HISTORY,
  },
  'more-exported-than-looked-for': {
    promise: 'an export holds exactly what is looked for',
    file: 'services/application/history/history-so-far.ts',
    find: '.filter((row) => isLookedFor(row, this.lookedFor))',
    put: '',
    tests: HISTORY,
  },
  'export-unaudited': {
    promise: 'an export is audited before it goes out',
    file: 'services/application/history/export-history.ts',
    find: 'await action.audit(said.exports(said.exporting[input.format], entries.length));',
    put: 'ok();',
    tests: HISTORY,
  },
  'formula-in-a-cell': {
    promise: 'no cell of a CSV file is taken for a formula',
    file: 'services/csv/papaparse-table-files.ts',
    find: '{ escapeFormulae: FORMULA }',
    put: '{ escapeFormulae: true }',
    tests: ['test/services/csv/papaparse-table-files.test.ts'],
  },
  'glyph-dropped-from-a-report': {
    promise: 'a character that a report’s typeface lacks is printed as its number',
    file: 'services/letters/render-report.ts',
    find: 'return covered.has(code) ? character',
    put: 'return covered.size > 0 ? character',
    tests: ['test/services/letters/report.test.ts'],
  },
  'partial-history-called-whole': {
    promise: 'the dialog never says that it is all while there is, or may be, more',
    file: 'components/history/os-history-dialog.ts',
    find: 'return !hasMore && notRead === undefined',
    put: 'return notRead === undefined',
    tests: DIALOG,
  },
  'website-deed-untold': {
    promise: 'docs/fhir-mapping.md: a website writes what it does beside its change',
    file: 'demo/patient-site/sign-in.ts',
    find: '    changes.push(...noted(account, deed));\n',
    put: '',
    tests: SITE,
  },
  'use-written-at-every-sign-in': {
    promise: 'docs/fhir-mapping.md: the day of the newest sign-in is written at most once a day',
    file: 'demo/patient-site/sign-in.ts',
    find: 'return lastUsedOn === today ? undefined : { status, lastUsedOn: today };',
    put: 'return { status, lastUsedOn: today };',
    tests: SITE,
  },
  'never-used-claimed-unknown': {
    promise: 'an account is called never used only where that can be known',
    file: 'demo/patient-site/registration.ts',
    find: 'const isFirst = account.registeredAt === undefined && account.resetId === undefined;',
    put: "const isFirst = account.status !== 'locked';",
    tests: SITE,
  },
};
