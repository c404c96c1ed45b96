import { join, relative } from 'node:path';
import { build } from 'rolldown';
import { ROOT, sharedOptions, sharedPlugins } from '../bundling.mjs';
import { browserTests } from './test-pages.mjs';

/** Modules, workers and scripts that are fetched by where they lie. */
const BY_ADDRESS = /new URL\(\s*'(\.{1,2}\/[^']+\.ts)',\s*import\.meta\.url/g;

/**
 * Web Test Runner plugin that bundles everything once, in memory, when the run starts: unbundled, a page fetches and compiles some
 * hundred modules one by one, which takes longer than most tests. Each room, each subject and each package is one
 * script; what is fetched by where it lies is there, too; modules run when and in the order they are imported in, as if they were files.
 * @param {readonly string[]} pages what pages open with, beside each file of tests
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function bundlePlugin(pages) {
  /** @type {Map<string, { body: string, type: string }>} by path of the address */
  const served = new Map();
  return {
    name: 'bundle',
    async serverStart() {
      for (const { fileName, code, map } of await bundle([...browserTests(), ...pages])) {
        served.set(`/${fileName}`, { body: code, type: 'js' });
        served.set(`/${fileName}.map`, { body: map?.toString() ?? '', type: 'json' });
      }
    },
    serve: ({ path }) => served.get(decodeURI(path)),
  };
}

async function bundle(files) {
  const { transform, ...shared } = sharedOptions('development');
  const { output } = await build({
    ...shared,
    transform: {
      ...transform,
      target: 'esnext',
      define: { ...transform.define, global: 'globalThis' },
    },
    input: Object.fromEntries(files.map((file) => [file, join(ROOT, file)])),
    // Of the runner itself.
    external: /^\/__web-/,
    plugins: [...sharedPlugins(), addresses()],
    output: {
      format: 'esm',
      // Where the file lies that it is made of.
      entryFileNames: '[name]',
      chunkFileNames: '__bundle/[name]-[hash].js',
      sourcemap: true,
      strictExecutionOrder: true,
      codeSplitting: { groups: [{ name: chunkOf }], includeDependenciesRecursively: false },
    },
    logLevel: 'silent',
    write: false,
  });
  return output.filter(({ type }) => type === 'chunk');
}

/** A package, or a folder with all that lies more than three folders deep in it; each file of tests is for itself. */
function chunkOf(id) {
  const path = pathOf(id);
  if (/\.test\.[jt]s$/.test(path)) return null;
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path) ?? [];
  return (name ?? path.split('/').slice(0, -1).slice(0, 3).join('/')).replaceAll(/[^\w-]/g, '_');
}

/**
 * Has each module know its own address, and what it fetches by address be a script of its own.
 * @returns {import('rolldown').Plugin}
 */
function addresses() {
  return {
    name: 'addresses',
    transform: {
      filter: { id: /\.ts$/, code: 'import.meta.url' },
      handler(source, id) {
        for (const [, path] of source.matchAll(BY_ADDRESS)) {
          const file = join(id, '..', path);
          this.emitFile({ type: 'chunk', id: file, fileName: pathOf(file) });
        }
        const own = `new URL(${JSON.stringify(`/${pathOf(id)}`)}, globalThis.location.origin).href`;
        // On the same line, so that the source map stays true.
        return { code: source.replaceAll('import.meta.url', own), map: null };
      },
    },
  };
}

function pathOf(id) {
  return relative(ROOT, id).replaceAll('\\', '/');
}
