import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lags } from '../../services/sync/scale/lags.ts';

void test('a change that came before its operations were known is counted', async () => {
  const lags = new Lags();
  let name: (operations: readonly string[]) => void = () => undefined;
  const saved = lags.saved(new Promise((resolve) => (name = resolve)), ['B', 'C']);
  lags.arrived('B', 'first');
  lags.arrived('B', 'second');
  lags.arrived('C', 'first');
  name(['first', 'second']);
  await saved;
  assert.deepEqual([lags.figures('there').lag.count, lags.figures('there').overtaken], [1, 1]);
  lags.arrived('C', 'second');
  assert.deepEqual([lags.figures('there').lag.count, lags.figures('there').overtaken], [2, 0]);
});
