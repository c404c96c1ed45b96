import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { findOnPath } from '../find-browser.mjs';

const START_LIMIT_MS = 20_000;
const FIREFOX_ELSEWHERE = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/**
 * Firefox, driven over WebDriver BiDi.
 * @returns {import('@web/test-runner').BrowserLauncher | string} the launcher, or what is missing
 */
export function firefox() {
  const executablePath =
    process.env.FIREFOX_PATH ??
    findOnPath(['firefox', 'firefox-esr']) ??
    FIREFOX_ELSEWHERE.find((path) => existsSync(path));
  if (executablePath === undefined) {
    return 'Firefox is not installed (Debian: apt-get install firefox-esr; or set FIREFOX_PATH).';
  }
  return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath } });
}

/**
 * WebKitGTK on a display of its own; the driver and the display end with this process.
 * @returns {Promise<import('@web/test-runner').BrowserLauncher | string>} the launcher, or what is
 *   missing
 */
export async function webkit() {
  const driver = findOnPath(['WebKitWebDriver']);
  const display = findOnPath(['Xvfb']);
  const browser = findMiniBrowser();
  if (driver === undefined || display === undefined || browser === undefined) {
    return 'WebKit is not installed (Debian: apt-get install webkit2gtk-driver xvfb).';
  }
  const port = await freePort();
  const screen = await startDisplay(display);
  // As root, WebKit's own sandbox cannot start.
  const env = { ...process.env, DISPLAY: screen, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  endWithUs(spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' }));
  return webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    capabilities: {
      browserName: 'MiniBrowser',
      // WebKitGTK refuses a session that asks for BiDi as well.
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    },
  });
}

function findMiniBrowser() {
  const libraries = ['/usr/lib', '/usr/libexec'].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [
    folder,
    ...readdirSync(folder).map((name) => join(folder, name)),
  ]);
  return folders
    .flatMap((folder) => ['4.1', '4.0', '6.0'].map((v) => join(folder, `webkit2gtk-${v}`)))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((path) => existsSync(path));
}

/** Lets Xvfb pick a display nobody uses; it writes the number when it is ready. */
async function startDisplay(program) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = endWithUs(spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }));
  const [number] = await once(child.stdio[3], 'data', {
    signal: AbortSignal.timeout(START_LIMIT_MS),
  });
  return `:${String(number).trim()}`;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

function endWithUs(child) {
  process.on('exit', () => child.kill());
  child.unref();
  return child;
}
