import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../bundling.mjs';

/**
 * A copy of the working tree to break things in, with the installed packages as hard links: made in seconds, and
 * nothing of the tree itself is ever touched. It lies in .cache/, on the disk where links can be.
 * @returns {{ folder: string, write(file: string, text: string): () => void, remove(): void }}
 */
export function makeScratch() {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'breaks-'));
  for (const file of projectFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(folder, file));
  }
  linkFolder(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      remove();
      process.exit(1);
    });
  }
  return { folder, write: (file, text) => write(join(folder, file), text), remove };
}

/** Whatever is part of the project, committed or not; a file may be gone and its removal not committed. */
function projectFiles() {
  const git = (...args) =>
    spawnSync('git', ['ls-files', '-z', ...args], { cwd: ROOT, encoding: 'utf8' }).stdout;
  const gone = new Set(git('--deleted').split('\0'));
  return git('--cached', '--others', '--exclude-standard')
    .split('\0')
    .filter((file) => file !== '' && !gone.has(file));
}

function linkFolder(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

/** Writes a file of the copy. @returns {() => void} what puts it back */
function write(path, text) {
  const before = readFileSync(path);
  writeFileSync(path, text);
  return () => {
    writeFileSync(path, before);
  };
}
