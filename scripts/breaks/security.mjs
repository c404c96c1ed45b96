const TESTS = ['test/services/security/sealed-registration-codes.test.ts'];
const TEXTS = ['test/services/security/text-seal.test.ts'];
const STORAGE_KEY = ['test/services/security/storage-key-seals.test.ts'];
const RANDOMNESS = ['test/services/security/randomness.test.ts'];

/** Sealing of registration codes, and of texts that are kept in the browser. */
export const SECURITY = {
  'code-in-the-clear': {
    promise: 'ADR 5: the server holds the sealed text and a salted hash, no code',
    file: 'services/security/sealing.ts',
    find: 'return { salt: base64url.encode(salt), hash: base64url.encode(new Uint8Array(hash)) };',
    put: 'return { salt: base64url.encode(salt), hash: code };',
    tests: TESTS,
  },
  'key-kept': {
    promise: 'threat-model.md: the practice key is asked for at the act and held by nobody',
    file: 'services/security/sealed-registration-codes.ts',
    find: 'this.keys.practiceKey().catch(() => undefined),',
    put: '((globalThis.kept ??= this.keys.practiceKey().catch(() => undefined))),',
    tests: TESTS,
  },
  'seal-not-bound': {
    promise: 'ADR 5: sealed codes are bound to practice, account and issue',
    file: 'services/security/sealing.ts',
    find: 'protectedHeader.typ !== TYPE || !isBoundTo(protectedHeader, context)',
    put: 'protectedHeader.typ !== TYPE',
    tests: TESTS,
  },
  'same-salt': {
    promise: 'SECURITY, guessing a code: salted hash',
    file: 'services/security/sealing.ts',
    find: 'crypto.getRandomValues(new Uint8Array(SALT_BYTES))',
    put: 'new Uint8Array(SALT_BYTES)',
    tests: TESTS,
  },
  'short-code': {
    promise: 'SECURITY, guessing a code: 71 bits',
    file: 'services/security/sealed-registration-codes.ts',
    find: 'return randomCharacters(REGISTRATION_CODE_ALPHABET, REGISTRATION_CODE_LENGTH);',
    put: 'return randomCharacters(REGISTRATION_CODE_ALPHABET, 8);',
    tests: TESTS,
  },
  'loaded-dice': {
    promise: 'SECURITY, guessing a code: every character equally likely',
    file: 'services/security/random-characters.ts',
    find: 'const fair = 256 - (256 % alphabet.length);',
    put: 'const fair = 256;',
    tests: RANDOMNESS,
  },
  'text-not-bound': {
    promise: 'ADR 17, wrong patient: a sealed text opens in its own record and field only',
    file: 'services/security/text-seal.ts',
    find: 'additionalData: bytesOf(JSON.stringify(place))',
    put: "additionalData: bytesOf('')",
    tests: TEXTS,
  },
  'nonce-twice': {
    promise: 'ADR 17: nonces repeat only where place and text do',
    file: 'services/security/text-seal.ts',
    find: 'digest(JSON.stringify([...place, text]))',
    put: 'digest(JSON.stringify(place))',
    tests: TEXTS,
  },
  'key-comes-untold': {
    promise: 'ADR 19: whoever looks is told when the storage key comes, at a second try too',
    file: 'services/security/storage-key-seals.ts',
    find: '        tell();\n',
    put: '',
    tests: STORAGE_KEY,
  },
  'key-for-who-has-left': {
    promise: 'ADR 17: the storage key is forgotten with the session',
    file: 'services/security/storage-key-seals.ts',
    find: "if (this.sessions.current()?.id !== sessionId) throw new TypeError('Signed out.');",
    put: '',
    tests: STORAGE_KEY,
  },
};
