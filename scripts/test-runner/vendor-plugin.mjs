import { isBuiltin } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { ROOT, sharedOptions, sharedPlugins } from '../bundling.mjs';

const URL_PREFIX = '/__vendor/';
const SOURCE_FOLDERS = ['components', 'plugin', 'services', 'test'];
const NOT_IN_BROWSER = /^test\/(node|e2e)\//;

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
      for (const { fileName: name, code } of files) served.set(URL_PREFIX + name, code);
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

/**
 * Every bare specifier that project code or a browser test imports, and that leads somewhere: one
 * that does not is reported, with its place, by the page that imports it, and only there.
 */
async function importedPackages() {
  const names = new Set();
  const collect = {
    name: 'collect',
    async resolveId(name, importer, { isEntry }) {
      if (isEntry || !/^[^./\0]/.test(name)) return undefined;
      if (!isBuiltin(name) && !name.startsWith('@web/') && !/^https?:|^data:/.test(name)) {
        const found = await this.resolve(name, importer, { skipSelf: true });
        if (found !== null) names.add(name);
      }
      return { id: name, external: true };
    },
  };
  await build({
    ...sharedOptions('development'),
    input: SOURCE_FOLDERS.flatMap(typeScriptFiles),
    plugins: [collect],
    logLevel: 'silent',
    write: false,
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
  const { transform, ...shared } = sharedOptions('development');
  const { output } = await build({
    ...shared,
    transform: {
      ...transform,
      target: 'esnext',
      define: { ...transform.define, global: 'globalThis' },
    },
    input: Object.fromEntries(names.map((name) => [fileName(name), name])),
    plugins: sharedPlugins(),
    output: { format: 'esm', entryFileNames: '[name].js' },
    logLevel: 'silent',
    write: false,
  });
  return output.filter(({ type }) => type === 'chunk');
}
