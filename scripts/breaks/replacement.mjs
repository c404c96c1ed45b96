import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { ROOT } from '../bundling.mjs';

/**
 * One break.
 * @typedef {object} Break
 * @property {string} name
 * @property {string} room
 * @property {string} promise which promise of README, SECURITY.md or an ADR it breaks
 * @property {string} file a product file
 * @property {string} find text that is in the file exactly once
 * @property {string} put what stands there instead
 * @property {readonly string[]} tests test files of the room; `lint` and `arrows` are tests too
 */

/**
 * The text of the file with the break in it.
 * @param {Break} broken
 * @returns {Promise<string>}
 * @throws {Error} when the text to replace is not found exactly once, or what comes of it is no program: then the break
 *   must be brought up to date.
 */
export async function brokenTextOf({ name, file, find, put }) {
  const text = await readFile(join(ROOT, file), 'utf8').catch(() => '');
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`${name}: its text is ${found} times in ${file}, not once.`);
  const broken = text.replace(find, () => put);
  if (!isProgram(file)) return broken;
  await transform(broken, { loader: 'ts', logLevel: 'silent', tsconfigRaw: DECORATORS }).catch(
    () => {
      throw new Error(`${name}: ${file} is no program with it.`);
    },
  );
  return broken;
}

/** Pages of the guide are broken too. */
function isProgram(file) {
  return /\.m?[jt]s$/.test(file);
}

const DECORATORS = { compilerOptions: { experimentalDecorators: true } };
