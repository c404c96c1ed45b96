/**
 * `npm run e2e`: the stories in a browser. With `-- --fhir <base address>` and how to sign in there, on a FHIR server
 * of others; all other words are playwright's own.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from './bundling.mjs';
import { measurePatience } from './measure-patience.mjs';

/** A server that others use as well, over a network, may take that much longer than one in the same process. */
const SLOWER_THERE = 2;

const { readServer, SIGN_IN_OPTIONS, SIGN_IN_USAGE } = await tsImport(
  '../fhir-servers/access/server-options.ts',
  import.meta.url,
);

const OPTIONS = { fhir: { type: 'string' }, ...SIGN_IN_OPTIONS };

/** Our own options, and the words that are left for playwright. */
function split(words) {
  const { values, tokens } = parseArgs({
    args: words,
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const taken = new Set();
  for (const { kind, name, index, value, inlineValue } of tokens) {
    if (kind !== 'option' || !(name in OPTIONS)) continue;
    taken.add(index);
    if (value !== undefined && inlineValue === false) taken.add(index + 1);
  }
  return { values, rest: words.filter((_word, index) => !taken.has(index)) };
}

/** What the test processes find in their environment, where no list of processes shows it. */
function environmentFor({ fhir, ...signIn }) {
  const said = Object.entries(signIn).filter(([name]) => name in SIGN_IN_OPTIONS);
  if (fhir === undefined) {
    if (said.length > 0) throw new Error(`--${said[0][0]} is for a server: name it with --fhir.`);
    return {};
  }
  const server = readServer(String(fhir), signIn, process.env);
  if (typeof server === 'string') throw new Error(server);
  const isSetByHand = process.env.TEST_PATIENCE !== undefined;
  const patience = measurePatience() * (isSetByHand ? 1 : SLOWER_THERE);
  return {
    E2E_FHIR: server.baseUrl,
    TEST_PATIENCE: String(patience),
    ...Object.fromEntries(said.map(([name, value]) => [variableOf(name), value])),
  };
}

/** `fhir-token-url` is FHIR_TOKEN_URL. */
function variableOf(option) {
  return option.toUpperCase().replaceAll('-', '_');
}

try {
  const { values, rest } = split(process.argv.slice(2));
  const env = { ...process.env, ...environmentFor(values) };
  const playwright = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const child = spawn(process.execPath, [playwright, 'test', ...rest], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  process.stderr.write(
    `${error.message}\n\n  --fhir <base address>        a FHIR R4 server of others\n`,
  );
  process.stderr.write(SIGN_IN_USAGE);
  process.exitCode = 2;
}
