import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { minify } from 'terser';
import { ROOT } from './bundling.mjs';

const KEPT = join(ROOT, '.cache/minified');
const { version } = createRequire(import.meta.url)('terser/package.json');

const WRITTEN_WITHIN_MS = 60_000;

const OPTIONS = { module: true, compress: { passes: 2, ecma: 2020 } };

/**
 * A second minifier finds 1 % more, which every user of the tab would pay for. It takes ten times as long as all the rest of
 * a build, so what it made of a chunk is kept, by all that it was made from, for as long as builds ask for it.
 */
export class Minifier {
  #asked = new Set();

  /**
   * @param {string} name of the file, which its source map is named after
   * @param {string} code
   * @param {object} map from that code to its sources
   * @returns {Promise<{ code: string, map: string }>}
   */
  async minified(name, code, map) {
    const from = JSON.stringify([version, OPTIONS, name, code, map]);
    const key = createHash('sha256').update(from).digest('hex');
    this.#asked.add(`${key}.json`);
    const file = join(KEPT, `${key}.json`);
    const before = kept(file);
    if (before !== undefined) return before;
    const sourceMap = { content: map, url: `${name}.map` };
    const made = await minify(code, { ...OPTIONS, sourceMap });
    keep(file, JSON.stringify({ code: made.code, map: made.map }));
    return made;
  }

  /** Removes what nothing has asked for, but for what another build is writing. */
  removeOthers() {
    for (const file of readdirSync(KEPT)) {
      const isBeingWritten = !file.endsWith('.json') && isFresh(join(KEPT, file));
      if (!isBeingWritten && !this.#asked.has(file)) rmSync(join(KEPT, file), { force: true });
    }
  }
}

function isFresh(file) {
  const { mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs < WRITTEN_WITHIN_MS;
}

function kept(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // Another build of other sources may have removed it just now; and power may fail before what was written is on disk.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Never half of it: another build may be reading, or this one be broken off. */
function keep(file, content) {
  mkdirSync(KEPT, { recursive: true });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, content);
  renameSync(half, file);
}
