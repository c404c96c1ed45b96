import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  ASSUMED,
  livelyShare,
  MEASURED,
  SIZES,
  sums,
  tableOf,
} from '../../../scripts/scale-sums.ts';
import { STORED } from '../../../services/fhir/resource-mapping.ts';

const PAGE = readFileSync('docs/scale.md', 'utf8');

/** Cells, however wide Prettier has made them. */
function cells(line: string): string {
  return line
    .split('|')
    .map((cell) => cell.trim().replace(/^-+$/, '---'))
    .join('|');
}

const LINES = new Set(PAGE.split('\n').map(cells));

test('the table of sizes is what the measured and assumed figures make', () => {
  for (const line of tableOf(SIZES)) assert.ok(LINES.has(cells(line)), line);
});

test('what is measured and what is assumed is on the page as it is calculated with', () => {
  const { row, ...measured } = MEASURED;
  for (const [name, value] of Object.entries({ ...measured, ...row, ...ASSUMED })) {
    const isThere = [...LINES].some((line) => {
      const [, what, figure] = line.split('|');
      return what === `\`${name}\`` && figure === value.toLocaleString('en-GB');
    });
    assert.ok(isThere, `${name} ${value}`);
  }
});

test('every type that the product keeps is counted', () => {
  const kept = Object.values(STORED).map(({ resourceType }) => resourceType);
  const counted = Object.keys(MEASURED.row).sort();
  assert.deepEqual(counted, [...kept, 'AuditEvent', 'Provenance'].sort());
});

test('a look is not measured to come more often than the interval lets it', () => {
  const manifest = readFileSync('manifest.json', 'utf8');
  const interval = /"onlineServices.pollIntervalSeconds":[^}]*"default": (\d+)/.exec(manifest)?.[1];
  const most = 60 / Number(interval);
  assert.ok(MEASURED.looksAMinute <= most && MEASURED.looksAMinute > 0);
});

test('how lively a practice is lies between never and always, and is on the page', () => {
  const { looks } = ASSUMED;
  const shares = [looks / 100, looks, looks * 100].map((each) =>
    livelyShare({ ...ASSUMED, looks: each }),
  );
  assert.deepEqual(shares.toSorted(), shares);
  assert.ok(shares.every((share) => share > 0 && share <= 1));
  assert.ok(PAGE.includes(`${Math.round(livelyShare() * 100)} % of the time`));
});

test('own assumptions change the sums in proportion', () => {
  const one = sums(1);
  assert.equal(sums(1, { ...ASSUMED, workstations: 40 }).looksASecond, 2 * one.looksASecond);
  assert.equal(sums(50).rowsAYear, 50 * one.rowsAYear);
  assert.ok(sums(1, { ...ASSUMED, looks: 2 * ASSUMED.looks }).gigabytesAYear > one.gigabytesAYear);
  const told = execFileSync(process.execPath, [
    ...['--import', 'tsx', 'scripts/scale-sums.ts', '--practices', '3'],
  ]);
  assert.match(told.toString(), /\| workstations \| 60 \|/);
});
