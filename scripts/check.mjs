/**
 * `npm run check`: everything that can be known without running the product. Every check runs even
 * when one fails; each prints one line, and what it found when it failed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './bundling.mjs';
import { run, tool } from './run-command.mjs';

const FOLDERS = [
  ...['plugin', 'components', 'services'],
  ...['demo', 'fhir-servers', 'bench', 'test', 'scripts', 'docs/examples'],
];
const node = (...args) => [process.execPath, ...args];

/** What takes longest comes first, so that the last to end has not begun late. */
const CHECKS = [
  // All in one go: halves of it would each have to know the types of the whole.
  { name: 'lint', command: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'build', command: node('scripts/build.mjs') },
  { name: 'types', command: tool('typescript/bin/tsc', '--project', '.', '--noEmit') },
  {
    name: 'format',
    command: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  },
  { name: 'arrows', command: arrows() },
  { name: 'elements', command: node('scripts/check-elements.mjs') },
  { name: 'workflows', command: node('scripts/check-workflows.mjs') },
  // Of what was built first.
  { name: 'size', command: node('scripts/check-size.mjs'), detail: budgets },
];

/** Even the smallest machine has two cores. */
const AT_A_TIME = 2;

function arrows() {
  const folders = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)));
  const bin = 'dependency-cruiser/bin/dependency-cruise.mjs';
  return tool(bin, '--config', '.dependency-cruiser.cjs', ...folders);
}

function budgets(output) {
  const lines = output.split('\n').filter((line) => / kB of /.test(line));
  return ` (${lines.join('; ')})`;
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

async function check({ name, command, detail }) {
  const start = Date.now();
  const { ok, output } = await run(command);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const more = ok && detail ? detail(output) : '';
  process.stdout.write(`${ok ? 'ok    ' : 'failed'}  ${name.padEnd(9)}  ${seconds} s${more}\n`);
  if (!ok) {
    process.stdout.write(`${output.trimEnd().replaceAll(/^/gm, '        ')}\n`);
    failures.push({ title: name, why: output.trimStart() });
  }
  total[ok ? 'passed' : 'failed'] += 1;
}

async function checkInTurn(waiting) {
  for (const step of waiting) await check(step);
}

const waiting = CHECKS.values();
await Promise.all(Array.from({ length: AT_A_TIME }, () => checkInTurn(waiting)));

const { TEST_SUMMARY } = process.env;
if (TEST_SUMMARY) {
  mkdirSync(dirname(TEST_SUMMARY), { recursive: true });
  writeFileSync(TEST_SUMMARY, `${JSON.stringify({ ...total, failures })}\n`);
}
process.exitCode = total.failed > 0 ? 1 : 0;
