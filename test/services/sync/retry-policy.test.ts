import { expect } from '@open-wc/testing';
import { retryDelay } from '../../../services/sync/retry-policy.ts';

const BACKOFF = { baseMs: 500, capMs: 30_000 };

describe('The pause before the next try', () => {
  it('may be twice as long each time, up to the cap', () => {
    const longest = [1, 2, 3, 7, 100].map((failures) => retryDelay(failures, BACKOFF, () => 1));
    expect(longest).to.deep.equal([500, 1000, 2000, 30_000, 30_000]);
  });

  it('is anything below that, so that workstations do not come back together', () => {
    expect(retryDelay(3, BACKOFF, () => 0.5)).to.equal(1000);
    expect(retryDelay(3, BACKOFF, () => 0)).to.equal(50);
  });

  it('is longer when the server asks for longer, within reason', () => {
    expect(retryDelay(1, BACKOFF, () => 1, 120_000)).to.equal(120_000);
    expect(retryDelay(1, BACKOFF, () => 1, 1e12)).to.equal(3_600_000);
  });

  it('grows all the same when the server asks for none at all', () => {
    const asked = [1, 2, 3, 9].map((failures) => retryDelay(failures, BACKOFF, () => 1, 0));
    expect(asked).to.deep.equal([500, 1000, 2000, 30_000]);
  });
});
