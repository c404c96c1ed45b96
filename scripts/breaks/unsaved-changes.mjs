const KEPT = ['test/components/unsaved/unsaved-work.test.ts'];
const BAR = ['test/components/services/save-bar.test.ts'];
const PLUGIN = ['test/plugin/unsaved-changes.test.ts'];
const HOST_PAGES = ['test/node/demo/reference-host.test.ts'];

/** Edits that are not saved: never lost in silence, never shown to somebody else. */
export const UNSAVED_CHANGES = {
  'draft-shown-to-a-colleague': {
    promise: 'embedding.md, unsaved changes: what was typed is shown to nobody else',
    file: 'components/unsaved/unsaved-work.ts',
    find: '    if (staffId !== this.#staffId) this.signedIn(staffId);\n',
    put: '',
    tests: KEPT,
  },
  'draft-of-another-patient': {
    promise: 'SECURITY, wrong patient: edits not saved belong to one patient',
    file: 'components/unsaved/unsaved-work.ts',
    find: 'return `services-${patientRef}`;',
    put: 'return `services-${patientRef.length}`;',
    tests: ['test/components/tab/os-online-services-tab.test.ts'],
  },
  'draft-outlives-its-session': {
    promise: 'embedding.md, unsaved changes: what was typed is dropped when the session ends',
    file: 'plugin/unsaved-changes.ts',
    find: "if (session?.id !== id) work.signedIn(session?.staff.id ?? '');",
    put: "if (session === null) work.unsavedOf('');",
    tests: PLUGIN,
  },
  'lost-without-a-word': {
    promise: 'embedding.md, unsaved changes: who lost something is told at the next sign-in',
    file: 'components/unsaved/unsaved-work.ts',
    find: '    if (lost.length > 0) this.#lost.set(this.#staffId, lost);\n',
    put: '',
    tests: KEPT,
  },
  'left-while-it-is-being-saved': {
    promise:
      'embedding.md, unsaved changes: what is being saved is waited for, and told, when it is given up',
    file: 'components/base/command-runner.ts',
    find: 'if (this.running === undefined) return false;',
    put: 'if (this.running !== undefined) return false;',
    tests: KEPT,
  },
  'saved-all-the-same-untold': {
    promise:
      'embedding.md, unsaved changes: what was on its way when it was given up is told by the host',
    file: 'plugin/unsaved-changes.ts',
    find: "this.host.dialogs.notify('warning', words('screens').savedAllTheSame(what, patientName));",
    put: 'void [what, patientName];',
    tests: PLUGIN,
  },
  'unsaved-for-ever': {
    promise: 'embedding.md, unsaved changes: what cannot be opened again is told of and dropped',
    file: 'components/unsaved/unsaved-work.ts',
    find: 'kept.isThere?.(view) === false',
    put: "kept.what === ''",
    tests: KEPT,
  },
  'first-dialog-forgotten': {
    promise:
      'embedding.md, unsaved changes: a dialog counts as open after one that was opened from it has closed',
    file: 'components/base/announcer.ts',
    find: 'this.#dialogs.splice(at, 1);',
    put: 'this.#dialogs.splice(0);',
    tests: ['test/components/base/announcer.test.ts'],
  },
  'page-closes-unasked': {
    promise: 'embedding.md, unsaved changes: the browser asks before the page is closed',
    file: 'components/unsaved/unsaved-work.ts',
    find: 'if (this.#unsaved.size > 0) addEventListener',
    put: 'if (this.#unsaved.size > 99) addEventListener',
    tests: KEPT,
  },
  'saved-dialog-comes-back': {
    promise: 'components: what is saved is not offered again as if it were not',
    file: 'components/base/form-dialog.ts',
    find: '    this.#work?.forget(this.#key);\n',
    put: '',
    tests: KEPT,
  },
  'edited-while-saving-is-lost': {
    promise: 'CHANGELOG: what is edited while services are being saved stays',
    file: 'components/services/services-draft.ts',
    find: 'else this.#edits.set(tick.name, { ...edit, before: tick });',
    put: 'else this.#edits.delete(tick.name);',
    tests: BAR,
  },
  'save-scrolls-away': {
    promise: 'CHANGELOG: saving stays in sight',
    file: 'components/tab/tab-styles.ts',
    find: '    position: sticky;\n    inset-block-end: 0;\n',
    put: '',
    tests: BAR,
  },
  'bar-over-the-focus': {
    promise: 'WCAG 2.4.11: the bar covers nothing that has the focus',
    file: 'components/tab/tab-styles.ts',
    find: '--_foot: 7em;',
    put: '--_foot: 0;',
    tests: BAR,
  },
  'menu-creates-with-everything': {
    promise: 'CHANGELOG: Create in the menu uses the ticks on the screen',
    file: 'plugin/command-runs.ts',
    find: 'edits === undefined ? view.services : ticksOf(edits.value, view.services)',
    put: 'view.services',
    tests: PLUGIN,
  },
  'menu-prints-unsaved': {
    promise: 'CHANGELOG: printing from the menu is refused while anything is unsaved',
    file: 'plugin/command-runs.ts',
    find: 'view === undefined || isRefusedFor(unsavedBesides(services, view), host, view)',
    put: 'view === undefined',
    tests: PLUGIN,
  },
  'created-though-given-up': {
    promise: 'embedding.md, unsaved changes: nothing follows what was given up',
    file: 'components/identity/os-identification-dialog.ts',
    find: '...(!this.isGivenUp && next)',
    put: '...next',
    tests: KEPT,
  },
  'creating-not-waited-for': {
    promise:
      'embedding.md, unsaved changes: what is being saved is waited for, and told, when it is given up',
    file: 'components/tab/os-online-services-tab.ts',
    find: '      { what: account.heading, over: this.#account?.leave() },\n',
    put: '',
    tests: KEPT,
  },
  'preview-told-as-saved': {
    promise: 'README: the screen never says saved of what was not',
    file: 'components/base/dialog-element.ts',
    find: 'return wasDone && this.saves;',
    put: 'return wasDone;',
    tests: KEPT,
  },
  'dialog-beneath-forgotten': {
    promise: 'embedding.md, unsaved changes: a host is told of all that is unsaved',
    file: 'components/base/announcer.ts',
    find: 'return this.#dialogs.map((describe) => describe()).reverse();',
    put: 'return this.#dialogs.map((describe) => describe()).slice(-1);',
    tests: ['test/components/base/announcer.test.ts'],
  },
  'unreadable-note-wiped': {
    promise: 'ADR 19: notes that cannot be read stay as they are until others are typed',
    file: 'components/services/os-services-section.ts',
    find: "return typed === '' && isSealedText(notes) ? notes : typed;",
    put: 'return typed;',
    tests: ['test/components/services/services.test.ts'],
  },
  'ended-letter-stays-in-sight': {
    promise: 'CHANGELOG: a letter that may not go out any more is not shown any longer',
    file: 'components/letter/os-letter-dialog.ts',
    find: "new Set(['changed-meanwhile', 'not-allowed'])",
    put: "new Set(['changed-meanwhile'])",
    tests: ['test/components/account/account.test.ts'],
  },
  'host-not-told': {
    promise: 'Host API 1.2: a host is told what is unsaved',
    file: 'plugin/unsaved-changes.ts',
    find: '    this.marks.set(view, mark);\n',
    put: '    mark.dispose();\n',
    tests: PLUGIN,
  },
  'leaves-unasked': {
    promise: 'demo/README: this host asks before unsaved changes are left',
    file: 'demo/reference-host/shell/leaving.ts',
    find: 'if (copies.length === 0) return true;',
    put: 'if (copies.length >= 0) return true;',
    tests: HOST_PAGES,
  },
  'refused-save-leaves': {
    promise: 'demo/README: this host stays where saving was refused',
    file: 'demo/reference-host/shell/leaving.ts',
    find: 'else if (!(await copy.save())) return false;',
    put: 'else await copy.save();',
    tests: HOST_PAGES,
  },
  'host-dialog-without-a-name': {
    promise: 'demo/README: every dialog of the host names the patient who is open',
    file: 'demo/reference-host/shell/dialog.ts',
    find: "make('p', { id: aboutId, class: 'dialog-about' }, options.about)",
    put: "make('p', { id: aboutId, class: 'dialog-about' })",
    tests: HOST_PAGES,
  },
};
