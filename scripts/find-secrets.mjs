/**
 * Looks for registration codes in the clear: in every byte of every file below the given folders, in each form a code may
 * be written in. Nothing is printed of a code but the last two characters.
 *
 *   echo 'ABCD-EFGH-JKLM-NPQR' | node scripts/find-secrets.mjs <folder> …
 *
 * Codes come by standard input, one a line, so that they stand in no process list. Exit status: 0 nothing found, 1 found,
 * 2 nothing could be looked for.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The forms of one code: as typed, in groups of four with each separator, in one piece; each as UTF-8 and as UTF-16
 * (either byte order is found: the zero bytes stand between the characters). Case is dealt with by comparing in lower case.
 * @param {string} secret
 * @returns {readonly string[]}
 */
export function formsOf(secret) {
  const bare = secret.replaceAll(/[\s-]/g, '');
  const groups = bare.match(/.{1,4}/g) ?? [];
  const plain = [secret, bare, ...['-', ' ', '_', '%20', '+'].map((mark) => groups.join(mark))];
  const lower = plain.map((form) => form.toLowerCase());
  const wide = lower.map((form) => [...form].join('\0'));
  return [...new Set([...lower, ...wide])];
}

/**
 * Where any form of any secret stands.
 * @param {readonly string[]} folders
 * @param {readonly string[]} secrets at least four characters each
 * @returns {readonly { readonly file: string, readonly secret: string }[]}
 * @throws {Error} when a folder holds no files or a secret is too short: a search that cannot find must not pass for one
 *   that found nothing.
 */
export function findSecrets(folders, secrets) {
  const wanted = secrets.map((secret) => ({ secret, forms: formsOf(checked(secret)) }));
  if (wanted.length === 0) throw new Error('There is nothing to look for.');
  return folders.flatMap(filesIn).flatMap((file) => {
    const content = readFileSync(file, 'latin1').toLowerCase();
    return wanted
      .filter(({ forms }) => forms.some((form) => content.includes(form)))
      .map(({ secret }) => ({ file, secret }));
  });
}

function checked(secret) {
  if (secret.replaceAll(/[\s-]/g, '').length < 4)
    throw new Error('A code is too short to look for.');
  return secret;
}

function filesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new Error(`There are no files in ${folder}.`);
  return files;
}

function main() {
  const folders = process.argv.slice(2);
  const secrets = readFileSync(0, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  try {
    if (folders.length === 0) throw new Error('Name the folders to look through.');
    const found = findSecrets(folders, secrets);
    for (const { file, secret } of found) {
      process.stdout.write(`…${secret.slice(-2)} stands in the clear in ${file}\n`);
    }
    process.stdout.write(
      found.length === 0 ? 'Not found in the clear.\n' : `Found ${found.length} times.\n`,
    );
    process.exitCode = found.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
