import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BREAKS } from '../../../scripts/breaks/list.mjs';
import { brokenTextOf } from '../../../scripts/breaks/replacement.mjs';

describe('the named breaks', () => {
  // Trying them takes hours, so that they are seldom tried: by then they would fit nothing any more.
  it('fit the product as it is, each in one place', async () => {
    const fits = await Promise.allSettled(BREAKS.map((one) => brokenTextOf(one)));
    const faults = fits.flatMap((fit) =>
      fit.status === 'rejected' ? [(fit.reason as Error).message] : [],
    );
    assert.deepEqual(faults, []);
  });
});
