import { expect } from '@open-wc/testing';
import type { Reason } from '../../../services/domain/reason.ts';
import { sentence, type Sentences } from '../../../services/words/sentences.ts';
import { sentenceOf } from '../../words-at-hand.ts';

type Refused = { readonly code: 'closed' } | { readonly code: 'too-many'; readonly count: number };

const WELSH: Sentences<Refused> = {
  closed: 'Ar gau.',
  'too-many': ({ count }) => `${count} yw'r nifer.`,
};

// @ts-expect-error -- a reason has no sentence
export const INCOMPLETE: Sentences<Refused> = { closed: 'Ar gau.' };

export const UNKNOWN_FACT: Sentences<Refused> = {
  closed: 'Ar gau.',
  // @ts-expect-error -- the reason has no such fact
  'too-many': ({ amount }) => String(amount),
};

describe('the sentence for a reason', () => {
  it('says its facts', () => {
    expect(sentence(WELSH, { code: 'too-many', count: 3 })).to.equal("3 yw'r nifer.");
    expect(sentence(WELSH, { code: 'closed' })).to.equal('Ar gau.');
  });

  const SAID: readonly (readonly [Reason, string])[] = [
    [
      { code: 'number-mistyped', scheme: 'hc', number: '320 000 0016' },
      "The H&C number on this patient's record (320 000 0016) is mistyped: its check digit is wrong. Correct it on the Patient tab.",
    ],
    [
      { code: 'number-out-of-range', scheme: 'chi', number: '999999 9999' },
      "The CHI number on this patient's record (999999 9999) does not start with a date of birth. Correct it on the Patient tab.",
    ],
    [
      { code: 'text-too-long', limit: 500, over: 1 },
      '1 character too many. Shorten the text to 500.',
    ],
    [
      { code: 'text-too-long', limit: 500, over: 12, service: 'repeats' },
      'Notes on Repeats: 12 characters too many. Shorten the text to 500.',
    ],
    [{ code: 'host-said', text: 'The printer is out of paper.' }, 'The printer is out of paper.'],
  ];
  for (const [reason, said] of SAID) {
    it(`is found by its code, whichever group of words has it: ${reason.code}`, () => {
      expect(sentenceOf(reason)).to.equal(said);
    });
  }
});
