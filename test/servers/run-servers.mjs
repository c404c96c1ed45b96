/**
 * `npm run test:servers`: what the product leans on, tried on FHIR servers: the contract of the shared record, by the
 * product's own adapter in a browser; `fhir:check`; the stories. On the embedded server, which it starts, and on those
 * of others whose addresses are given. Says at the end what passed, and what was not tried and why. 1 where anything
 * failed, 2 for words that make no sense.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  readServer,
  SIGN_IN_OPTIONS,
  SIGN_IN_USAGE,
} from '../../fhir-servers/access/server-options.ts';
import { ROOT } from '../../scripts/bundling.mjs';
import { ensureBrowser } from '../../scripts/find-browser.mjs';
import { run, tool } from '../../scripts/run-command.mjs';
import { startEmbedded } from '../services/sync/scale/embedded-process.ts';

const RESULTS = join(ROOT, 'test-results/servers');
const EMBEDDED = 'embedded';

const USAGE = `Usage: npm run test:servers -- [options]

  --fhir [<name>=]<base>       a FHIR R4 server of others; may be said several times, then each with a name
${SIGN_IN_USAGE}                               of a server with a name only in the environment, after its name:
                               MEDPLUM_FHIR_CLIENT is FHIR_CLIENT of --fhir medplum=<base>
  --only <part>                contract, check or stories; may be said several times
  --no-embedded                not on the embedded server

The stories delete what the demonstration ever wrote on the server before each of them, and nothing else.
`;

/** Each part: the command, and what came of it as a line and whether that is well. */
const PARTS = {
  contract: {
    command: () =>
      tool('@web/test-runner/dist/bin.js', '--config', 'web-test-runner.servers.config.mjs'),
    env: ({ server }, summary) => ({ TEST_FHIR: server.baseUrl, TEST_SUMMARY: summary }),
    totals: (summary) => summary,
  },
  check: {
    command: ({ server }) => [
      ...[process.execPath, '--import', 'tsx', 'fhir-servers/check/run.ts'],
      ...['--server', server.baseUrl],
    ],
    env: () => ({}),
  },
  stories: {
    command: ({ server }) => [process.execPath, 'scripts/e2e.mjs', '--fhir', server.baseUrl],
    env: (_one, summary) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: summary }),
    totals: ({ stats, suites }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      whys: reasonsOf(suites),
    }),
  },
};

/** Servers of others that are in no package registry as something to run, so nothing here starts them. */
const NOT_STARTED = {
  hapi: 'HAPI FHIR: not tried. Package registries have its parts, its server is built from its starter project.',
  medplum: 'Medplum: not tried. Package registries have its parts, not its server.',
};

