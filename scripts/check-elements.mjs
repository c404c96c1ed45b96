/**
 * Keeps custom-elements.json true: it must be what the sources say today, and everything an element
 * offers must be described. `--write` brings the file up to date first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundling.mjs';

const COMMITTED = 'custom-elements.json';
const FRESH = '.cache/custom-elements';

/** What of an element must be described, and how JSDoc says it. */
const DESCRIBED = {
  attributes: 'a JSDoc comment on the property',
  events: '@fires name - when, and what it carries',
  slots: '@slot name - what goes there',
  cssParts: '@csspart name - what it is',
  cssProperties: '@cssprop --name - what it changes',
};

function analyse() {
  mkdirSync(join(ROOT, FRESH), { recursive: true });
  const bin = join(ROOT, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  const run = spawnSync(process.execPath, [bin, 'analyze', '--quiet', '--outdir', FRESH], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`The analyzer failed:\n${run.stdout}${run.stderr}`);
  const manifest = JSON.parse(readFileSync(join(ROOT, FRESH, COMMITTED), 'utf8'));
  // The analyzer takes files in the order of the disk, which differs from one clone to the next.
  manifest.modules.sort((one, other) => (one.path < other.path ? -1 : 1));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function undescribed(manifest) {
  const elements = manifest.modules.flatMap(({ path, declarations = [] }) =>
    declarations.filter((declaration) => declaration.tagName).map((element) => ({ path, element })),
  );
  if (elements.length === 0) return ['No element was found in components/.'];
  return elements.flatMap(({ path, element }) => [
    ...(element.description ? [] : [`${path}: <${element.tagName}> has no description.`]),
    ...Object.entries(DESCRIBED).flatMap(([kind, how]) =>
      (element[kind] ?? [])
        .filter(({ description, inheritedFrom }) => !description && !inheritedFrom)
        .map(
          ({ name }) =>
            `${path}: <${element.tagName}> ${kind} "${name ?? '?'}" needs a description (${how}).`,
        ),
    ),
    ...undeclared(path, element),
  ]);
}

/** Parts and slots that templates offer but the JSDoc does not mention. */
function undeclared(path, element) {
  const source = readFileSync(join(ROOT, path), 'utf8');
  const parts = [...source.matchAll(/\spart="([\w\s-]+)"/g)].flatMap(([, names]) =>
    names.trim().split(/\s+/),
  );
  const slots = [...source.matchAll(/<slot(?:\s+name="([\w-]+)")?[\s>]/g)].map(
    ([, name]) => name ?? '',
  );
  const missing = (offered, declared = []) =>
    [...new Set(offered)].filter((name) => !declared.some((item) => item.name === name));
  return [
    ...missing(parts, element.cssParts).map((name) => `@csspart ${name}`),
    ...missing(slots, element.slots).map((name) => `@slot ${name}`),
  ].map((what) => `${path}: <${element.tagName}> does not document ${what}.`);
}

function main() {
  const fresh = analyse();
  const committed = join(ROOT, COMMITTED);
  if (process.argv.includes('--write')) writeFileSync(committed, fresh);
  const problems = undescribed(JSON.parse(fresh));
  if (!existsSync(committed) || readFileSync(committed, 'utf8') !== fresh) {
    problems.push(`${COMMITTED} is out of date: run "npm run elements" and commit it.`);
  }
  problems.forEach((problem) => process.stderr.write(`${problem}\n`));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

try {
  main();
} catch (error) {
  process.stderr.write(`Cannot check the elements: ${error.message}\n`);
  process.exitCode = 1;
}
