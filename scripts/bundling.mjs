import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** How to ask rxjs and tsyringe for today's JavaScript: by default they give a larger ES5. */
export const MODERN = {
  conditions: ['es2015'],
  mainFields: ['browser', 'es2015', 'module', 'main'],
};

/**
 * Parts of jsPDF that draw HTML and SVG. The letters never use them, they would break a strict
 * Content-Security-Policy, and together they weigh more than the rest of the product.
 */
const UNUSED_BY_LETTERS = /^(html2canvas|dompurify|canvg)$/;

/**
 * esbuild plugin that gives third-party code the shape we want in the test runner and in the
 * product alike: Dexie as an ES module (its export map leads to UMD), reflect-metadata without what
 * old browsers lack, jsPDF without HTML and SVG.
 * @returns {import('esbuild').Plugin}
 */
export function thirdPartyShapes() {
  const shapes = {
    dexie: 'dexie/dist/modern/dexie.mjs',
    'reflect-metadata': 'reflect-metadata/ReflectLite.js',
  };
  return {
    name: 'third-party-shapes',
    setup(build) {
      build.onResolve({ filter: /^(dexie|reflect-metadata)$/ }, ({ path }) => ({
        path: join(ROOT, 'node_modules', shapes[path]),
      }));
      // What tsyringe asks for at its first line: in its own file, so that no way of splitting puts it later.
      build.onLoad({ filter: /[/\\]tsyringe[/\\]dist[/\\]esm2015[/\\]index\.js$/ }, ({ path }) => ({
        contents: `import 'reflect-metadata';\n${readFileSync(path, 'utf8')}`,
      }));
      // tsyringe's own tslib as an ES module, of which unused parts fall away; by default it gets the UMD one.
      build.onResolve({ filter: /^tslib$/ }, ({ importer }) =>
        /[/\\]node_modules[/\\]tsyringe[/\\]/.test(importer)
          ? {
              path: join(ROOT, 'node_modules/tsyringe/node_modules/tslib/tslib.es6.js'),
              sideEffects: false,
            }
          : undefined,
      );
      build.onResolve({ filter: UNUSED_BY_LETTERS }, ({ path }) => ({
        path,
        namespace: 'left-out',
        sideEffects: false,
      }));
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
        contents: 'export default undefined;',
      }));
    },
  };
}

const SERVICE_CODE = /[/\\]services[/\\].*\.ts$/;

/**
 * esbuild plugin for workers named as `new URL('./x-worker.ts', import.meta.url)`: the source names
 * the TypeScript file, which a development server can serve; the build names the bundle beside it.
 * @returns {import('esbuild').Plugin}
 */
export function builtWorkers() {
  return {
    name: 'built-workers',
    setup(build) {
      build.onLoad({ filter: SERVICE_CODE }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll(
          /new URL\((['"])\.\/([\w-]+-worker)\.ts\1,\s*import\.meta\.url\)/g,
          "new URL('./$2.js', import.meta.url)",
        ),
        loader: 'ts',
      }));
    },
  };
}
