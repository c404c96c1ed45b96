/**
 * Keeps docs/workflows.md true: every file that it names is there, and every test that it quotes stands, word for
 * word, in the file before it. A row has to name both, or say why it was not built.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundling.mjs';

const DOCUMENT = 'docs/workflows.md';
/** `path` of a file or folder of the project. */
const PATH = /`((?:components|demo|docs|plugin|services|test)\/[^`\s]*)`/g;
/** `path` of a test and, in double quotes, its name or as much of it as stands in the source. */
const TEST = /`(test\/[^`\s]+\.test\.ts)` "([^"]+)"/g;
const NOT_BUILT = 'Not built:';

function wrongWithRow(row, place) {
  const wrong = [];
  for (const [, path] of row.matchAll(PATH)) {
    if (!existsSync(join(ROOT, path))) wrong.push(`${place}: there is no ${path}.`);
  }
  for (const [, path, name] of row.matchAll(TEST)) {
    const file = join(ROOT, path);
    if (existsSync(file) && !readFileSync(file, 'utf8').includes(name)) {
      wrong.push(`${place}: ${path} has no test "${name}".`);
    }
  }
  return row.includes(NOT_BUILT) ? wrong : [...wrong, ...missingIn(row, place)];
}

function missingIn(row, place) {
  const files = [...row.matchAll(PATH)].filter(([, path]) => !path.startsWith('test/'));
  return [
    ...(files.length > 0
      ? []
      : [`${place}: names no file that does it, nor why it was not built.`]),
    ...([...row.matchAll(TEST)].length > 0 ? [] : [`${place}: quotes no test by its name.`]),
  ];
}

const lines = readFileSync(join(ROOT, DOCUMENT), 'utf8').split('\n');
const rows = lines.flatMap((line, index) =>
  /^\| (?!-|Control or rule)/.test(line) ? [{ line, place: `${DOCUMENT}:${index + 1}` }] : [],
);
const wrong = rows.flatMap(({ line, place }) => wrongWithRow(line, place));
if (rows.length === 0) wrong.push(`${DOCUMENT} has no rows.`);
for (const sentence of wrong) process.stdout.write(`${sentence}\n`);
process.stdout.write(`${rows.length} controls and rules.\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
