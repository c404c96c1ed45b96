const TAB = ['test/components/tab/os-online-services-tab.test.ts'];
const NARROW = ['test/components/tab/narrow.test.ts'];
const RELEASE = ['test/plugin/release.test.ts'];
const ACTIVATION = ['test/plugin/activation.test.ts'];

/** Elements. */
export const COMPONENTS = {
  'letter-opens-for-everybody': {
    promise: 'CHANGELOG: the letter opens by itself, for who may print it',
    file: 'components/account/os-account-section.ts',
    find: "if (isFree && allowed(view, 'printLetter').allowed) this.showsLetter = true;",
    put: 'this.showsLetter = true;',
    tests: ['test/components/account/account.test.ts'],
  },
  'replaced-letter-stays-in-sight': {
    promise: 'CHANGELOG: a letter whose codes were replaced is shown anew before it can go out',
    file: 'components/letter/os-letter-dialog.ts',
    find: 'return this.#lookAgain(result.failure.message);',
    put: 'return;',
    tests: ['test/components/account/account.test.ts'],
  },
  'sealed-note-kept-in-a-draft': {
    promise: 'ADR 19: a tick made while a note could not be read keeps no sealed note',
    file: 'components/services/services-draft.ts',
    find: 'if (edit === undefined || !canBeReadNow(edit, row)) return edit;',
    put: 'if (edit === undefined || row.name !== edit.before.notes) return edit;',
    tests: ['test/components/services/services-draft.test.ts'],
  },
  'network-back-unnoticed': {
    promise:
      'CHANGELOG: what makes letters is fetched until it is there, whenever the network is back',
    file: 'plugin/letter-parts.ts',
    find: 'concatMap(() => idle().then(() => renderer.prepare())),',
    put: 'filter((_, index) => index === 0),\n      concatMap(() => idle().then(() => renderer.prepare())),',
    tests: ['test/plugin/letter-parts.test.ts'],
  },
  'letter-names-any-website': {
    promise: 'CHANGELOG: a website without https is never printed, whoever wrote the setting',
    file: 'services/domain/practice/practice-settings.ts',
    find: 'siteUrl: isWebAddress(settings.siteUrl),',
    put: "siteUrl: settings.siteUrl !== '',",
    tests: ['test/services/application/letter/letters.test.ts'],
  },
  'letter-saved-and-printed-is-two': {
    promise: 'CHANGELOG: a letter that is saved and then printed is one letter',
    file: 'services/application/letter/registration-letter.ts',
    find: 'letters.find(({ id }) => id === letterId)',
    put: "letters.find(({ id }) => id === '')",
    tests: ['test/services/application/letter/letters.test.ts'],
  },
  'opening-not-noted': {
    promise: 'each opening of a patient’s tab is audited',
    file: 'components/tab/opening.ts',
    find: "if (view?.phase === 'ready') void this.#note(view);",
    put: "if (view?.phase === 'ready') void this.#tried;",
    tests: ['test/components/tab/opening.test.ts'],
  },
  'opening-noted-at-each-view': {
    promise: 'that a host tells the same patient again is no opening',
    file: 'components/tab/opening.ts',
    find: 'opening === this.#noted || view',
    put: 'view',
    tests: ['test/components/tab/opening.test.ts'],
  },
  'opening-lost-silently': {
    promise: 'an opening that could not be noted is told, and tried again',
    file: 'components/tab/opening.ts',
    find: 'this.#onFailure(noted.failure.message);',
    put: '',
    tests: ['test/components/tab/opening.test.ts'],
  },
  'hidden-characters-stay-hidden': {
    promise: 'words: what cannot be seen in text of others is shown as what it is',
    file: 'services/words/visible-text.ts',
    find: '(PLAIN.has(character) ? character : named(character))',
    put: 'character',
    tests: ['test/services/words/visible-text.test.ts'],
  },
  'dialog-outlives-its-patient': {
    promise: 'SECURITY, wrong patient: dialogs close when the patient changes, and say so',
    file: 'components/tab/os-online-services-tab.ts',
    find: "      this.#closeDialogs('another-patient');\n",
    put: '',
    tests: TAB,
  },
  'sections-of-the-patient-before': {
    promise: 'components: another patient has new sections; nothing of one is shown with another',
    file: 'components/tab/os-online-services-tab.ts',
    find: '`${staff.id} ${patient.ref}`,',
    put: 'staff.id,',
    tests: TAB,
  },
  'sections-of-the-person-before': {
    promise:
      'embedding: what one person had open is never shown to the next, at the same patient either',
    file: 'components/tab/os-online-services-tab.ts',
    find: '`${staff.id} ${patient.ref}`,',
    put: 'patient.ref,',
    tests: TAB,
  },
  'shown-to-nobody-signed-in': {
    promise: 'SECURITY: the patient is hidden when nobody is signed in',
    file: 'components/tab/os-online-services-tab.ts',
    find: '      this.#ready = undefined;\n',
    put: '',
    tests: TAB,
  },
  'patient-without-a-name': {
    promise: 'SECURITY, wrong patient: name, birth date and number stand in every dialog',
    file: 'components/base/dialog-element.ts',
    find: '${this.patient ? patientLine(this.patient) : nothing}',
    put: '${this.patient ? nothing : nothing}',
    tests: ['test/components/tab/whose-dialog.test.ts'],
  },
  'second-click-counts': {
    promise: 'components: one command at a time; a second click does nothing',
    file: 'components/base/command-runner.ts',
    find: '    if (this.running !== undefined) return undefined;\n',
    put: '',
    tests: [
      'test/components/account/account.test.ts',
      'test/components/base/command-runner.test.ts',
    ],
  },
  'preferred-without-being-asked': {
    promise: 'CHANGELOG: a new address does not put aside the verified preferred one by itself',
    file: 'components/contacts/os-communication-dialog.ts',
    find: 'isOpen ? this.#inUse(type) === undefined : this.draft.preferred',
    put: 'isOpen || this.draft.preferred',
    tests: ['test/components/contacts/contact-details.test.ts'],
  },
  'create-below-everything': {
    promise: 'CHANGELOG: Create is in sight on a narrow screen',
    file: 'components/tab/tab-styles.ts',
    find: '      order: -1;\n',
    put: '',
    tests: NARROW,
  },
  'long-words-grow-wider': {
    promise: 'CHANGELOG: long words wrap',
    file: 'components/base/theme.ts',
    find: '    overflow-wrap: anywhere;\n',
    put: '',
    tests: NARROW,
  },
  'old-note-stays': {
    promise: 'CHANGELOG: the note on why a service was off goes when it is switched on again',
    file: 'components/services/services-draft.ts',
    find: "return enabled ? '' : before.notes;",
    put: 'return before.notes;',
    tests: ['test/components/services/services.test.ts'],
  },
  'disabled-says-sign-in': {
    promise: 'CHANGELOG: a disabled account says what truly comes next',
    file: 'components/account/os-account-section.ts',
    find: "haveLapsed || haveExpired ? 'new-codes' : status",
    put: "haveLapsed || haveExpired ? 'new-codes' : 'active'",
    tests: ['test/components/account/account.test.ts'],
  },
  'html-from-a-name': {
    promise: 'SECURITY, script injection: no HTML from strings',
    file: 'components/tab/os-patient-banner.ts',
    find: '<div class="who">',
    put: '<p .innerHTML=${\'name\'}></p><div class="who">',
    tests: ['lint components/tab/os-patient-banner.ts'],
  },
};

