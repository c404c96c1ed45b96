import { isBuiltin } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { MODERN, ROOT, thirdPartyShapes } from '../bundling.mjs';

const URL_PREFIX = '/__vendor/';
const SOURCE_FOLDERS = ['components', 'plugin', 'services', 'test'];
const NOT_IN_BROWSER = /^test\/(node|e2e)\//;

/** How packages are found, the same when looking and when bundling. */
const RESOLUTION = {
  absWorkingDir: ROOT,
  platform: 'browser',
  conditions: ['development', ...MODERN.conditions],
  mainFields: MODERN.mainFields,
};

/**
 * Web Test Runner plugin that bundles third-party packages once, in memory, when the run starts.
 *
 * Project files stay unbundled (so stack traces and coverage are exact), while a page no longer
 * asks for some hundred files of rxjs one by one. CommonJS packages become modules with a default
 * export. A package first imported while watching is served the ordinary way until the next start.
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function vendorPlugin() {
  /** @type {Map<string, string>} import specifier -> URL */
  const urls = new Map();
  /** @type {Map<string, string>} URL -> code */
  const served = new Map();
  return {
    name: 'vendor',
    async serverStart() {
      const names = await importedPackages();
      const files = await bundlePackages(names);
      names.forEach((name) => urls.set(name, `${URL_PREFIX}${fileName(name)}.js`));
      for (const { path, text } of files) {
        served.set(URL_PREFIX + path.slice(path.lastIndexOf('/') + 1), text);
      }
    },
    resolveImport({ source }) {
      return urls.get(source);
    },
    serve(context) {
      const body = served.get(context.path);
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
}

function fileName(name) {
  return name.replaceAll(/[^\w.-]/g, '_').replace(/\.m?js$/, '');
}

/** Marks our own question to esbuild where a package lies. */
const PROBE = Symbol('probe');

/**
 * Every bare specifier that project code or a browser test imports, and that leads somewhere: one
 * that does not is reported, with its place, by the page that imports it, and only there.
 */
async function importedPackages() {
  const names = new Set();
  const collect = {
    name: 'collect',
    setup(scan) {
      scan.onResolve({ filter: /^[^./]/ }, async ({ path, kind, pluginData }) => {
        if (kind === 'entry-point' || pluginData === PROBE) return undefined;
        if (!isBuiltin(path) && !path.startsWith('@web/') && !/^https?:|^data:/.test(path)) {
          const probe = { kind, resolveDir: ROOT, pluginData: PROBE };
          const { errors } = await scan.resolve(path, probe);
          if (errors.length === 0) names.add(path);
        }
        return { path, external: true };
      });
    },
  };
  await build({
    entryPoints: SOURCE_FOLDERS.flatMap(typeScriptFiles),
    ...RESOLUTION,
    bundle: true,
    format: 'esm',
    write: false,
    outdir: 'scan',
    logLevel: 'silent',
    plugins: [collect],
  }).catch((error) => {
    // A file that does not parse is reported, with its place, by the page that imports it.
    if (!Array.isArray(error.errors)) throw error;
  });
  return [...names].sort();
}

function typeScriptFiles(folder) {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /(?<!\.d)\.ts$/.test(file) && !NOT_IN_BROWSER.test(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function bundlePackages(names) {
  if (names.length === 0) return [];
  const { outputFiles } = await build({
    entryPoints: names.map((name) => ({ in: name, out: fileName(name) })),
    ...RESOLUTION,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'esnext',
    define: { 'process.env.NODE_ENV': '"development"', global: 'globalThis' },
    write: false,
    outdir: 'vendor',
    logLevel: 'error',
    plugins: [thirdPartyShapes()],
  });
  return outputFiles.map(({ path, text }) => ({ path: path.replaceAll('\\', '/'), text }));
}
