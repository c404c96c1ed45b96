import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../run-command.mjs';

const SUMMARY = 'test-results/break.json';

/** What runs a test, by the first of these that knows it. */
const RUNNERS = [
  {
    knows: (test) => test.startsWith('lint '),
    command: (tests) => node('eslint/bin/eslint.js', ...tests.map((test) => test.slice(5))),
    onlyExitCode: 'lint',
  },
  {
    knows: (test) => test.startsWith('test/node/'),
    command: (tests) => [
      process.execPath,
      ...['--import', 'tsx', '--test'],
      ...['--test-reporter', './scripts/test-runner/node-summary.mjs'],
      ...['--test-reporter-destination', SUMMARY],
      ...tests,
    ],
  },
  {
    knows: () => true,
    command: (tests) =>
      node('@web/test-runner/dist/bin.js', ...tests.flatMap((test) => ['--files', test])),
  },
];

function node(program, ...args) {
  return [process.execPath, join('node_modules', program), ...args];
}

/**
 * Runs some test files in the copy. A `lint <file>` is a test as well.
 * @param {{ folder: string }} scratch
 * @param {readonly string[]} tests
 * @returns {Promise<{ failures: readonly string[], crashed: boolean }>} titles of failed tests; crashed when a run
 *   ended badly without any
 */
export async function runTests(scratch, tests) {
  const left = new Set(tests);
  const outcome = { failures: [], crashed: false };
  for (const runner of RUNNERS) {
    const own = [...left].filter((test) => runner.knows(test));
    own.forEach((test) => left.delete(test));
    if (own.length === 0) continue;
    const { failures, crashed } = await runWith(runner, scratch.folder, own);
    outcome.failures.push(...failures);
    outcome.crashed ||= crashed;
  }
  return outcome;
}

async function runWith({ command, onlyExitCode }, folder, tests) {
  const summary = join(folder, SUMMARY);
  rmSync(summary, { force: true });
  mkdirSync(dirname(summary), { recursive: true });
  const { ok } = await run(command(tests), {
    cwd: folder,
    env: { TEST_SUMMARY: summary },
  });
  if (onlyExitCode !== undefined) return { failures: ok ? [] : [onlyExitCode], crashed: false };
  const failures = failuresIn(summary);
  return {
    failures: failures ?? [],
    crashed: failures === undefined || (!ok && failures.length === 0),
  };
}

function failuresIn(summary) {
  try {
    // Without a title it is a file that died: no test has noticed anything.
    const { failures } = JSON.parse(readFileSync(summary, 'utf8'));
    return failures.map(({ title }) => title).filter((title) => title !== undefined);
  } catch (error) {
    // The run died before it could tell.
    if (error instanceof SyntaxError || error.code === 'ENOENT') return undefined;
    throw error;
  }
}