/** @throws {Error} with a sentence, for words that make no sense. */
function readWords(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      fhir: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
      'no-embedded': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      ...SIGN_IN_OPTIONS,
    },
  });
  const unknown = values.only.find((part) => !(part in PARTS));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}.`);
  const servers = values.fhir.map((said) => serverOf(said, values));
  const names = servers.map(({ name }) => name);
  if (new Set([EMBEDDED, ...names]).size <= names.length) {
    throw new Error(`Of several servers each has a name of its own, and none is ${EMBEDDED}.`);
  }
  if (servers.length === 0 && values['no-embedded']) throw new Error('No server is left to try.');
  return { ...values, servers };
}

function serverOf(said, values) {
  const [, name, base] = /^(?:([a-z][a-z0-9-]*)=)?(.*)$/i.exec(said);
  const signIn = name === undefined ? values : {};
  const variables = name === undefined ? process.env : variablesAfter(name);
  const server = readServer(base, signIn, variables);
  if (typeof server === 'string') throw new Error(server);
  return { name: name ?? server.baseUrl, server, environment: signInOf(signIn, variables) };
}

/** `FHIR_CLIENT` and the like, as they are said after a name. */
function variablesAfter(name) {
  const prefix = `${name.toUpperCase().replaceAll('-', '_')}_`;
  return Object.fromEntries(
    Object.keys(SIGN_IN_OPTIONS).map((option) => {
      const variable = variableOf(option);
      return [variable, process.env[prefix + variable]];
    }),
  );
}

/** The sign-in as each part finds it in its environment; empty is the same as not said. */
function signInOf(values, variables) {
  return Object.fromEntries(
    Object.keys(SIGN_IN_OPTIONS).map((option) => {
      const variable = variableOf(option);
      return [variable, values[option] ?? variables[variable] ?? ''];
    }),
  );
}

/** `fhir-token-url` is FHIR_TOKEN_URL. */
function variableOf(option) {
  return option.toUpperCase().replaceAll('-', '_');
}

/** In a process of its own, as a server of others is; it takes any token. */
async function embeddedServer() {
  const { baseUrl, stop } = await startEmbedded();
  const server = { baseUrl, signIn: { kind: 'token', token: 'any' } };
  return { name: EMBEDDED, server, environment: signInOf({ 'fhir-token': 'any' }, {}), stop };
}

async function tryPart(name, one) {
  process.stdout.write(`\n── ${one.name}: ${name} ──\n`);
  const part = PARTS[name];
  const summary = join(RESULTS, `${one.name.replaceAll(/[^a-z0-9-]+/gi, '-')}-${name}.json`);
  rmSync(summary, { force: true });
  const env = { ...one.environment, ...part.env(one, summary) };
  // What a part says of itself is shown as it comes, but the check's verdict is wanted too.
  const { ok, output } = await run(part.command(one), { show: part.totals !== undefined, env });
  if (part.totals === undefined) {
    process.stdout.write(output);
    return { isWell: ok, line: verdictIn(output) };
  }
  return totalsAsLine(ok, () => part.totals(JSON.parse(readFileSync(summary, 'utf8'))));
}

/** A part that crashes, or tries nothing, has not passed. */
function totalsAsLine(ok, read) {
  try {
    const { passed, failed, skipped, whys = [] } = read();
    const more = skipped > 0 ? `, ${skipped} skipped` : '';
    return {
      isWell: ok && failed === 0 && passed > 0,
      line: `${passed} passed, ${failed} failed${more}`,
      whys,
    };
  } catch {
    return { isWell: false, line: 'reported nothing' };
  }
}

/** The sentence of the check's report that says it. */
function verdictIn(output) {
  const verdict = /^(Works fully|Works|Will not work) with this server\b.*$/m.exec(output);
  return verdict?.[0].replace(':', ' what it says above.') ?? 'Nothing can be said.';
}

/** Why stories were skipped, each reason once. */
function reasonsOf(suites) {
  const found = new Set();
  const visit = ({ specs = [], suites: inner = [] }) => {
    for (const { title, tests } of specs) {
      for (const { annotations } of tests) {
        for (const { type, description } of annotations) {
          if (type === 'skip') found.add(`${title}: ${description ?? 'no reason given.'}`);
        }
      }
    }
    inner.forEach(visit);
  };
  suites.forEach(visit);
  return [...found];
}

function sumUp(rows, { only, servers, 'no-embedded': withoutEmbedded }) {
  const lines = rows.map(({ name, part, line, isWell }) =>
    [isWell ? 'ok    ' : 'FAILED', name, part, line].join('  '),
  );
  const skipped = [
    ...rows.flatMap(({ name, whys = [] }) => whys.map((why) => `${name}, ${why}`)),
    ...Object.keys(PARTS)
      .filter((part) => !only.includes(part))
      .map((part) => `${part}: not asked for.`),
    ...(withoutEmbedded ? ['The embedded server: not asked for.'] : []),
    ...Object.entries(NOT_STARTED)
      .filter(([name]) => !servers.some((one) => one.name.toLowerCase().includes(name)))
      .map(([name, why]) => `${why} Give one that is running: --fhir ${name}=<base>.`),
  ];
  return `\n${lines.join('\n')}\n${skipped.length > 0 ? `\nSkipped:\n${skipped.map((why) => `- ${why}\n`).join('')}` : ''}`;
}

async function main() {
  const asked = readWords(process.argv.slice(2));
  if (asked.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  // Installed before the first part, so that no part's time counts it.
  if (asked.only.some((part) => part !== 'check')) ensureBrowser();
  mkdirSync(RESULTS, { recursive: true });
  const embedded = asked['no-embedded'] ? [] : [await embeddedServer()];
  const rows = [];
  try {
    for (const one of [...embedded, ...asked.servers]) {
      for (const part of Object.keys(PARTS).filter((name) => asked.only.includes(name))) {
        rows.push({ name: one.name, part, ...(await tryPart(part, one)) });
      }
    }
  } finally {
    for (const { stop } of embedded) await stop();
  }
  process.stdout.write(sumUp(rows, asked));
  return rows.every(({ isWell }) => isWell) ? 0 : 1;
}

process.exitCode = await main().catch((error) => {
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  return 2;
});
