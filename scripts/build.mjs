/**
 * Builds the product and the demo's pages into dist/.
 *
 *   dist/plugin/   what a host loads: manifest.json, its texts and schema, main.js, its chunks,
 *                  letter-worker.js, fonts/, guide/ (the staff guide)
 *   dist/demo/     the reference host and the patient site
 *   dist/size/     the account of what went where, for scripts/check-size.mjs
 *
 * Chunks lie beside main.js, so `new URL('./x', import.meta.url)` means the same in each.
 * Everything is a file of its own: a host's Content-Security-Policy may forbid anything inline.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { minifyHTMLLiterals } from '@literals/html-css-minifier';
import { build } from 'rolldown';
import { ROOT, sharedOptions, sharedPlugins } from './bundling.mjs';
import { guideFiles } from './guide.mjs';
import { Minifier } from './minifying.mjs';

const PLUGIN = { entry: 'plugin/main.ts', out: 'dist/plugin' };
const WORKER = { entry: 'services/letters/letter-worker.ts', out: 'dist/plugin' };
const PAGES = [
  { entry: 'demo/reference-host/host.ts', out: 'dist/demo/host' },
  { entry: 'demo/patient-site/site.ts', out: 'dist/demo/patient-services' },
];
const COMMAND_LISTS = ['patient', 'practice'].map(
  (about) => `services/application/commands/${about}-commands.ts`,
);
const COMMAND_DESK = 'plugin/command-container.ts';
/** What loads one after the other, each upon those before it: a chunk's name, and the modules it is there for. */
const MOMENTS = {
  main: ['plugin/main.ts'],
  // Every screen needs these, the tab and the Control Panel page alike.
  screens: [
    'plugin/container.ts',
    'components/base/announcer.ts',
    'components/base/command-runner.ts',
    'components/base/os-element.ts',
    'components/base/stream-controller.ts',
  ],
  'tab-elements': ['components/tab/tab-elements.ts'],
  'after-paint': [
    'plugin/after-paint.ts',
    'components/tab/changes-to-announce.ts',
    'services/words/en/offers.ts',
    // Whatever comes next needs some of these, in any order: records of others, openings, commands.
    'services/fhir/manageable.ts',
    'services/fhir/mapping/verifier.ts',
    'services/fhir/mapping/writing.ts',
  ],
  // Each opening is noted, and the row is sent.
  opening: [
    'plugin/opening-container.ts',
    'services/sync/push.ts',
    'services/fhir/creation.ts',
    'services/storage/careful-taking.ts',
    'services/storage/next-entries.ts',
    'services/storage/settlements.ts',
  ],
  // Others have changed something, and it is found.
  records: ['services/fhir/change-page.ts'],
  // A record is sent.
  'record-sending': ['services/fhir/record-sending.ts'],
  'server-hints': ['plugin/server-hints.ts'],
  'command-container': [COMMAND_DESK],
  'work-list': ['plugin/work-list.ts'],
  // A tab shows both; apart, gzip would begin anew in each.
  tab: ['services/words/en/tab.ts', 'services/words/en/views.ts', 'services/words/en/screens.ts'],
};
/** In SVG a shape that is not closed swallows the next; and a space beside an expression parts two words. */
const TEMPLATE_OPTIONS = { keepClosingSlash: true, conservativeCollapse: true };
const FONTS = 'services/letters/fonts';
const PAGE_FILES = new Set(['.html', '.css', '.svg', '.png', '.ico', '.woff2', '.json']);

/**
 * Builds everything.
 * @throws {Error} naming what is missing or does not compile.
 */
export async function buildAll() {
  const written = new Set();
  const put = (file, content) => {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), content);
    written.add(file);
  };
  const minifier = new Minifier();
  const [plugin, worker] = await Promise.all(
    [PLUGIN, WORKER, ...PAGES].map((bundle) => putBundle(bundle, minifier, put)),
  );
  minifier.removeOthers();
  put('dist/size/plugin.json', JSON.stringify(plugin));
  put('dist/size/worker.json', JSON.stringify(worker));
  copyFonts(put);
  copyGuide(put, copyManifest(put));
  PAGES.forEach((page) => copyPageFiles(page, put));
  removeOthers(written);
}

/** Playwright's global setup: one build before all its tests. */
export default buildAll;

