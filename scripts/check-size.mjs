/**
 * Holds the bundle to its budget, from what the last build wrote to dist/size/.
 *
 * The budgets are promises to hosts: what loading the plugin costs every user at start-up, and what
 * opening the tab and working in it cost in all. What a letter needs is listed too, and may be in none.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './bundling.mjs';

/** The entry a host imports. */
const ENTRY = 'plugin/main.ts';

/** Modules that are imported dynamically to show the tab. */
const TAB_MODULES = [
  'plugin/container.ts',
  'components/tab/tab-elements.ts',
  'services/words/en/screens.ts',
  'services/words/en/tab.ts',
  'services/words/en/views.ts',
];

/** What loads by itself once the tab has been painted: what may be done, and the exchange with the shared record. */
const AFTER_PAINT = ['plugin/after-paint.ts', 'services/words/en/offers.ts'];

/** What loads with each opening of a patient's tab besides: it is noted in the audit, and the row is sent. */
const OPENING = [
  'plugin/opening-container.ts',
  'services/words/en/tab/openings.ts',
  'services/words/en/storage.ts',
  'services/sync/push.ts',
  'services/fhir/record-sending.ts',
];

/** What loads when somebody points at the tab or focuses it, so that it is there, also offline, when they act. */
const COMMANDS = [
  'plugin/command-container.ts',
  'plugin/work-list.ts',
  'services/words/en/commands.ts',
  'services/words/en/exchange.ts',
  'services/words/en/storage.ts',
  'services/words/en/unsent-work/work-list.ts',
  'services/security/sealing.ts',
];

/** Gzipped bytes. */
const BUDGETS = {
  activation: 20_000,
  'tab on screen': 88_000,
  'tab in step': 110_000,
  'opening noted': 115_000,
  'ready to act': 145_000,
};

/** Only a letter may load these: packages, its words, and the letters room but for what starts the worker. */
const ONLY_FOR_LETTERS = [
  /node_modules\/(jspdf|uqr|fflate|fast-png)\//,
  /^services\/letters\/(?!worker-|letter-worker-messages)/,
  /^services\/words\/en\/letter\/letter\.ts$/,
];

const gzipped = new Map();

function main() {
  const plugin = chunksOf('plugin');
  const activation = closure(plugin, [ENTRY]);
  const tab = closure(plugin, [ENTRY, ...TAB_MODULES]);
  const inStep = closure(plugin, [ENTRY, ...TAB_MODULES, ...AFTER_PAINT]);
  const noted = closure(plugin, [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...OPENING]);
  const ready = closure(plugin, [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...COMMANDS]);
  const all = [...plugin, ...chunksOf('worker')];
  const problems = [
    ...overBudget('activation', activation),
    ...overBudget('tab on screen', tab),
    ...overBudget('tab in step', inStep),
    ...overBudget('opening noted', noted),
    ...overBudget('ready to act', ready),
    ...lettersLoadedEarly(ready),
  ];
  print('activation', activation);
  print('tab on screen', tab);
  print('tab in step', inStep);
  print('opening noted', noted);
  print('ready to act', ready);
  print(
    'loaded when needed',
    all.filter((chunk) => !ready.includes(chunk)),
  );
  problems.forEach((problem) => process.stderr.write(`Too much: ${problem}\n`));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function chunksOf(bundle) {
  return JSON.parse(readFileSync(join(ROOT, `dist/size/${bundle}.json`), 'utf8')).chunks;
}

/** Chunks of modules and all these import statically: what the browser must have before any of it runs. */
function closure(chunks, modules) {
  const needed = new Set();
  const add = (chunk) => {
    if (needed.has(chunk)) return;
    needed.add(chunk);
    chunk.imports.forEach((file) => add(chunks.find((other) => other.file === file)));
  };
  modules.forEach((module) => chunksWith(chunks, module).forEach(add));
  return [...needed];
}

/** Where a module is, and the file that only passes it on, where there is one. */
function chunksWith(chunks, module) {
  const found = chunks.filter(({ entry, bytes }) => entry === module || module in bytes);
  if (found.length === 0) {
    throw new Error(`${module} is in no chunk: see the modules named in check-size.mjs.`);
  }
  return found;
}

function overBudget(name, chunks) {
  const size = total(chunks);
  return size > BUDGETS[name]
    ? [`${name} is ${kB(size)} gzipped, the budget is ${kB(BUDGETS[name])}.`]
    : [];
}

function lettersLoadedEarly(chunks) {
  const early = chunks.flatMap(({ file, bytes }) =>
    Object.entries(bytes)
      // What tree shaking left nothing of costs nothing.
      .filter(([module, size]) => size > 0 && isOnlyForLetters(module))
      .map(
        ([module]) => `${packageOf(module) ?? module} is loaded before a letter is made (${file}).`,
      ),
  );
  return [...new Set(early)];
}

function packageOf(module) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1];
}

/** `services/storage` rather than `services`, so that it is seen which room grew. */
function roomOf(module) {
  return module
    .split('/')
    .slice(0, module.startsWith('services/') ? 2 : 1)
    .join('/');
}

function isOnlyForLetters(module) {
  return ONLY_FOR_LETTERS.some((pattern) => pattern.test(module));
}

function total(chunks) {
  return chunks.reduce((sum, chunk) => sum + gzippedSize(chunk), 0);
}

function gzippedSize({ file }) {
  const known = gzipped.get(file) ?? gzipSync(readFileSync(join(ROOT, file)), { level: 9 }).length;
  gzipped.set(file, known);
  return known;
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function print(title, chunks) {
  const budget = BUDGETS[title] === undefined ? '' : ` of ${kB(BUDGETS[title])}`;
  process.stdout.write(`${title}: ${kB(total(chunks))}${budget}\n`);
  for (const chunk of [...chunks].sort((a, b) => gzippedSize(b) - gzippedSize(a))) {
    const name = chunk.file.slice(chunk.file.lastIndexOf('/') + 1);
    process.stdout.write(`  ${kB(gzippedSize(chunk)).padStart(9)}  ${name}  ${heaviest(chunk)}\n`);
  }
}

/** The packages or folders that make up most of a chunk, to see at a glance what grew. */
function heaviest({ bytes }) {
  const sums = new Map();
  for (const [module, size] of Object.entries(bytes)) {
    const room = packageOf(module) ?? roomOf(module);
    sums.set(room, (sums.get(room) ?? 0) + size);
  }
  const names = [...sums].sort(([, a], [, b]) => b - a).slice(0, 4);
  return `(${names.map(([room]) => room).join(', ')})`;
}

try {
  main();
} catch (error) {
  process.stderr.write(`Cannot check the bundle's size: ${error.message}\n`);
  process.exitCode = 1;
}
