const LETTER = ['test/services/letters/registration-letter.test.ts'];
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
    find: "text.normalize('NFC')",
    put: "text.normalize('NFD')",
    tests: LETTER,
  },
  'whole-email-on-paper': {
    promise: 'SECURITY: a letter may be opened by somebody else',
    file: 'services/letters/masked-email.ts',
    find: "return `${local[0] ?? ''}•••${last}${at < 0 ? '' : email.slice(at)}`;",
    put: 'return last === email ? last : email;',
    tests: LETTER,
  },
  'copy-not-marked': {
    promise: 'CHANGELOG: copies are marked',
    file: 'services/letters/letter-content.ts',
    find: '...(letter.copy === 0 ? {} : {',
    put: '...(letter.copy < 9 ? {} : {',
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
    file: 'services/letters/worker-letter-renderer.ts',
    find: "        this.endWorker({ code: 'letter-maker-too-slow' });\n",
    put: '',
    tests: WORKER,
  },
  'worker-left-running': {
    promise: 'README, embed: deactivate() releases everything',
    file: 'services/letters/worker-letter-renderer.ts',
    find: '    this.worker?.terminate();\n',
    put: '',
    tests: ['test/services/letters/released-worker.test.ts'],
  },
};
