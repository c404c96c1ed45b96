import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'rolldown';
import { CHROMIUM_FLAGS, ensureBrowser } from '../scripts/find-browser.mjs';
import { sharedOptions, sharedPlugins } from '../scripts/bundling.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', ttf: 'font/ttf' };

/** What a part of the benchmark plays on. */
export interface StageOptions {
  /** The page's script and, where it needs them, its workers: files of this repository. The first is the page's own. */
  readonly scripts: readonly [string, ...string[]];
  /** Answers requests of the page that are neither its scripts nor fonts; true when it did. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** A folder for the browser's profile, where what is on disk is to be measured; otherwise memory of its own. */
  readonly profile?: string;
  /** More flags for the browser. */
  readonly flags?: readonly string[];
}

/** A browser and an origin on a free port. */
export interface Stage {
  /** A new page whose script has run. In a profile of its own unless the stage has one on disk. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

/** Bundles the scripts as the product is bundled, serves them and starts a browser. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const server = await serve(await bundle(options.scripts), options);
  const origin = originOf(server);
  const opened = await launch(options);
  return {
    async open() {
      const page =
        'newContext' in opened
          ? await (await opened.newContext()).newPage()
          : await opened.newPage();
      await page.goto(origin);
      return page;
    },
    async close() {
      await opened.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function launch({ profile, flags = [] }: StageOptions): Promise<Browser | BrowserContext> {
  const how = { executablePath: ensureBrowser(), args: [...CHROMIUM_FLAGS, ...flags] };
  return profile === undefined
    ? chromium.launch(how)
    : chromium.launchPersistentContext(profile, how);
}

async function bundle(scripts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { output } = await build({
    ...sharedOptions('production'),
    input: Object.fromEntries(
      scripts.map((script, index) => [index === 0 ? 'page' : nameOf(script), script]),
    ),
    plugins: [...sharedPlugins()],
    output: { format: 'esm', entryFileNames: '[name].js', minify: true },
    write: false,
  });
  return new Map(
    output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])),
  );
}

function nameOf(script: string): string {
  return script.slice(script.lastIndexOf('/') + 1, -'.ts'.length);
}

async function serve(
  files: ReadonlyMap<string, string>,
  { answer }: StageOptions,
): Promise<Server> {
  const server = createServer((request, response) => {
    if (answer?.(request, response) === true) return;
    void send(files, request.url ?? '/', response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

async function send(
  files: ReadonlyMap<string, string>,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const isFont = /^\/fonts\/[\w-]+\.ttf$/.test(path);
  const body = isFont ? await readFile(`${ROOT}services/letters${path}`) : files.get(path);
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
  if (body === undefined && type !== undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': type ?? 'text/html' });
  response.end(
    body ?? '<!doctype html><title>Bench</title><script type="module" src="/page.js"></script>',
  );
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/`;
}
