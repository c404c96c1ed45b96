/** A workstation whose browser can be killed at any moment, and started again with what it had stored. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Bundle } from 'fhir/r4';
import { chromium, type Browser, type Page, type Request } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureHeadlessBrowser } from '../../scripts/find-browser.mjs';
import type { Write } from './bare-writes.ts';

const STARTS_WITHIN_MS = 60_000;
/** Looking at memory holds up whoever is looked at, so it is not done oftener. */
const MEMORY_EVERY_MS = 3000;
/** So many writes tell what they are like. */
const WRITES_KEPT = 600;
/** Long tasks, as browsers call them: 50 ms and more in which the page answers nobody. */
const WATCH = `globalThis.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) if (globalThis.isWatched) globalThis.longest = Math.max(globalThis.longest, duration);
}).observe({ type: 'longtask' });`;

/** The address of one resource, of all of its type, or of the server itself; no search. */
const WRITTEN = /\/fhir\/R4(?:\/([A-Z]\w+)(?:\/[^_/]+)?)?\/?$/;

export class KilledWorkstation {
  readonly #profile: string;
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;
  #peak = 0;
  #longest = 0;
  #lookedAt = 0;
  /** The first of them. */
  readonly kept: Write[] = [];
  /** Resources that were sent to be written on the shared record. */
  writes = 0;
  /** When the last of them was made. */
  wroteAt = 0;

  /** @param profile folder that is kept over kills */
  constructor(profile: string) {
    this.#profile = profile;
  }

  /** Most that the browser has held of memory, in bytes. */
  get peak(): number {
    return this.#peak;
  }

  /** Longest time that the page answered nobody while it was watched, in milliseconds; 0 where none came to 50. */
  get longest(): number {
    return this.#longest;
  }

  async start(): Promise<Page> {
    const portFile = join(this.#profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const args = [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${this.#profile}`,
    ];
    this.#process = spawn(ensureHeadlessBrowser(), [...CHROMIUM_FLAGS, ...args, 'about:blank'], {
      stdio: 'ignore',
      // A group of its own, so that all of it dies at once.
      detached: true,
    });
    const port = await portIn(portFile);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    this.#browser = browser;
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    await context.addInitScript(WATCH);
    context.on('request', (request) => {
      this.#count(request);
    });
    return context.newPage();
  }

  #count(request: Request): void {
    const written = writesOf(request);
    if (written.length === 0) return;
    this.writes += written.length;
    this.wroteAt = performance.now();
    this.kept.push(...written.slice(0, WRITES_KEPT - this.kept.length));
  }

  /** Looks how much memory it takes now, and how long the page was away since it began to be watched. */
  async measure(page: Page): Promise<void> {
    if (performance.now() - this.#lookedAt > MEMORY_EVERY_MS) {
      this.#lookedAt = performance.now();
      this.#peak = Math.max(this.#peak, residentBytes(this.#process?.pid));
    }
    const longest = await page.evaluate<number>('globalThis.isWatched = true, globalThis.longest');
    this.#longest = Math.max(this.#longest, longest);
  }

  /** As when the power goes: nothing has time to end. */
  async kill(): Promise<void> {
    const { pid } = this.#process ?? {};
    if (pid === undefined) return;
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve));
    process.kill(-pid, 'SIGKILL');
    await ended;
    // What it was connected to is dead: there is nobody to say goodbye to.
    await this.#browser?.close().catch(() => undefined);
    this.#process = undefined;
  }
}

/** Of a batch those that are in it. */
function writesOf(request: Request): readonly Write[] {
  const method = request.method();
  const written = WRITTEN.exec(new URL(request.url()).pathname);
  if (written === null || (method !== 'PUT' && method !== 'POST')) return [];
  const body = request.postData() ?? '';
  const [, type] = written;
  if (type !== undefined)
    return [{ method, type, ifNoneExist: request.headers()['if-none-exist'], body }];
  const { entry } = JSON.parse(body) as Bundle;
  return (entry ?? []).flatMap(({ request: asked, resource }) => {
    if (asked === undefined || resource === undefined) return [];
    const { method: how, ifNoneExist } = asked;
    return {
      method: how,
      type: resource.resourceType,
      ifNoneExist,
      body: JSON.stringify(resource),
    };
  });
}

async function portIn(file: string): Promise<string> {
  const until = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < until) {
    const [port] = readIfThere(file).split('\n');
    if (port) return port;
    await elapsed(50);
  }
  throw new Error('The browser did not start.');
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // A process that has just ended is no such process.
    const gone: unknown[] = ['ENOENT', 'ESRCH'];
    if (error instanceof Error && 'code' in error && gone.includes(error.code)) return '';
    throw error;
  }
}

/** Of a process and all below it, where the system tells (Linux); else 0. */
function residentBytes(root: number | undefined): number {
  if (root === undefined || process.platform !== 'linux') return 0;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readIfThere(`/proc/${name}/stat`) : '';
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = parents.get(pid);
    return parent !== undefined && parent > 1 && isBelow(parent);
  };
  const kilobytes = [...parents.keys()].filter(isBelow).map((pid) => {
    const held = /^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1];
    return Number(held ?? 0);
  });
  return 1024 * kilobytes.reduce((sum, each) => sum + each, 0);
}
