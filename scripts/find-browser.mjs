/**
 * Finds a Chromium-family browser for the tests, or installs Debian's when it may.
 *
 * Order: CHROME_PATH, the names people have on their PATH, the usual places on macOS and Windows,
 * then `apt-get install chromium` when run as root on Debian itself (Ubuntu's package of that name
 * is only a stub for the snap store), and its sibling without windows. Run as a command it prints the path and nothing
 * else on stdout; progress goes to stderr.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Flags that let Chromium run as root, without a GPU, and without talking to anyone. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const NAMES_ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** The same engine without windows of its own. */
const NAMES_WITHOUT_WINDOWS = ['chromium-headless-shell', 'chrome-headless-shell'];

const MACOS_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** What to tell someone whose machine has no browser we can use or install. */
export const NO_BROWSER_MESSAGE = [
  'No Chrome, Chromium or Edge was found, and none could be installed here.',
  'Do one of these, then run the command again:',
  '  - install Google Chrome, Chromium or Microsoft Edge in its usual place; or',
  '  - set CHROME_PATH to the full path of the browser you have; or',
  '  - on Debian, as root: apt-get update && apt-get install -y chromium',
].join('\n');

/**
 * The path of a browser that is already on this machine, or undefined.
 * @throws {Error} when CHROME_PATH is set but names nothing that can be run: a wrong setting must
 *   not quietly test another browser.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (!isExecutable(chosen)) {
      throw new Error(`CHROME_PATH is "${chosen}", which is not a program that can be run.`);
    }
    return chosen;
  }
  return findOnPath(NAMES_ON_PATH) ?? usualPlaces().find(isExecutable);
}

/**
 * The path of a browser, installing Debian's Chromium first when none is there and it may.
 * @throws {Error} with NO_BROWSER_MESSAGE when there is none and none can be installed.
 * @returns {string}
 */
export function ensureBrowser() {
  const found = findBrowser() ?? installOnDebian();
  if (found === undefined) {
    throw new Error(NO_BROWSER_MESSAGE);
  }
  return found;
}

/**
 * A browser for pages that nobody looks at: Chromium without windows where there is one, which takes a third less of the
 * processor for the same pages; else the one of {@link ensureBrowser}. It has no viewer for PDF.
 * @throws {Error} as {@link ensureBrowser}.
 * @returns {string}
 */
export function ensureHeadlessBrowser() {
  const whole = ensureBrowser();
  if (process.env.CHROME_PATH) return whole;
  return findOnPath(NAMES_WITHOUT_WINDOWS) ?? whole;
}

/**
 * The first of these names that is a program on the PATH.
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of folders) {
      const hit = endings.map((ending) => join(folder, name + ending)).find(isExecutable);
      if (hit !== undefined) return hit;
    }
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (error) {
    // Not there, or not ours to run: either way not the browser we look for.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const roots = ['/Applications', join(process.env.HOME ?? '/', 'Applications')];
    return roots.flatMap((root) =>
      MACOS_APPS.map((app) => join(root, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, 'PROGRAMFILES(X86)': PROGRAMFILES_X86, LOCALAPPDATA } = process.env;
    return [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA]
      .filter((root) => root !== undefined)
      .flatMap((root) => WINDOWS_APPS.map((app) => join(root, app)));
  }
  return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'].filter(isExecutable);
}

function installOnDebian() {
  if (!isDebian() || process.getuid?.() !== 0) return undefined;
  process.stderr.write('No browser found: installing Debian’s chromium (apt-get) ...\n');
  // A second try after a fresh update: mirrors move on between the index and the download.
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    aptGet('update');
    aptGet('install', '--yes', '--no-install-recommends', 'chromium');
    const found = findOnPath(['chromium']);
    if (found === undefined) continue;
    // Not every Debian has it, and nothing fails without it.
    aptGet('install', '--yes', '--no-install-recommends', 'chromium-headless-shell');
    return found;
  }
  return undefined;
}

function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function aptGet(...args) {
  const run = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (run.status !== 0) {
    process.stderr.write(
      `apt-get ${args.join(' ')} failed:\n${run.stderr ?? ''}${run.error ?? ''}\n`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.stdout.write(`${ensureBrowser()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
