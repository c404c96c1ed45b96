/**
 * Holds the bundle to its budget, from what the last build wrote to dist/size/.
 *
 * The budgets are promises to hosts: what loading the plugin costs every user at start-up, and what
 * opening the tab costs in all. What a letter needs is listed too, and may not be in either.
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

/** What loads by itself once the tab has been painted: the commands, and the exchange with the shared record. */
const AFTER_PAINT = ['plugin/after-paint.ts', 'services/words/en/commands.ts'];

/** Gzipped bytes. */
const BUDGETS = { activation: 20_000, 'tab on screen': 88_000, 'tab in step': 121_000 };

/** Only a letter may load these: packages, its words, and the letters room but for what starts the worker. */
const ONLY_FOR_LETTERS = [
  /node_modules\/(jspdf|uqr|fflate|fast-png)\//,
  /^services\/letters\/(?!worker-|letter-worker-messages)/,
  /^services\/words\/en\/letter\/letter\.ts$/,
];

const gzipped = new Map();

function main() {
  const plugin = readMetafile('plugin');
  const worker = readMetafile('worker');
  const activation = closure(plugin, outputOf(plugin, ENTRY));
  const tab = new Set(activation);
  for (const module of TAB_MODULES) {
    closure(plugin, outputOf(plugin, module)).forEach((file) => tab.add(file));
  }
  const inStep = new Set(tab);
  for (const module of AFTER_PAINT) {
    closure(plugin, outputOf(plugin, module)).forEach((file) => inStep.add(file));
  }
  const lazy = new Set(
    [...Object.keys(plugin.outputs), ...Object.keys(worker.outputs)].filter(
      (file) => file.endsWith('.js') && !inStep.has(file),
    ),
  );
  const problems = [
    ...overBudget('activation', activation),
    ...overBudget('tab on screen', tab),
    ...overBudget('tab in step', inStep),
    ...lettersLoadedEarly(plugin, inStep),
  ];
  print('activation', activation, plugin, worker);
  print('tab on screen', tab, plugin, worker);
  print('tab in step', inStep, plugin, worker);
  print('loaded when needed', lazy, plugin, worker);
  problems.forEach((problem) => process.stderr.write(`Too much: ${problem}\n`));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function readMetafile(name) {
  return JSON.parse(readFileSync(join(ROOT, `dist/size/${name}.json`), 'utf8'));
}

function outputOf({ outputs }, entryPoint) {
  const found = Object.keys(outputs).find((file) => outputs[file].entryPoint === entryPoint);
  if (found === undefined) {
    throw new Error(
      `${entryPoint} is not a chunk of its own: see the modules named in check-size.mjs.`,
    );
  }
  return found;
}

/** A file and all it imports statically: what the browser must have before any of it runs. */
function closure({ outputs }, start) {
  const seen = new Set();
  const waiting = [start];
  while (waiting.length > 0) {
    const file = waiting.pop();
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { path, kind } of outputs[file].imports) {
      if (kind === 'import-statement') waiting.push(path);
    }
  }
  return seen;
}

function overBudget(name, files) {
  const size = total(files);
  return size > BUDGETS[name]
    ? [`${name} is ${kB(size)} gzipped, the budget is ${kB(BUDGETS[name])}.`]
    : [];
}

function lettersLoadedEarly({ outputs }, files) {
  const early = [...files].flatMap((file) =>
    Object.entries(outputs[file].inputs)
      // What tree shaking left nothing of costs nothing.
      .filter(([input, { bytesInOutput }]) => bytesInOutput > 0 && isOnlyForLetters(input))
      .map(
        ([input]) => `${packageOf(input) ?? input} is loaded before a letter is made (${file}).`,
      ),
  );
  return [...new Set(early)];
}

function packageOf(input) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
}

/** `services/storage` rather than `services`, so that it is seen which room grew. */
function roomOf(input) {
  return input
    .split('/')
    .slice(0, input.startsWith('services/') ? 2 : 1)
    .join('/');
}

function isOnlyForLetters(input) {
  return ONLY_FOR_LETTERS.some((pattern) => pattern.test(input));
}

function total(files) {
  return [...files].reduce((sum, file) => sum + gzippedSize(file), 0);
}

function gzippedSize(file) {
  const known = gzipped.get(file) ?? gzipSync(readFileSync(join(ROOT, file)), { level: 9 }).length;
  gzipped.set(file, known);
  return known;
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function print(title, files, ...metafiles) {
  const budget = BUDGETS[title] === undefined ? '' : ` of ${kB(BUDGETS[title])}`;
  process.stdout.write(`${title}: ${kB(total(files))}${budget}\n`);
  for (const file of [...files].sort((a, b) => gzippedSize(b) - gzippedSize(a))) {
    const output = metafiles.map(({ outputs }) => outputs[file]).find(Boolean);
    const name = file.slice(file.lastIndexOf('/') + 1);
    process.stdout.write(`  ${kB(gzippedSize(file)).padStart(9)}  ${name}  ${heaviest(output)}\n`);
  }
}

/** The packages or folders that make up most of a chunk, to see at a glance what grew. */
function heaviest({ inputs }) {
  const sums = new Map();
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const room = packageOf(input) ?? roomOf(input);
    sums.set(room, (sums.get(room) ?? 0) + bytesInOutput);
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
