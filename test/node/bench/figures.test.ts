import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMet, ratioOf, type Figure } from '../../../bench/figure.ts';
import { jsonOf, tableOf } from '../../../bench/table.ts';

const PULL: Figure = {
  name: 'first pull',
  figure: 12,
  unit: 's',
  baseline: { name: 'raw puts', figure: 10 },
  goal: { of: 'ratio', atMost: 1.5 },
};
const BLOCK: Figure = {
  name: 'longest block',
  figure: 51,
  unit: 'ms',
  goal: { of: 'figure', atMost: 50 },
};
const HEAP: Figure = { name: 'heap', figure: 120, unit: 'MB' };

describe('a figure of the benchmark', () => {
  it('is held against its goal by its ratio or by itself', () => {
    assert.equal(ratioOf(PULL), 1.2);
    assert.equal(isMet(PULL), true);
    assert.equal(isMet({ ...PULL, figure: 15.1 }), false);
    assert.equal(isMet(BLOCK), false);
    assert.equal(isMet({ ...BLOCK, figure: 50 }), true);
  });

  it('without a goal is told, neither met nor missed', () => {
    assert.equal(isMet(HEAP), undefined);
  });

  it('whose baseline is missing or nothing does not meet a ratio', () => {
    const { baseline: _baseline, ...alone } = PULL;
    assert.equal(isMet(alone), false);
    assert.equal(isMet({ ...PULL, baseline: { name: 'raw puts', figure: 0 } }), false);
    assert.equal(isMet({ ...PULL, figure: Number.NaN }), false);
  });

  it('stands in the table with baseline, ratio, goal and outcome', () => {
    const [, , pull, block, heap] = tableOf([PULL, BLOCK, HEAP]).split('\n');
    assert.match(pull ?? '', /^first pull +12\.0 s +raw puts +10\.0 s +1\.20 +1\.5 times +met$/);
    assert.match(block ?? '', /^longest block +51\.0 ms +50 ms +NOT met$/);
    assert.match(heap ?? '', /^heap +120 MB +told$/);
  });

  it('says the same to machines', () => {
    const [pull, , heap] = JSON.parse(jsonOf([PULL, BLOCK, HEAP])) as readonly unknown[];
    assert.deepEqual(pull, { ...PULL, ratio: 1.2, met: true });
    assert.deepEqual(heap, { ...HEAP, ratio: null, met: null });
  });
});
