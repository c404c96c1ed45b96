/**
 * `npm run test:loaded`: `npm test` on a machine that has other things to do. Four busy threads a core run beside it
 * from before the start to after the end; `--times 8` makes them eight. Whatever else is given goes to `npm test`.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { run } from './run-command.mjs';

const { values, positionals } = parseArgs({
  options: { times: { type: 'string', default: '4' } },
  allowPositionals: true,
});
const count = Math.round(Number(values.times) * availableParallelism());
if (!(count > 0)) throw new Error('--times takes a number above 0.');

// Threads of this process: however it ends, they end with it.
const busy = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
process.stdout.write(`${count} busy threads on ${availableParallelism()} cores.\n`);
const { ok } = await run([process.execPath, 'scripts/test.mjs', ...positionals], { show: true });
await Promise.all(busy.map((thread) => thread.terminate()));
process.exitCode = ok ? 0 : 1;
