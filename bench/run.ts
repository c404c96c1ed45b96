/**
 * `npm run bench`: measures every part and prints one table; `npm run bench -- store` a part. Exits non-zero where a
 * goal is missed, or could not be measured.
 *
 *   --json              the figures as JSON, for machines; nothing else on stdout
 *   --list              the parts, with their sizes
 *   --<size> <number>   another size than the default one, such as `--accounts 100000`
 *   --fhir <base>       a FHIR server of others for the parts that can use one, with `--fhir-token` or the like
 */
import { parseArgs } from 'node:util';
import {
  readServer,
  SIGN_IN_OPTIONS,
  type OutsideServer,
  type SignInWords,
} from '../fhir-servers/access/server-options.ts';
import { isMet, type Figure, type Part } from './figure.ts';
import { PARTS } from './parts.ts';
import { jsonOf, tableOf } from './table.ts';

const sizeNames = new Set(PARTS.flatMap(({ sizes }) => Object.keys(sizes)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    list: { type: 'boolean' },
    fhir: { type: 'string' },
    ...SIGN_IN_OPTIONS,
    ...Object.fromEntries([...sizeNames].map((name) => [name, { type: 'string' as const }])),
  },
});

if (values.list === true) process.stdout.write(PARTS.map(lineOf).join(''));
else process.exitCode = (await measure(chosen(positionals))) ? 0 : 1;

function lineOf({ name, about, sizes }: Part): string {
  const options = Object.entries(sizes).map(([size, usual]) => `--${size} ${usual}`);
  return `${name.padEnd(10)} ${about}; ${options.join(' ')}\n`;
}

function chosen(names: readonly string[]): readonly Part[] {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    const there = PARTS.map(({ name }) => name).join(', ');
    throw new Error(`No part ${unknown.join(', ')}: there are ${there}.`);
  }
  return names.length === 0 ? PARTS : PARTS.filter(({ name }) => names.includes(name));
}

/** Whether every goal was met. */
async function measure(parts: readonly Part[]): Promise<boolean> {
  const figures: Figure[] = [];
  const outside = outsideServer();
  for (const part of parts) {
    process.stderr.write(`Measuring ${part.name}: ${part.about} ...\n`);
    figures.push(...(await part.measure(sizesFor(part), outside)));
  }
  process.stdout.write(values.json === true ? jsonOf(figures) : tableOf(figures));
  return figures.every((figure) => isMet(figure) !== false);
}

function outsideServer(): OutsideServer | undefined {
  const words = values as SignInWords & { readonly fhir?: string };
  if (words.fhir === undefined) return undefined;
  const server = readServer(words.fhir, words, process.env);
  if (typeof server === 'string') throw new Error(server);
  return server;
}

function sizesFor({ sizes }: Part): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(sizes).map(([name, usual]) => [name, sizeOf(name) ?? usual]),
  );
}

function sizeOf(name: string): number | undefined {
  const given = (values as Readonly<Record<string, unknown>>)[name];
  if (given === undefined) return undefined;
  const size = Number(given);
  if (!(size > 0)) throw new Error(`--${name} takes a number above 0.`);
  return size;
}
