/**
 * Holds the bundle to its budget, from what the last build wrote to dist/size/.
 *
 * The budgets are promises to hosts: what loading the plugin costs every user at start-up, and what
 * opening the tab and working in it cost in all. What a letter needs is listed too, and may be in none.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** What loads besides once others have changed something: it reads their resources as records. */
const FOUND = ['services/fhir/change-page.ts'];

/** What loads with each opening of a patient's tab besides: it is noted in the audit, and the row is sent. */
const OPENING = [
  'plugin/opening-container.ts',
  'services/words/en/tab/openings.ts',
  'services/words/en/storage.ts',
  'services/sync/push.ts',
  'services/fhir/creation.ts',
  'services/storage/next-entries.ts',
  'services/storage/settlements.ts',
];

/** What loads besides where the host has a storage key, as texts are sealed and opened then. */
const STORAGE_KEY = [
  'services/security/text-seal.ts',
  'services/storage/opened-texts.ts',
  'services/storage/sealed-writes.ts',
  'services/storage/taking-up-key.ts',
  'services/storage/sealing-in-place.ts',
];

/** What loads besides when all has been fetched: it listens to a server that tells of changes. */
const LISTENING = ['plugin/server-hints.ts'];

/** What loads once everything has been fetched, once a day: it looks at the server itself. */
const SERVER_LOOK = ['plugin/server-look.ts'];

/** What loads where the host sends messages, some seconds after everything has been fetched: patients are reminded. */
const REMINDING = [
  'plugin/reminders.ts',
  'services/words/en/reminders.ts',
  'services/storage/register-pages.ts',
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

/** What is there at each moment, and what it may weigh: gzipped bytes. */
const MOMENTS = {
  activation: { modules: [ENTRY], budget: 20_000 },
  'tab on screen': { modules: [ENTRY, ...TAB_MODULES], budget: 88_000 },
  'tab in step': { modules: [ENTRY, ...TAB_MODULES, ...AFTER_PAINT], budget: 110_000 },
  'changes found': { modules: [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...FOUND], budget: 112_600 },
  'opening noted': {
    modules: [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...OPENING],
    budget: 117_600,
  },
  'noted and sealed': {
    modules: [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...OPENING, ...STORAGE_KEY],
    budget: 121_400,
  },
  listening: {
    modules: [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...OPENING, ...STORAGE_KEY, ...LISTENING],
    budget: 126_000,
  },
  'server looked at': {
    modules: [
      ENTRY,
      ...TAB_MODULES,
      ...AFTER_PAINT,
      ...OPENING,
      ...STORAGE_KEY,
      ...LISTENING,
      ...SERVER_LOOK,
    ],
    budget: 130_400,
  },
  reminding: {
    modules: [
      ENTRY,
      ...TAB_MODULES,
      ...AFTER_PAINT,
      ...OPENING,
      ...STORAGE_KEY,
      ...LISTENING,
      ...SERVER_LOOK,
      ...REMINDING,
    ],
    budget: 173_200,
  },
  'ready to act': {
    modules: [ENTRY, ...TAB_MODULES, ...AFTER_PAINT, ...COMMANDS],
    budget: 181_000,
  },
};

/** Only a letter may load these: packages, its words, and the letters room but for what starts the worker. */
const ONLY_FOR_LETTERS = [
  /node_modules\/(jspdf|uqr|fflate|fast-png)\//,
  /^services\/letters\/(?!worker-|letter-worker-messages)/,
  /^services\/words\/en\/letter\/letter\.ts$/,
];

const gzipped = new Map();

/**
 * Files of the built plugin that are counted at a moment.
 * @param {keyof typeof MOMENTS} moment
 * @returns {readonly string[]} names beside main.js
 */
export function filesAt(moment) {
  return chunksAt(moment).map(({ file }) => basename(file));
}

function main() {
  const names = Object.keys(MOMENTS);
  names.forEach((name) => {
    print(name, chunksAt(name));
  });
  const ready = chunksAt('ready to act');
  const all = [...chunksOf('plugin'), ...chunksOf('worker')];
  print(
    'loaded when needed',
    all.filter(({ file }) => !ready.some((chunk) => chunk.file === file)),
  );
  const problems = [...names.flatMap(overBudget), ...lettersLoadedEarly(ready)];
  problems.forEach((problem) => process.stderr.write(`Too much: ${problem}\n`));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function chunksAt(name) {
  return closure(chunksOf('plugin'), MOMENTS[name].modules);
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

function overBudget(name) {
  const size = total(chunksAt(name));
  const { budget } = MOMENTS[name];
  return size > budget ? [`${name} is ${kB(size)} gzipped, the budget is ${kB(budget)}.`] : [];
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
  const { budget } = MOMENTS[title] ?? {};
  const most = budget === undefined ? '' : ` of ${kB(budget)}`;
  process.stdout.write(`${title}: ${kB(total(chunks))}${most}\n`);
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`Cannot check the bundle's size: ${error.message}\n`);
    process.exitCode = 1;
  }
}
