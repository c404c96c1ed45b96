// In a page of its own: words that another test has loaded are at hand.
import { expect } from '@open-wc/testing';
import { sentenceIfKnown } from '../../../../services/application/commands/refusal.ts';
import { loadWords } from '../../../../services/words/words.ts';
import { REFUSED } from '../../../fakes/remote-failures.ts';

describe('why work was refused earlier', () => {
  it('is not told before its words have come with the exchange, then it is', async () => {
    await loadWords('views');
    expect(sentenceIfKnown(REFUSED.reason)).to.equal(undefined);
    expect(sentenceIfKnown({ code: 'exchange-not-loaded' })).to.contain('could not be loaded');
    await loadWords('exchange');
    expect(sentenceIfKnown(REFUSED.reason)).to.contain('refused it (422');
  });
});
