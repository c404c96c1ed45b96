const COUNT = ['test/components/base/limited-fields.test.ts'];
const REFUSED = ['test/services/application/commands/limited-texts.test.ts'];

/** Texts that are limited. */
export const LIMITS = {
  'too-long-is-kept': {
    promise: 'limits: what is too long is refused beside its field',
    file: 'services/domain/limited-text.ts',
    find: 'return left < 0 ? {',
    put: 'return left < -100 ? {',
    tests: REFUSED,
  },
  'reason-of-any-length': {
    promise: 'limits: the reason for entered in error has one',
    file: 'services/application/identity/mark-identity-check-entered-in-error.ts',
    find: "if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'reason');",
    put: '',
    tests: REFUSED,
  },
  'notes-asked-about-before-refused': {
    promise: 'limits: notes that are too long are refused before any question',
    file: 'services/application/account/create-account.ts',
    find: 'if (tooLong !== undefined) return tooLong;',
    put: '',
    tests: REFUSED,
  },
  'long-notes-of-others-block': {
    promise: 'limits: notes that somebody else wrote too long keep nobody from disabling',
    file: 'services/domain/services/change-services.ts',
    find: 'notes === kept.get(name) ? undefined : ',
    put: '',
    tests: ['test/services/domain/services/change-services.test.ts'],
  },
  'long-address-blocks-settings': {
    promise: 'limits: an address that is too long already keeps no other setting from being saved',
    file: 'services/domain/practice/practice-settings.ts',
    find: "isKept ? undefined : whyTooLong('siteUrl', settings.siteUrl)",
    put: "whyTooLong('siteUrl', settings.siteUrl)",
    tests: ['test/services/domain/practice/practice-settings.test.ts'],
  },
  'count-at-each-key': {
    promise: 'limits: a screen reader is told when somebody has stopped typing',
    file: 'components/base/os-character-count.ts',
    find: 'const PAUSE_MS = 1000;',
    put: 'const PAUSE_MS = 0;',
    tests: COUNT,
  },
  'count-where-nobody-types': {
    promise: 'limits: a screen reader is told of what is typed, not of what comes from elsewhere',
    file: 'components/base/os-character-count.ts',
    find: 'if (!this.#isTypedIn) {',
    put: "if (this.for === '') {",
    tests: COUNT,
  },
  'field-without-count': {
    promise: 'limits: each limited field says how much still fits',
    file: 'components/identity/os-entered-in-error-dialog.ts',
    find: "limited: { of: 'strikeReason', text: this.reason },",
    put: '',
    tests: COUNT,
  },
  'notes-refused-somewhere': {
    promise: 'limits: notes that are too long are refused beside them',
    file: 'components/services/os-services-section.ts',
    find: 'const isRefused = this.failure?.field === `notes-${name}`;',
    put: 'const isRefused = false;',
    tests: COUNT,
  },
  'refused-notes-told-twice': {
    promise: 'limits: why notes were refused is told once',
    file: 'components/services/os-services-section.ts',
    find: 'nothing : this.renderFailure()}</div>',
    put: 'nothing : this.renderFailure()}</div>${this.renderFailure()}',
    tests: COUNT,
  },
  'edited-row-unmarked': {
    promise: 'CHANGELOG: the row that is edited is marked in forced colours too',
    file: 'components/services/os-services-section.ts',
    find: 'border-inline-start: 3px solid CanvasText;',
    put: '',
    tests: ['test/components/services/services.test.ts'],
  },
};
