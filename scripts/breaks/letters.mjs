const LETTER = ['test/services/letters/registration-letter.test.ts'];
const ON_PAPER = ['test/services/letters/letter-layout.test.ts'];
const WORDS = ['test/services/letters/letter-content.test.ts'];
const ACCESSIBLE = ['test/services/letters/accessible-letter.test.ts'];
const WORKER = ['test/services/letters/worker-letter-renderer.test.ts'];

/** The registration letter. */
export const LETTERS = {
  'garbled-name': {
    promise: 'ADR 7: a character no font has refuses the letter and is named',
    file: 'services/letters/printable-letter.ts',
    find: 'if (missing.length > 0) {',
    put: 'if (missing.length > 99) {',
    tests: ['test/services/letters/glyph-coverage.test.ts'],
  },
  'accents-lost': {
    promise: 'ADR 7: text is normalised',
    file: 'services/letters/printable-letter.ts',
    find: ".normalize('NFC')",
    put: ".normalize('NFD')",
    tests: LETTER,
  },
  'whole-email-on-paper': {
    promise: 'SECURITY: a letter may be opened by somebody else',
    file: 'services/letters/masked-email.ts',
    find: "return `${local[0] ?? ''}•••${last}${at < 0 ? '' : email.slice(at)}`;",
    put: 'return last === email ? last : email;',
    tests: LETTER,
  },
  'small-print': {
    promise: 'ADR 16: every word is set in 12 points or more',
    file: 'services/letters/letter-styles.ts',
    find: 'BODY: TextStyle = { size: 12,',
    put: 'BODY: TextStyle = { size: 11,',
    tests: ON_PAPER,
  },
  'address-beside-window': {
    promise: 'ADR 16: name and address are in the window of the envelope',
    file: 'services/letters/letter-head.ts',
    find: 'left: 24.6,',
    put: 'left: 22,',
    tests: ON_PAPER,
  },
  'address-spilt': {
    promise: 'ADR 16: an address that does not fit the window is refused',
    file: 'services/letters/letter-head.ts',
    find: 'if (address.length > ADDRESS_LINES) {',
    put: 'if (address.length > 99) {',
    tests: ON_PAPER,
  },
  'caption-beyond-margin': {
    promise: 'ADR 16: the address beneath the QR code is whole and within the margin',
    file: 'services/letters/letter-layout.ts',
    find: 'NOTE, SITE_WIDTH,',
    put: 'NOTE, SITE_WIDTH + 9,',
    tests: ON_PAPER,
  },
  'second-page-without-reason': {
    promise: 'ADR 16: one page where no part is longer than its share',
    file: 'services/letters/letter-layout.ts',
    find: 'const PARAGRAPH_GAP = 1;',
    put: 'const PARAGRAPH_GAP = 2;',
    tests: ON_PAPER,
  },
  'address-of-the-restricted': {
    promise: 'ADR 16: a restricted patient’s address is printed only when asked for',
    file: 'services/letters/letter-content.ts',
    find: 'isRestricted === true && addressAskedFor !== true',
    put: 'isRestricted === true && addressAskedFor === false',
    tests: WORDS,
  },
  'pressure-not-spoken-of': {
    promise: 'ADR 16: everybody is told that nobody may press them',
    file: 'services/letters/letter-content.ts',
    find: '      plain(words.pressure),\n',
    put: '',
    tests: WORDS,
  },
  'no-claim-of-pdf-ua': {
    promise: 'ADR 16: the document claims PDF/UA-1',
    file: 'services/letters/jspdf-letter.ts',
    find: '<pdfuaid:part>1</pdfuaid:part>',
    put: '',
    tests: ACCESSIBLE,
  },
  'paint-without-a-mark': {
    promise: 'ADR 16: what that standard asks for: all is content or artifact',
    file: 'services/letters/pdf-tagger.ts',
    find: "part === undefined ? '/Artifact BMC' : this.begin(part, page)",
    put: "part === undefined ? '/Artifact BMC EMC' : this.begin(part, page)",
    tests: ACCESSIBLE,
  },
  'copy-not-marked': {
    promise: 'CHANGELOG: copies are marked',
    file: 'services/letters/letter-content.ts',
    find: '...(letter.copy === 0 ? [] :',
    put: '...(letter.copy < 9 ? [] :',
    tests: LETTER,
  },
  'untagged-pdf': {
    promise: 'ADR 7: the PDF has a structure tree, a language and a title',
    file: 'services/letters/pdf-tagger.ts',
    find: '/MarkInfo <</Marked true>> ',
    put: '',
    tests: LETTER,
  },
  'letter-that-hangs': {
    promise: 'ADR 7: a worker that hangs is ended, and the next letter gets a new one',
    file: 'services/letters/worker-letter-maker.ts',
    find: "        this.endWorker({ code: 'letter-maker-too-slow' });\n",
    put: '',
    tests: WORKER,
  },
  'worker-left-running': {
    promise: 'README, embed: deactivate() releases everything',
    file: 'services/letters/worker-letter-maker.ts',
    find: '    this.worker?.terminate();\n',
    put: '',
    tests: ['test/services/letters/released-worker.test.ts'],
  },
};