/** Bundles, writes what comes of it and says what went where. */
async function putBundle({ entry, out }, minifier, put) {
  if (!existsSync(join(ROOT, entry))) throw new Error(`Cannot build: there is no ${entry}.`);
  const { output } = await build({
    ...sharedOptions('production'),
    // A chunk may give others what it holds; hosts take from main.js what they know of.
    preserveEntrySignatures: 'allow-extension',
    input: join(ROOT, entry),
    plugins: [...sharedPlugins(), builtWorkers(), tightTemplates()],
    output: {
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      codeSplitting: {
        groups: [{ name: chunkOfMoment() }],
        includeDependenciesRecursively: false,
      },
      minify: true,
      comments: { legal: false },
      sourcemap: true,
    },
    checks: { pluginTimings: false },
    write: false,
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  await Promise.all(chunks.map((chunk) => putChunk(chunk, out, minifier, put)));
  return { chunks: chunks.map((chunk) => accountOf(chunk, out)) };
}

/**
 * Puts into one chunk what a moment needs and none before it has brought. Left to itself a bundler makes a chunk of
 * whatever the same parts share; each costs a request, and gzip begins anew in it.
 * @returns {(module: string, context: import('rolldown').ChunkingContext) => string | null}
 */
function chunkOfMoment() {
  const moments = new Map();
  return (module, context) => {
    if (moments.size === 0) {
      const add = (id, name) => {
        if (moments.has(id)) return;
        moments.set(id, name);
        context.getModuleInfo(id)?.importedIds.forEach((needed) => add(needed, name));
      };
      for (const [name, modules] of Object.entries(MOMENTS)) {
        modules.forEach((each) => add(join(ROOT, each), name));
      }
      // What commands do is fetched by their lists, all of it at once.
      const runs = COMMAND_LISTS.flatMap(
        (list) => context.getModuleInfo(join(ROOT, list))?.dynamicallyImportedIds ?? [],
      );
      runs.forEach((run) => add(run, basename(COMMAND_DESK, '.ts')));
    }
    return moments.get(module) ?? null;
  };
}

async function putChunk({ fileName, code, map }, out, minifier, put) {
  const tight = await minifier.minified(basename(fileName), code, map);
  put(`${out}/${fileName}`, tight.code);
  put(`${out}/${fileName}.map`, tight.map);
}

/** What a chunk is for, needs at once and is made of, by paths in the repository. */
function accountOf({ fileName, facadeModuleId, imports, modules }, out) {
  const sizes = Object.entries(modules).map(([id, { renderedLength }]) => [
    pathOf(id),
    renderedLength,
  ]);
  return {
    file: `${out}/${fileName}`,
    entry: facadeModuleId === null ? null : pathOf(facadeModuleId),
    imports: imports.map((file) => `${out}/${file}`),
    bytes: Object.fromEntries(sizes),
  };
}

/** A module's path in the repository; what Rolldown makes up has no path, but a name after a zero. */
function pathOf(id) {
  return id.startsWith(ROOT) ? relative(ROOT, id).replaceAll('\\', '/') : id.replace('\0', '');
}

/**
 * Workers are named as `new URL('./x-worker.ts', import.meta.url)`: the source names the TypeScript file, which a
 * development server can serve; the build names the bundle beside it.
 * @returns {import('rolldown').Plugin}
 */
function builtWorkers() {
  return {
    name: 'built-workers',
    transform: {
      filter: { id: /[/\\]services[/\\].*\.ts$/, code: '-worker.ts' },
      handler: (source) => ({
        // As long as before, so that the source map stays true.
        code: source.replaceAll(
          /(new URL\((['"])\.\/[\w-]+-worker)\.ts(\2,\s*import\.meta\.url\))/g,
          '$1.js$3',
        ),
        map: null,
      }),
    },
  };
}

/**
 * Leaves the indentation out of Lit's templates and styles.
 * @returns {import('rolldown').Plugin}
 */
function tightTemplates() {
  return {
    name: 'tight-templates',
    transform: {
      filter: { id: /[/\\]components[/\\].*\.ts$/ },
      handler: (source, path) =>
        minifyHTMLLiterals(source, { fileName: path, minifyOptions: TEMPLATE_OPTIONS }),
    },
  };
}

function copyFonts(put) {
  for (const file of filesIn(FONTS)) {
    if (/\.ttf$|licen[cs]e|^OFL/i.test(file)) {
      put(`${PLUGIN.out}/fonts/${file}`, readFileSync(join(ROOT, FONTS, file)));
    }
  }
}

/**
 * The manifest's `main` and `$schema` name files of the repository; once built, ones beside it.
 * @returns {object} the manifest
 */
function copyManifest(put) {
  const { out } = PLUGIN;
  const manifest = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));
  const schema = String(manifest.$schema ?? '');
  if (schema.startsWith('.')) {
    put(`${out}/${basename(schema)}`, readFileSync(join(ROOT, schema)));
    manifest.$schema = `./${basename(schema)}`;
  }
  manifest.main = './main.js';
  put(`${out}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of readdirSync(ROOT)) {
    if (/^manifest\.l10n(\.[\w-]+)?\.json$/.test(file)) {
      put(`${out}/${file}`, readFileSync(join(ROOT, file)));
    }
  }
  return manifest;
}

/** The staff guide, with the pictures that the manifest's walkthroughs show as well. */
function copyGuide(put, { contributes }) {
  const steps = (contributes.walkthroughs ?? []).flatMap(({ steps }) => steps);
  const pictures = steps.flatMap(({ media }) => (media.image ? [basename(media.image)] : []));
  for (const [file, content] of guideFiles(pictures)) put(`${PLUGIN.out}/guide/${file}`, content);
}

function copyPageFiles({ entry, out }, put) {
  const folder = dirname(entry);
  for (const file of filesIn(folder)) {
    if (PAGE_FILES.has(extname(file)))
      put(`${out}/${file}`, readFileSync(join(ROOT, folder, file)));
  }
}

/** What an earlier build left. Last, so that a server running on dist/ never misses a file. */
function removeOthers(written) {
  for (const file of filesIn('dist')) {
    if (!written.has(`dist/${file}`)) rmSync(join(ROOT, 'dist', file));
  }
}

/** Files in a folder and below, with forward slashes; none when there is no such folder. */
function filesIn(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(ROOT, folder), join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll('\\', '/'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await buildAll();
    process.stdout.write('Built dist/plugin and dist/demo.\n');
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
