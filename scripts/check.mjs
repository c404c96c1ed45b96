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
  ...['demo', 'bench', 'test', 'scripts', 'docs/examples'],
];
const node = (...args) => [process.execPath, ...args];

/** Two lanes, as even the smallest machine has two cores; in a lane one after the other. */
const LANES = [
  [
    { name: 'types', command: tool('typescript/bin/tsc', '--project', '.', '--noEmit') },
    { name: 'arrows', command: arrows() },
    {
      name: 'format',
      command: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
    },
  ],
  [
    { name: 'build', command: node('scripts/build.mjs') },
    { name: 'size', command: node('scripts/check-size.mjs'), detail: budgets },
    { name: 'elements', command: node('scripts/check-elements.mjs') },
    { name: 'lint', command: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  ],
];

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

async function check({ name, command, detail }) {
  const start = Date.now();
  const { ok, output } = await run(command);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const more = ok && detail ? detail(output) : '';
  process.stdout.write(`${ok ? 'ok    ' : 'failed'}  ${name.padEnd(8)}  ${seconds} s${more}\n`);
  if (!ok) process.stdout.write(`${output.trimEnd().replaceAll(/^/gm, '        ')}\n`);
  total[ok ? 'passed' : 'failed'] += 1;
}

await Promise.all(
  LANES.map(async (lane) => {
    for (const step of lane) await check(step);
  }),
);

const { TEST_SUMMARY } = process.env;
if (TEST_SUMMARY) {
  mkdirSync(dirname(TEST_SUMMARY), { recursive: true });
  writeFileSync(TEST_SUMMARY, `${JSON.stringify(total)}\n`);
}
process.exitCode = total.failed > 0 ? 1 : 0;
