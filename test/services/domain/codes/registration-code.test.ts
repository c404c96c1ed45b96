import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { groupAccountId, groupCode } from '../../../../services/domain/codes/code-groups.ts';
import {
  REGISTRATION_CODE_ALPHABET,
  hasValidAccountId,
  luhnCheckDigit,
  normaliseCode,
} from '../../../../services/domain/codes/registration-code.ts';

const code = fc.string({
  unit: fc.constantFrom(...Array.from(REGISTRATION_CODE_ALPHABET)),
  minLength: 16,
  maxLength: 16,
});

describe('registration codes', () => {
  it('use no vowel, and no character that can be mistaken for another', () => {
    expect(REGISTRATION_CODE_ALPHABET).not.to.match(/[AEIOU01LZ5SBGV]/);
    expect(new Set(REGISTRATION_CODE_ALPHABET).size).to.equal(22);
  });

  it('are grouped in fours for reading, and typed back in groups are the same', () => {
    expect(groupCode('CDFHJKMNPQRTWXY2')).to.equal('CDFH-JKMN-PQRT-WXY2');
    fc.assert(fc.property(code, (plain) => normaliseCode(groupCode(plain)) === plain));
  });

  it('are the same in small letters, with spaces and with the dashes of a phone', () => {
    for (const typed of ['cdfh jkmn pqrt wxy2', ' CDFH–JKMN—PQRT‑WXY2\t', 'CDFHJKMNPQRTWXY2']) {
      expect(normaliseCode(typed)).to.equal('CDFHJKMNPQRTWXY2');
    }
  });
});

describe('an Account ID', () => {
  it('is grouped as on a payment card', () => {
    expect(groupAccountId('000000000018')).to.equal('0000 0000 0018');
  });

  it('is twelve digits with a Luhn check digit', () => {
    // The worked example of the check digit's usual description: 7992739871 gives 3.
    expect(luhnCheckDigit('7992739871')).to.equal('3');
    expect(hasValidAccountId('000000000018')).to.equal(true);
    for (const wrong of ['000000000017', '00000000018', '0000000000018', '00000000001B', '']) {
      expect(hasValidAccountId(wrong), wrong).to.equal(false);
    }
  });

  it('with any one digit mistyped does not check', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789')),
      minLength: 11,
      maxLength: 11,
    });
    fc.assert(
      fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (eleven, at, by) => {
        const id = eleven + luhnCheckDigit(eleven);
        const wrong = String((Number(id[at]) + by) % 10);
        return !hasValidAccountId(id.slice(0, at) + wrong + id.slice(at + 1));
      }),
    );
  });
});
