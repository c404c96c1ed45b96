import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository, without a slash at the end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/**
 * How Rolldown finds and shapes what we and others wrote: the same in the product, in benches and in the test runner.
 * @param {'production' | 'development'} mode which of the builds that packages bring
 * @returns {import('rolldown').InputOptions}
 */
export function sharedOptions(mode) {
  return {
    cwd: ROOT,
    platform: 'browser',
    tsconfig: join(ROOT, 'tsconfig.json'),
    resolve: {
      // Today's JavaScript: by default rxjs and tsyringe give a larger ES5.
      conditionNames: [mode, 'es2015'],
      mainFields: ['browser', 'es2015', 'module', 'main'],
      alias: {
        // As an ES module; its export map leads to UMD.
        dexie: join(ROOT, 'node_modules/dexie/dist/modern/dexie.mjs'),
        // One for all who use it, as an ES module of which unused parts fall away; tsyringe would bring an old whole one.
        tslib: join(ROOT, 'node_modules/tslib/tslib.es6.mjs'),
        // Parts of jsPDF that draw HTML and SVG. The letters never use them, they would break a strict
        // Content-Security-Policy, and together they weigh more than the rest of the product.
        html2canvas: false,
        dompurify: false,
        canvg: false,
      },
    },
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': JSON.stringify(mode) } },
  };
}

/**
 * What is mended of packages, wherever they are bundled.
 * @returns {readonly import('rolldown').Plugin[]}
 */
export function sharedPlugins() {
  return [ownClassMetadata(), asyncIteration(), dexieAsUsed()];
}

/** What tsyringe asks of class metadata. Nothing here emits decorator metadata, so there is none to inherit. */
const CLASS_METADATA = `
  const kept = new WeakMap();
  const classMetadata = {
    getMetadata: () => undefined,
    getOwnMetadata: (key, target) => kept.get(target)?.[key],
    defineMetadata: (key, value, target) => kept.set(target, { ...kept.get(target), [key]: value }),
  };`.replaceAll(/\n */g, ' ');

/**
 * Has tsyringe keep what it knows of classes to itself. It asks for a polyfill of the page's `Reflect`, which would be
 * changed for everybody there, and by which any other script could see and alter what is injected.
 * @returns {import('rolldown').Plugin}
 */
function ownClassMetadata() {
  return {
    name: 'own-class-metadata',
    transform: {
      filter: { id: /[/\\]tsyringe[/\\]dist[/\\]esm2015[/\\](index|reflection-helpers)\.js$/ },
      handler: (source, id) => {
        if (!source.includes('Reflect.')) throw new Error(`${id} has changed: it asks no Reflect.`);
        return id.endsWith('index.js')
          ? { code: source.replace('!Reflect.getMetadata', 'false'), map: null }
          : { code: CLASS_METADATA + source.replaceAll('Reflect.', 'classMetadata.'), map: null };
      },
    },
  };
}

/** Modules of RxJS in which async iteration was compiled away. */
const WITH_ASYNC_ITERATION =
  /[/\\]rxjs[/\\]dist[/\\]esm([/\\]internal[/\\](observable[/\\]innerFrom|util[/\\]isReadableStreamLike))\.js$/;

/**
 * Takes two modules of RxJS from the sources it brings along: for browsers without async iteration its published ES2015
 * carries 2 kB of helpers, which nothing else here needs.
 * @returns {import('rolldown').Plugin}
 */
function asyncIteration() {
  return {
    name: 'async-iteration',
    load: {
      filter: { id: WITH_ASYNC_ITERATION },
      handler: (id) => {
        const [path, module] = WITH_ASYNC_ITERATION.exec(id);
        const source = `${id.slice(0, -path.length)}/rxjs/src${module}.ts`;
        return { code: readFileSync(source, 'utf8'), moduleType: 'ts' };
      },
    },
  };
}

/**
 * What every database of Dexie's passes each request through, and ours never needs: its cache, which
 * services/storage/online-services-database.ts switches off, hooks of tables, of which there are none, and looking a part of a
 * compound index up, where here each index is asked for as a whole.
 */
