/**
 * `npm run breaks`: breaks the product on purpose, one promise after the other, and fails where no test notices. Each
 * break is a text of a product file put in place of another, in a copy of the tree; the tests of its room then run.
 *
 *   npm run breaks                        all of them
 *   npm run breaks -- domain <name>       those of a room, and some by name
 *   npm run breaks -- --list              what there is, without running anything
 */
import { parseArgs } from 'node:util';
import { BREAKS } from './breaks/list.mjs';
import { brokenTextOf } from './breaks/replacement.mjs';
import { makeScratch } from './breaks/scratch.mjs';
import { runTests } from './breaks/tests-of-a-room.mjs';
import { measurePatience } from './measure-patience.mjs';

const { values, positionals } = parseArgs({
  options: { list: { type: 'boolean', default: false } },
  allowPositionals: true,
});

function chosen(names) {
  const known = (name) => BREAKS.some((one) => one.name === name || one.room === name);
  const unknown = names.filter((name) => !known(name));
  if (unknown.length > 0) throw new Error(`No break or room ${unknown.join(', ')}: see --list.`);
  if (names.length === 0) return BREAKS;
  return BREAKS.filter(({ name, room }) => names.includes(name) || names.includes(room));
}

/** What is wrong with the breaks themselves: found before hours are spent, and all at once. */
async function faultsOf(breaks) {
  const faults = await Promise.all(breaks.map((one) => brokenTextOf(one).then(() => [], faultOf)));
  return faults.flat();
}

function faultOf(error) {
  return [error.message];
}

/** Tests that fail by themselves notice nothing. */
async function failuresBefore(scratch, breaks) {
  const { failures } = await runTests(scratch, [...new Set(breaks.flatMap(({ tests }) => tests))]);
  return failures.map((failure) => `Fails without any break: ${failure}`);
}

async function tryBreak(scratch, one) {
  const mend = scratch.write(one.file, await brokenTextOf(one));
  try {
    const { failures, crashed } = await runTests(scratch, one.tests);
    const [first = crashed ? 'no test ran' : 'every test passed', ...others] = failures;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return { ...one, noticed: failures.length > 0, by: `${first}${more}` };
  } finally {
    mend();
  }
}

function line({ room, name, promise }, end) {
  return `${room.padEnd(12)} ${name.padEnd(34)} ${promise}${end}\n`;
}

async function tryAll(breaks) {
  const faults = await faultsOf(breaks);
  if (faults.length > 0) return report(faults);
  process.stdout.write(`Patience: ${measurePatience()} times that of a quiet machine.\n`);
  const scratch = makeScratch();
  try {
    const failing = await failuresBefore(scratch, breaks);
    if (failing.length > 0) return report(failing);
    const outcomes = [];
    for (const one of breaks) {
      const outcome = await tryBreak(scratch, one);
      outcomes.push(outcome);
      const mark = outcome.noticed ? 'noticed by' : 'NOT NOTICED:';
      process.stdout.write(line(one, `\n${' '.repeat(13)}${mark} ${outcome.by}`));
    }
    const missed = outcomes.filter(({ noticed }) => !noticed);
    const noticed = outcomes.length - missed.length;
    process.stdout.write(`\n${noticed} of ${outcomes.length} breaks noticed.\n`);
    return missed.length === 0;
  } finally {
    scratch.remove();
  }
}

function report(lines) {
  process.stdout.write(lines.map((text) => `${text}\n`).join(''));
  return false;
}

const breaks = chosen(positionals);
if (values.list) process.stdout.write(breaks.map((one) => line(one, '')).join(''));
else process.exitCode = (await tryAll(breaks)) ? 0 : 1;
