/**
 * Builds the product and the demo's pages into dist/.
 *
 *   dist/plugin/   what a host loads: manifest.json, its texts and schema, main.js, its chunks,
 *                  letter-worker.js, fonts/
 *   dist/demo/     the reference host and the patient site
 *   dist/size/     esbuild's account of what went where, for scripts/check-size.mjs
 *
 * Chunks lie beside main.js, so `new URL('./x', import.meta.url)` means the same in each.
 * Everything is a file of its own: a host's Content-Security-Policy may forbid anything inline.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';
import { MODERN, ROOT, builtWorkers, thirdPartyShapes } from './bundling.mjs';
import { tightTemplates } from './tight-templates.mjs';

const PLUGIN = { entry: 'plugin/main.ts', out: 'dist/plugin' };
const WORKER = { entry: 'services/letters/letter-worker.ts', out: 'dist/plugin' };
const PAGES = [
  { entry: 'demo/reference-host/host.ts', out: 'dist/demo/host' },
  { entry: 'demo/patient-site/site.ts', out: 'dist/demo/patient-services' },
];
const FONTS = 'services/letters/fonts';
const PAGE_FILES = new Set(['.html', '.css', '.svg', '.png', '.ico', '.woff2', '.json']);

/**
 * Builds everything.
 * @throws {Error} naming what is missing, or esbuild's BuildFailure.
 */
export async function buildAll() {
  const written = new Set();
  const [plugin, worker, ...pages] = await Promise.all([
    bundle(PLUGIN),
    bundle(WORKER),
    ...PAGES.map((page) => bundle(page)),
  ]);
  for (const { outputs } of [plugin, worker, ...pages]) {
    Object.keys(outputs).forEach((file) => written.add(file));
  }
  await Promise.all(
    Object.keys(plugin.outputs)
      .filter((file) => file.endsWith('.js'))
      .map(tighten),
  );
  const put = (file, content) => {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), content);
    written.add(file);
  };
  put('dist/size/plugin.json', JSON.stringify(plugin));
  put('dist/size/worker.json', JSON.stringify(worker));
  copyFonts(put);
  copyManifest(put);
  PAGES.forEach((page) => copyPageFiles(page, put));
  removeOthers(written);
}

/** Playwright's global setup: one build before all its tests. */
export default buildAll;

async function bundle({ entry, out }, options = {}) {
  if (!existsSync(join(ROOT, entry))) throw new Error(`Cannot build: there is no ${entry}.`);
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outdir: out,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production', ...MODERN.conditions],
    mainFields: MODERN.mainFields,
    define: { 'process.env.NODE_ENV': '"production"' },
    minify: true,
    legalComments: 'none',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
    plugins: [thirdPartyShapes(), builtWorkers(), tightTemplates()],
    ...options,
  });
  return metafile;
}

/** A second minifier finds 4 % more, which every user of the tab would pay for. */
async function tighten(file) {
  const path = join(ROOT, file);
  const { code, map } = await minify(readFileSync(path, 'utf8'), {
    module: true,
    compress: { passes: 2, ecma: 2020 },
    sourceMap: { content: readFileSync(`${path}.map`, 'utf8'), url: `${basename(file)}.map` },
  });
  writeFileSync(path, code);
  writeFileSync(`${path}.map`, map);
}

function copyFonts(put) {
  for (const file of filesIn(FONTS)) {
    if (/\.ttf$|licen[cs]e|^OFL/i.test(file)) {
      put(`${PLUGIN.out}/fonts/${file}`, readFileSync(join(ROOT, FONTS, file)));
    }
  }
}

/** The manifest's `main` and `$schema` name files of the repository; once built, ones beside it. */
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
    // esbuild has already printed its own errors with their places.
    if (!Array.isArray(error.errors)) process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
