import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { measurePatience } from '../../../scripts/measure-patience.mjs';
import { limitOf, patience } from '../../../scripts/patience.mjs';

describe('the patience of a test run', () => {
  const told = process.env.TEST_PATIENCE;

  beforeEach(() => {
    delete process.env.TEST_PATIENCE;
  });

  afterEach(() => {
    if (told === undefined) delete process.env.TEST_PATIENCE;
    else process.env.TEST_PATIENCE = told;
  });

  it('makes every limit longer by the same factor', () => {
    const [condition, story] = [limitOf('condition'), limitOf('story')];
    process.env.TEST_PATIENCE = '2.5';
    assert.equal(limitOf('condition'), condition * 2.5);
    assert.equal(limitOf('story'), story * 2.5);
  });

  it('is never shorter than on a quiet machine, whatever is set', () => {
    for (const setting of ['0.1', '-3', 'none', '']) {
      process.env.TEST_PATIENCE = setting;
      assert.equal(patience(), 1);
    }
  });

  it('is measured when nobody set it, and then told to whatever the run starts', () => {
    const measured = measurePatience();
    assert.ok(measured >= 1);
    assert.equal(process.env.TEST_PATIENCE, String(measured));
    assert.equal(patience(), measured);
  });

  it('set by hand is not measured', () => {
    process.env.TEST_PATIENCE = '7';
    assert.equal(measurePatience(), 7);
  });
});
