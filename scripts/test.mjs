/**
 * `npm test`: everything that proves the product, in one run, with one total as its last line:
 * `N passed, N failed` (and `, N skipped` where some were). Each check counts as one.
 *
 * A suite that crashes, reports nothing or runs no test at all counts as one failure: silence is
 * not success. Names of suites after the command run only those: `npm test -- check browser`.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './bundling.mjs';
import { ensureBrowser } from './find-browser.mjs';
import { measurePatience } from './measure-patience.mjs';
import { run, tool } from './run-command.mjs';

/** In characters. */
const LONGEST_REASON = 300;

const SUMMARIES = join(ROOT, 'test-results/summaries');

/** Each suite writes its totals to the file it is given. */
const SUITES = {
  check: () => ({ command: [process.execPath, 'scripts/check.mjs'] }),
  node: (summary) => ({
    command: [
      process.execPath,
      // Left to itself Node leaves a core alone: of two that is half of them. Many files mostly wait for servers: more than cores.
      ...['--import', 'tsx', '--test', '--test-concurrency', '4'],
      ...['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
      ...['--test-reporter', './scripts/test-runner/node-summary.mjs'],
      ...['--test-reporter-destination', summary],
      ...nodeTests(),
    ],
  }),
  browser: () => ({ command: tool('@web/test-runner/dist/bin.js') }),
  e2e: (summary) => ({
    command: tool('@playwright/test/cli.js', 'test'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: summary },
    read: ({ stats, suites }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      failures: suites.flatMap(failedStories),
    }),
  }),
};

function failedStories({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  const own = failed.map(({ title, tests }) => ({
    title,
    why: tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message ?? '',
  }));
  return [...own, ...suites.flatMap(failedStories)];
}

function nodeTests() {
  const folder = join(ROOT, 'test/node');
  const names = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
    : [];
  const files = names.filter((file) => file.endsWith('.test.ts'));
  // Without any file named, Node would go and look for tests of its own.
  if (files.length === 0) throw new Error('there is no test in test/node.');
  return files.map((file) => join('test/node', file));
}

async function runSuite(name) {
  process.stdout.write(`\n── ${name} ──\n`);
  const summary = join(SUMMARIES, `${name}.json`);
  try {
    const { command, env = {}, read = (totals) => totals } = SUITES[name](summary);
    const { ok } = await run(command, {
      show: true,
      env: { ...env, TEST_SUMMARY: summary },
    });
    const totals = read(JSON.parse(readFileSync(summary, 'utf8')));
    return withSilenceAsFailure(name, ok, totals);
  } catch (error) {
    process.stdout.write(`The ${name} suite reported nothing: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0, failures: [{ title: name, why: error.message }] };
  }
}

function withSilenceAsFailure(name, ok, totals) {
  const ran = totals.passed + totals.failed;
  if (ran > 0 && (ok || totals.failed > 0)) return totals;
  const why = ran === 0 ? 'ran no tests' : 'ended with an error after its tests passed';
  process.stdout.write(`The ${name} suite ${why}.\n`);
  const failures = [...(totals.failures ?? []), { title: name, why }];
  return { ...totals, failed: totals.failed + 1, failures };
}

/** The first words are enough to know it by: all of it stands where it failed. */
function linesOf(suite, { title, file, why }) {
  const [first, second] = stripVTControlCharacters(why).split(/\n+/);
  const reason = [first, second].filter(Boolean).join(' ').slice(0, LONGEST_REASON);
  return `  ${suite}: ${title ?? file}\n      ${reason}\n`;
}

async function runAll(names) {
  // Installed once, before anything is measured.
  ensureBrowser();
  process.stdout.write(`Patience: ${measurePatience()} times that of a quiet machine.\n`);
  rmSync(SUMMARIES, { recursive: true, force: true });
  mkdirSync(SUMMARIES, { recursive: true });
  const all = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const name of names) {
    const start = Date.now();
    const totals = await runSuite(name);
    for (const key of Object.keys(all)) all[key] += totals[key];
    lines.push(...(totals.failures ?? []).map((failure) => linesOf(name, failure)));
    process.stdout.write(`${name} took ${((Date.now() - start) / 1000).toFixed(0)} s\n`);
  }
  // Said once more at the end: whoever sees only that should know what it was.
  if (lines.length > 0) process.stdout.write(`\nWhat failed:\n${lines.join('')}`);
  return all;
}

async function main() {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    throw new Error(`No suite ${unknown.join(', ')}: there are ${Object.keys(SUITES).join(', ')}.`);
  }
  return runAll(asked.length > 0 ? asked : Object.keys(SUITES));
}

const { passed, failed, skipped } = await main().catch((error) => {
  process.stdout.write(`${error.message}\n`);
  return { passed: 0, failed: 1, skipped: 0 };
});
process.exitCode = failed > 0 ? 1 : 0;
const more = skipped > 0 ? `, ${skipped} skipped` : '';
process.stdout.write(`\n${passed} passed, ${failed} failed${more}\n`);
