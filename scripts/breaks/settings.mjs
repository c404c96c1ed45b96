const SAVING = ['test/services/domain/practice/saving-settings.test.ts'];
const RULES = ['test/services/domain/practice/setting-rules.test.ts'];
const SAVE = ['test/services/application/practice/save-settings.test.ts'];
const MAPPING = ['test/services/fhir/practice-settings.test.ts'];
const JOURNAL = ['test/services/storage/dexie-pull-journal.test.ts'];
const PAGE = ['test/components/practice/settings-fields.test.ts'];
const PRESETS = ['test/components/services/presets.test.ts'];

/** Settings of the shared record. */
export const SETTINGS = {
  'setting-of-another-overwritten': {
    promise: 'settings: what somebody else has changed meanwhile is never saved over unseen',
    file: 'services/domain/practice/saving-settings.ts',
    find: '(name) => name in seen && !isSame(seen[name], now[name])',
    put: '(name) => name in seen && seen[name] === null',
    tests: SAVING,
  },
  'unseen-setting-taken-along': {
    promise: 'settings: who saves one changes no other',
    file: 'components/practice/settings-draft.ts',
    find: 'const edited = [...draft].filter(([name]) => isEdited(draft, held, name));',
    put: 'const edited = [...draft];',
    tests: PAGE,
  },
  'written-words-in-the-audit': {
    promise: 'settings: what somebody wrote is not repeated in the audit',
    file: 'services/application/practice/save-settings.ts',
    find: "rule?.kind === 'text' || rule?.kind === 'presets'",
    put: "rule?.kind === 'presets'",
    tests: SAVE,
  },
  'lost-answer-called-saved': {
    promise: 'settings: where no answer came they are not called saved',
    file: 'services/application/practice/save-shared.ts',
    find: "this.mayHaveArrived && (kind === 'unreachable' || kind === 'busy')",
    put: "this.mayHaveArrived && kind === 'busy'",
    tests: SAVE,
  },
  'settings-not-taken-over': {
    promise: 'settings: the first that is saved takes over what the host held',
    file: 'services/application/practice/save-shared.ts',
    find: 'values.filter(([name, value]) => isUsable(name, value))',
    put: 'values.filter(([name, value]) => !isUsable(name, value))',
    tests: SAVE,
  },
  'unusable-setting-used': {
    promise: 'settings: a value that makes no sense has its default',
    file: 'services/fhir/mapping/practice-settings.ts',
    find: 'can ? value : standInFor(name)',
    put: 'can || value !== undefined ? value : standInFor(name)',
    tests: MAPPING,
  },
  'unknown-settings-dropped': {
    promise: 'settings: items that are not understood are kept',
    file: 'services/fhir/mapping/practice-settings.ts',
    find: '      ...held.filter(({ linkId }) => !ours.has(linkId)),\n',
    put: '',
    tests: MAPPING,
  },
  'older-settings-taken': {
    promise: 'settings: an older version never takes the place of a newer one',
    file: 'services/storage/taking-settings.ts',
    find: '? takesPlaceOf(next.version, held.version, source)',
    put: '? takesPlaceOf(next.version, held.version, source) || true',
    tests: JOURNAL,
  },
  'settings-not-counted': {
    promise: 'settings: comparing everything finds them where they are',
    file: 'services/storage/known-versions.ts',
    find: "if (kind === 'identity-check') {",
    put: "if (kind === 'letter') {",
    tests: JOURNAL,
  },
  'account-allowed-unasked': {
    promise: 'settings: what nobody has decided is on the safe side',
    file: 'services/domain/practice/shared-settings.ts',
    find: 'osuAllowed: false,',
    put: 'osuAllowed: true,',
    tests: RULES,
  },
  'preset-ticks-what-is-not-offered': {
    promise: 'presets: only services that are offered and may be switched on are ticked',
    file: 'components/services/presets-row.ts',
    find: 'return row.offeredByPractice && (row.enabled || (nobodyLetIn ?? row.unavailable) === undefined);',
    put: 'return row.offeredByPractice || row.enabled || nobodyLetIn === undefined;',
    tests: PRESETS,
  },
  'not-offered-on-the-website': {
    promise: 'website: a ticked service that the practice does not offer is not listed',
    file: 'demo/patient-site/account-page.ts',
    find: '      settings.isOffered(name) &&',
    put: '      (settings.isOffered(name) || permitted.has(name)) &&',
    tests: ['test/node/patient-site/practice-settings.test.ts'],
  },
  'settings-by-anybody': {
    promise: 'demonstration: only administrators write the practice’s settings',
    file: 'demo/reference-host/server/record-rights.ts',
    find: 'return isSame && permissions.includes(ADMINISTER);',
    put: 'return isSame;',
    tests: ['test/node/demo/demo-server.test.ts'],
  },
  'saved-said-beside-unsaved': {
    promise: 'settings: nothing is called saved, to the eye or the ear, while something is not',
    file: 'components/practice/os-online-services-settings.ts',
    find: 'this.#announcer.dismiss();',
    put: '',
    tests: ['test/components/practice/os-online-services-settings.test.ts'],
  },
};
