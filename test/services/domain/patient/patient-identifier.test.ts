import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  hasValidCheckDigit,
  IdentifierScheme,
  Nation,
  patientIdFor,
} from '../../../../services/domain/patient/patient-identifier.ts';
import { sentenceOf } from '../../../words-at-hand.ts';

function idFor(nation: Nation, ...numbers: readonly [IdentifierScheme, string][]): string {
  const result = patientIdFor(
    nation,
    numbers.map(([scheme, value]) => ({ scheme, value })),
  );
  return result.ok
    ? `${result.value.scheme} ${result.value.display}`
    : sentenceOf(result.failure.reason);
}

const { nhs, chi, hc } = IdentifierScheme;

describe('the Patient ID', () => {
  it('is the new-style NHS number in England and Wales, however it was typed', () => {
    expect(idFor(Nation.england, [nhs, '999 000 0018'])).to.equal('nhs 999 000 0018');
    expect(idFor(Nation.wales, [nhs, '943-476-5919'])).to.equal('nhs 943 476 5919');
  });

  it('is the CHI number in Scotland, leading zero and date of birth kept', () => {
    expect(idFor(Nation.scotland, [chi, '0101800010'])).to.equal('chi 010180 0010');
    expect(idFor(Nation.scotland, [chi, '2902840012'])).to.equal('chi 290284 0012');
  });

  it('is the H&C number in Northern Ireland, or the NHS number somebody brought along', () => {
    expect(idFor(Nation.northernIreland, [hc, '3200000015'])).to.equal('hc 320 000 0015');
    expect(idFor(Nation.northernIreland, [nhs, '9990000026'])).to.equal('nhs 999 000 0026');
    expect(idFor(Nation.northernIreland, [hc, '9990000026'])).to.equal('hc 999 000 0026');
    expect(idFor(Nation.northernIreland, [nhs, '9990000026'], [hc, '3200000015'])).to.equal(
      'hc 320 000 0015',
    );
  });

  it('is not taken from another nation’s number', () => {
    expect(idFor(Nation.england, [chi, '0101800010'])).to.contain('no NHS number');
    expect(idFor(Nation.scotland, [nhs, '9990000018'])).to.contain('no CHI number');
    expect(idFor(Nation.northernIreland)).to.contain('no H&C number');
  });

  it('is refused with the reason when the number does not count', () => {
    expect(idFor(Nation.england, [nhs, 'JRDAN 269'])).to.contain(
      'old-style NHS number (JRDAN 269)',
    );
    expect(idFor(Nation.england, [nhs, '999000001'])).to.contain('does not have ten digits');
    expect(idFor(Nation.england, [nhs, '9991234560'])).to.contain('check digit is wrong');
    expect(idFor(Nation.england, [nhs, '3200000015'])).to.contain(
      'not one issued in England or Wales',
    );
    expect(idFor(Nation.scotland, [chi, '3200000015'])).to.contain(
      'does not start with a date of birth',
    );
    expect(idFor(Nation.northernIreland, [hc, '0101800010'])).to.contain(
      'outside the numbers used in Northern Ireland',
    );
  });

  it('is the first that counts among several', () => {
    expect(idFor(Nation.england, [nhs, 'JRDAN 269'], [nhs, '9990000034'])).to.equal(
      'nhs 999 000 0034',
    );
  });
});

describe('the check digit', () => {
  const tenDigits = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 })
    .map((digits) => digits.join(''));

  it('catches every single mistyped digit', () => {
    fc.assert(
      fc.property(
        tenDigits.filter(hasValidCheckDigit),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (number, place, shift) => {
          const wrong = String((Number(number.charAt(place)) + shift) % 10);
          return !hasValidCheckDigit(number.slice(0, place) + wrong + number.slice(place + 1));
        },
      ),
    );
  });

  it('catches two neighbouring digits that changed places', () => {
    fc.assert(
      fc.property(
        tenDigits.filter(hasValidCheckDigit),
        fc.integer({ min: 0, max: 8 }),
        (number, at) => {
          const swapped =
            number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
          return swapped === number || !hasValidCheckDigit(swapped);
        },
      ),
    );
  });

  it('knows that some nine digits have none', () => {
    const candidates = Array.from({ length: 10 }, (_, digit) => `999000000${digit}`);
    expect(candidates.filter(hasValidCheckDigit)).to.deep.equal([]);
  });
});
