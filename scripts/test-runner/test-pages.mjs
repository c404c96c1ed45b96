import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bundling.mjs';

/** Where what each page opens with is written: the runner takes nothing but files. */
const PAGES = '.cache/test-pages';

const NOT_IN_BROWSER = /^test\/(node|e2e)\//;
const ON_A_SERVER_OF_OTHERS = /^test\/servers\//;

/** Opening a page takes longer than most files do; the more are in one, the longer the last one keeps a run waiting. */
const FILES_A_PAGE = 8;

/** What a file says at its top where nothing may have run in its page before. */
const ALONE = /^\/\/ In a page of its own:/m;

/** All files of in-browser tests, by path in the repository. */
export function browserTests() {
  return readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && !NOT_IN_BROWSER.test(file))
    .sort();
}

/**
 * Puts files of one subject together in a page.
 * @returns {string[]} paths in the repository of what the pages open with, in order of their names
 */
export function testPages() {
  const files = browserTests().filter((file) => !ON_A_SERVER_OF_OTHERS.test(file));
  mkdirSync(join(ROOT, PAGES), { recursive: true });
  const pages = groups(files).map(putPage);
  for (const file of readdirSync(join(ROOT, PAGES))) {
    if (!pages.includes(`${PAGES}/${file}`)) rmSync(join(ROOT, PAGES, file), { force: true });
  }
  return pages;
}

/** @returns {[name: string, files: string[]][]} */
function groups(files) {
  const bySubject = new Map();
  for (const file of files) {
    const subject = isAlone(file)
      ? file.slice('test/'.length, -'.test.ts'.length)
      : subjectOf(file);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), file]);
  }
  return [...bySubject].flatMap(([subject, together]) => {
    const pages = Math.ceil(together.length / FILES_A_PAGE);
    // Each takes every so many-th, as files that take long stand beside one another.
    return Array.from({ length: pages }, (_, page) => [
      pages === 1 ? subject : `${subject} ${page + 1}`,
      together.filter((_file, index) => index % pages === page),
    ]);
  });
}

function isAlone(file) {
  return ALONE.test(readFileSync(join(ROOT, file), 'utf8'));
}

/** The folder that a file lies in, of a large room the one below. */
function subjectOf(file) {
  const folders = file.split('/').slice(1, -1);
  return folders.slice(0, 2).join('/') || 'test';
}

/** One without a test fails: silence is not success. Mocha knows how many there are once a file has been imported. */
const OPENING = `const tests = () => globalThis.mocha.suite.total();
async function open(file, load) {
  const before = tests();
  await load();
  if (tests() === before) throw new Error(file + ' holds no test.');
}
`;

/** Written only where it differs: another run may be opening it. */
function putPage([name, files]) {
  const page = `${PAGES}/${name.replaceAll(/[/ ]/g, '-')}.test.js`;
  const opened = files.map((file) => `await open('${file}', () => import('../../${file}'));\n`);
  const content = `${OPENING}${opened.join('')}`;
  const path = join(ROOT, page);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== content) writeFileSync(path, content);
  return page;
}
