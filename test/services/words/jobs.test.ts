import { expect } from '@open-wc/testing';
import { loadWords, words } from '../../../services/words/words.ts';

describe('what is said of a batch of letters', () => {
  const batch = { number: 2, of: 2, printed: 0, unknown: 0, failed: 0 };

  it('counts what is known, and calls none printed where nobody knows', async () => {
    await loadWords('jobs');
    const say = words('jobs').report.batch;
    expect(say({ ...batch, printed: 7 })).to.equal('Batch 2 of 2: 7 letters printed');
    expect(say({ ...batch, unknown: 7 })).to.equal('Batch 2 of 2: 7 letters perhaps printed');
    expect(say({ ...batch, printed: 5, unknown: 1, failed: 1 })).to.equal(
      'Batch 2 of 2: 5 letters printed, 1 letter perhaps printed, 1 letter failed',
    );
    expect(say(batch)).to.equal('Batch 2 of 2: 0 letters printed');
  });
});