/** The composition root. */
export const PLUGIN = {
  'facade-shows-who-answers': {
    promise: 'threat-model.md: from an element nobody reaches key, issuer, container or host',
    file: 'services/application/commands/command-methods.ts',
    find: 'const target = Object.freeze(Object.assign(Object.create(null) as object, queries));',
    put: 'const target = Object.assign(Object.create(null) as object, queries, { perform: [perform, queries] });',
    tests: ['test/plugin/hostile-page.test.ts'],
  },
  'sends-on-when-switched-off': {
    promise: 'README, embed: deactivate() releases everything',
    file: 'services/application/online-services-facade.ts',
    find: '    this.background.unsubscribe();\n',
    put: '',
    tests: RELEASE,
  },
  'letter-worker-runs-on': {
    promise: 'README, embed: deactivate() releases everything',
    file: 'plugin/command-container.ts',
    find: '  if (isDisposable(ports.renderer)) disposables.add(ports.renderer);\n',
    put: '',
    tests: RELEASE,
  },
  'database-left-open': {
    promise: 'README, embed: deactivate() releases everything',
    file: 'plugin/container.ts',
    find: '        closeDatabase(container);\n',
    put: '',
    tests: ['test/plugin/leaks.test.ts'],
  },
  'half-an-activation': {
    promise: 'Host API: what fails half way is rolled back',
    file: 'plugin/main.ts',
    find: '    disposables.dispose();\n    throw error;',
    put: '    throw error;',
    tests: ACTIVATION,
  },
  'any-host-will-do': {
    promise: 'Host API: a host that does not fit is refused in a sentence',
    file: 'plugin/main.ts',
    find: 'if (major === NEEDED.major && minor >= NEEDED.minor) return;',
    put: 'if (major !== 0 && minor >= NEEDED.minor) return;',
    tests: ACTIVATION,
  },
};
