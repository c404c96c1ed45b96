import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { CHROMIUM_FLAGS, ensureBrowser } from './find-browser.mjs';

/** What the two tasks take on a quiet computer with two ordinary cores, in milliseconds. */
const QUIET = { processor: 165, page: 1300 };

/** However slow a machine is, a broken test must end some day. */
const MOST = 24;

const PAGE = `data:text/html,<!doctype html><script>
  let height = 0;
  for (let count = 0; count < 300; count += 1) {
    const line = document.createElement('p');
    line.textContent = count;
    document.documentElement.append(line);
    height += line.offsetHeight;
  }
</script>`;

/**
 * Measures how much slower than a quiet computer this one is now, and tells this process and those it starts. What is
 * in TEST_PATIENCE already stands, so a run measures once.
 * @returns {number} the patience of the run, at least 1
 */
export function measurePatience() {
  process.env.TEST_PATIENCE ??= String(slowness());
  return Number(process.env.TEST_PATIENCE);
}

function slowness() {
  const processor = milliseconds(chainOfHashes) / QUIET.processor;
  const page = milliseconds(openPage) / QUIET.page;
  const measured = Math.round(10 * Math.max(processor, page)) / 10;
  return Math.min(MOST, Math.max(1, measured));
}

function milliseconds(task) {
  const start = performance.now();
  task();
  return performance.now() - start;
}

/** One core's worth of work. */
function chainOfHashes() {
  let text = '';
  for (let count = 0; count < 160_000; count += 1) {
    text = createHash('sha256').update(text).digest('hex');
  }
}

/** Several processes that wait for each other: where a busy machine hurts most. */
function openPage() {
  const args = ['--headless', ...CHROMIUM_FLAGS, '--dump-dom', PAGE];
  // A browser that hangs here is a slow one; the suites will say what is wrong with it.
  spawnSync(ensureBrowser(), args, { stdio: 'ignore', timeout: MOST * QUIET.page });
}
