const TESTS = ['test/services/security/sealed-registration-codes.test.ts'];
const RANDOMNESS = ['test/services/security/randomness.test.ts'];

/** Sealing of registration codes. */
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
};
