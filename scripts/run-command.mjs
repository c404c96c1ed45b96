import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './bundling.mjs';

/**
 * The command line of a tool installed here, run by this very Node (so it works on any system).
 * @param {string} file the tool's program, from node_modules/
 * @param {readonly string[]} args
 * @returns {string[]}
 */
export function tool(file, ...args) {
  return [process.execPath, join(ROOT, 'node_modules', file), ...args];
}

/**
 * Runs a command, from the top of the repository unless told otherwise, and resolves when it has ended; never rejects.
 * @param {readonly string[]} command
 * @param {{ show?: boolean, env?: Record<string, string>, cwd?: string }} options `show` passes its output
 *   through as it comes; otherwise it is gathered.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run([program, ...args], { show = false, env = {}, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString('utf8');
    child.on('error', (error) => resolve({ ok: false, output: `${output()}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output: output() }));
  });
}
