import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const MIN_PASSWORD = 10;
const MAX_PASSWORD = 128;
const MAX_USERNAME = 15;

/** What it takes to try a password, as scrypt counts it. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** By OWASP's password storage cheat sheet. */
const COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const MAX_MEMORY = 64 * 1024 * 1024;
const KEY_BYTES = 32;

/** Stems that stay easy to guess whatever digits are put before or after them. */
const COMMON_STEMS = new Set([
  ...['password', 'passw', 'passwort', 'qwerty', 'qwertyuiop', 'qwertyui', 'asdfghjkl', 'zxcvbnm'],
  ...[
    'letmein',
    'letmeinnow',
    'welcome',
    'iloveyou',
    'football',
    'liverpool',
    'arsenal',
    'chelsea',
  ],
  ...[
    'sunshine',
    'princess',
    'superman',
    'dragon',
    'monkey',
    'charlie',
    'abc',
    'abcdef',
    'abcdefg',
  ],
  ...['abcdefghij', 'admin', 'administrator', 'secret', 'changeme', 'trustno', 'baseball', 'nhs'],
  ...['doctor', 'patient', 'surgery', 'online', 'hospital', 'health', 'medical', 'q', 'a', 'z'],
]);

/** What is wrong with a username; `undefined` = nothing. At most 15 characters, letters and digits. */
export function usernameFault(username: string): string | undefined {
  if (username === '') return 'Choose a username.';
  if (username.length > MAX_USERNAME) return 'A username has at most 15 characters.';
  return /^[A-Za-z0-9]+$/.test(username) ? undefined : 'Use only the letters a to z and digits.';
}

/** What is wrong with a new password; `undefined` = nothing. */
export function passwordFault(password: string, username: string): string | undefined {
  if (password === '') return 'Choose a password.';
  if ([...password].length < MIN_PASSWORD) return 'A password has at least 10 characters.';
  if ([...password].length > MAX_PASSWORD) return 'A password has at most 128 characters.';
  if (!/\p{L}/u.test(password) || !/\p{N}/u.test(password)) {
    return 'A password has both letters and digits.';
  }
  if (username !== '' && password.toLowerCase().includes(username.toLowerCase())) {
    return 'A password must not contain your username.';
  }
  return isCommon(password)
    ? 'This password is one that many people use. Choose one that is harder to guess.'
    : undefined;
}

/** Common words in thin disguise ("Passw0rd123!"), keyboard rows, and one or two characters over and over. */
function isCommon(password: string): boolean {
  const lower = password.normalize('NFKC').toLowerCase();
  const letters = plainLetters(lower.replace(/^[\d\W_]+|[\d\W_]+$/gu, ''));
  return (
    COMMON_STEMS.has(letters) ||
    COMMON_STEMS.has(lower.replace(/[\d\W_]/gu, '')) ||
    new Set(lower).size <= 3 ||
    /^(?:1q2w3e4r|q1w2e3r4|1qaz2wsx|zaq12wsx)/.test(lower)
  );
}

/** Letters for the digits and signs that stand in for them. */
function plainLetters(text: string): string {
  const plain: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a' };
  const signs: Readonly<Record<string, string>> = {
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return [...text].map((character) => plain[character] ?? signs[character] ?? character).join('');
}

/** Passwords as they are kept: so that trying many takes long. */
export class Passwords {
  readonly #cost: PasswordCost;

  constructor(cost = COST) {
    this.#cost = cost;
  }

  /** `scrypt$<N>$<r>$<p>$<salt>$<hash>`: all that is needed to check the password later, and not the password. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const hash = await derive(password, salt, this.#cost);
    const { N, r, p } = this.#cost;
    return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  }

  /** Whether this is the password behind the hash. Without a hash it takes as long, and is not. */
  async isRight(password: string, stored: string | undefined): Promise<boolean> {
    const [scheme, N, r, p, salt = '', hash = ''] = stored?.split('$') ?? [];
    const cost = scheme === 'scrypt' ? { N: Number(N), r: Number(r), p: Number(p) } : this.#cost;
    const actual = await derive(password, Buffer.from(salt, 'base64url'), cost);
    const expected = Buffer.from(hash, 'base64url');
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  // Two keyboards may spell one accented letter in two ways.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