const UNUSED_LAYERS = ['cacheMiddleware', 'hooksMiddleware', 'virtualIndexMiddleware'];
/** What searches without regard to case go by: names are searched at the host, and nothing else has a case. */
const UNUSED_SEARCH = 'addIgnoreCaseAlgorithm';
/** Methods by class that nothing here calls. Whoever comes to need one takes it off this list: it is not a function until then. */
const UNUSED_METHODS = {
  PropModification: ['execute'],
  Table: ['mapToClass', 'defineClass', 'upsert', 'bulkUpdate'],
  Collection: [
    'raw',
    'offset',
    'until',
    'last',
    'or',
    'desc',
    'eachKey',
    'eachUniqueKey',
    'distinct',
  ],
  WhereClause: [
    ...['startsWithIgnoreCase', 'equalsIgnoreCase', 'anyOfIgnoreCase', 'startsWithAnyOfIgnoreCase'],
    ...['notEqual', 'noneOf', 'inAnyRange', 'startsWithAnyOf'],
  ],
};

/** The same of functions of Dexie itself. */
const UNUSED_FUNCTIONS = ['getDatabaseNames', 'defineClass', 'async', 'spawn'];

/**
 * Takes out of Dexie what nothing here uses: 6 kB of what the tab weighs, which cannot fall away by itself, as Dexie decides
 * at run time whether there is something to do for it, and methods of a class are never left out.
 * @returns {import('rolldown').Plugin}
 */
function dexieAsUsed() {
  return {
    name: 'dexie-as-used',
    transform: {
      filter: { id: /[/\\]dexie[/\\]dist[/\\]modern[/\\]dexie\.mjs$/ },
      handler: (source) => ({
        code: [withoutSearches, withoutLayers, withoutMethods, withoutFunctions].reduce(
          (rest, without) => without(rest),
          source,
        ),
        map: null,
      }),
    },
  };
}

/** With layers that pass everything on. */
function withoutLayers(source) {
  return UNUSED_LAYERS.reduce((rest, layer) => {
    const [whole, stack] = partOf(rest, `const ${layer} = \\{\n {4}stack: '(\\w+)',\n.*?^\\};\n`);
    return rest.replace(whole, `const ${layer} = { stack: '${stack}', create: (core) => core };\n`);
  }, source);
}

/** With searches that say why they find nothing: without regard to case, and by criteria, where an index is always named. */
function withoutSearches(source) {
  const refusal = `throw new Error('Left out: see bundling.mjs.');\n`;
  const [ignoringCase] = partOf(source, `^function ${UNUSED_SEARCH}\\(.*?^\\}\n`);
  const [byCriteria] = partOf(
    source,
    '^ {8}const keyPaths = keys\\(indexOrCrit\\);\n.*?(?=^ {4}\\}\n)',
  );
  return source
    .replace(ignoringCase, `function ${UNUSED_SEARCH}() { ${refusal} }\n`)
    .replace(byCriteria, refusal);
}

function withoutMethods(source) {
  return Object.entries(UNUSED_METHODS).reduce((rest, [name, methods]) => {
    const [whole] = partOf(rest, `^class ${name} \\{\n.*?^\\}\n`);
    return rest.replace(whole, () => methods.reduce(withoutMethod, whole));
  }, source);
}

function withoutFunctions(source) {
  const [whole] = partOf(source, '^props\\(Dexie, \\{\n.*?^\\}\\);\n');
  const rest = UNUSED_FUNCTIONS.reduce(
    (kept, name) => kept.replace(partOf(kept, `^ {4}${name}[:(].*?^ {4}\\},\n`)[0], ''),
    whole,
  );
  return source.replace(whole, () => rest);
}

function withoutMethod(source, method) {
  return source.replace(partOf(source, `^ {4}${method}\\(.*?^ {4}\\}\n`)[0], '');
}

function partOf(source, pattern) {
  const found = new RegExp(pattern, 'ms').exec(source);
  if (found === null) throw new Error(`Dexie has changed: there is nothing like ${pattern} in it.`);
  return found;
}
