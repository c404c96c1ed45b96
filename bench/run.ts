/**
 * `npm run bench`: makes the same letter in a Web Worker and on the page, each a first time and then warm, in new pages,
 * and prints how long the page could do nothing else. Fails when a letter made in the worker blocks for too long.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { chromium, type Browser } from '@playwright/test';
import { build } from 'esbuild';
import { CHROMIUM_FLAGS, ensureBrowser } from '../scripts/find-browser.mjs';
import type { LetterMeasurement } from './letter-page.ts';

/** Milliseconds a letter may keep the page from answering; longer counts as a long task in every browser. */
const LIMIT = 50;
const PAGES = 7;
const WARM_LETTERS = 5;
const ROOT = new URL('..', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', ttf: 'font/ttf' };

interface Run {
  readonly first: LetterMeasurement;
  readonly warm: readonly LetterMeasurement[];
}

const server = await serve(await bundle());
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: [...CHROMIUM_FLAGS],
});
try {
  const worker = await runs(browser, 'worker');
  const page = await runs(browser, 'page');
  process.exitCode = report(worker, page) ? 0 : 1;
} finally {
  await browser.close();
  server.close();
}

async function bundle(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT.pathname,
    entryPoints: ['bench/letter-page.ts', 'services/letters/letter-worker.ts'],
    outdir: '/',
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    inject: ['reflect-metadata'],
    // Parts of jsPDF that no letter uses; as in the product's own build they are left out.
    external: ['html2canvas', 'dompurify', 'canvg'],
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}

async function serve(files: ReadonlyMap<string, Uint8Array>): Promise<Server> {
  const started = createServer((request, response) => {
    const path = request.url ?? '/';
    const extension = path.slice(path.lastIndexOf('.') + 1);
    const font = /^\/fonts\/[\w-]+\.ttf$/.test(path)
      ? readFile(new URL(`services/letters${path}`, ROOT))
      : Promise.resolve(files.get(path));
    void font.then((body) => {
      const type = TYPES[extension] ?? 'text/html';
      response.writeHead(body === undefined && extension in TYPES ? 404 : 200, {
        'content-type': type,
      });
      response.end(
        body ??
          '<!doctype html><title>Bench</title><script type="module" src="/letter-page.js"></script>',
      );
    });
  });
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  return started;
}

async function runs(inBrowser: Browser, where: 'worker' | 'page'): Promise<readonly Run[]> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const found: Run[] = [];
  for (let count = 0; count < PAGES; count += 1) {
    const page = await inBrowser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.waitForFunction(() => 'letterPage' in globalThis);
    const measure = (): Promise<LetterMeasurement> =>
      page.evaluate((place) => globalThis.letterPage.measure(place), where);
    const first = await measure();
    const warm: LetterMeasurement[] = [];
    while (warm.length < WARM_LETTERS) warm.push(await measure());
    found.push({ first, warm });
    await page.close();
  }
  return found;
}

/** Prints the medians; whether the worker kept within the limit. */
function report(worker: readonly Run[], page: readonly Run[]): boolean {
  const rows = [
    ['first letter, made in', worker.map(({ first }) => first), page.map(({ first }) => first)],
    ['later letter, made in', worker.flatMap(({ warm }) => warm), page.flatMap(({ warm }) => warm)],
  ] as const;
  const lines = rows.flatMap(([what, inWorker, onPage]) => [
    row(`${what} the worker`, inWorker),
    row(`${what} the page`, onPage),
    `  longest block, page : worker = ${ratio(blocks(onPage), blocks(inWorker))}`,
  ]);
  const all = worker.flatMap(({ first, warm }) => [first, ...warm]);
  const longest = Math.max(...rows.map(([, inWorker]) => median(blocks(inWorker))));
  const within = longest < LIMIT;
  lines.push(
    `Letters in the worker block the page for ${longest.toFixed(1)} ms (median; worst of ${all.length}: ${Math.max(...blocks(all)).toFixed(1)} ms); allowed: under ${LIMIT} ms: ${within ? 'met' : 'NOT met'}.`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  return within;
}

function row(what: string, measured: readonly LetterMeasurement[]): string {
  const block = median(blocks(measured)).toFixed(1).padStart(6);
  const total = median(measured.map((letter) => letter.total))
    .toFixed(1)
    .padStart(6);
  return `${what.padEnd(34)} longest block ${block} ms, ready after ${total} ms (medians of ${measured.length})`;
}

function blocks(measured: readonly LetterMeasurement[]): number[] {
  return measured.map(({ longestBlock }) => longestBlock);
}

function ratio(above: readonly number[], below: readonly number[]): string {
  return `${(median(above) / Math.max(median(below), 0.1)).toFixed(1)} : 1`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
