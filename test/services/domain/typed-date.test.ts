import { expect } from '@open-wc/testing';
import { readDate } from '../../../services/domain/typed-date.ts';
import { datesIn } from '../../../services/words/dates.ts';

const TODAY = '2026-11-22';
const { months } = datesIn('en-GB');

function read(typed: string): string | undefined {
  return readDate(typed, TODAY, months);
}

describe('a date as typed', () => {
  it('is day, month and year, however they are set apart', () => {
    for (const typed of ['01/03/1979', '1.3.1979', '1-3-1979', '1 3 1979', ' 01031979 ']) {
      expect(read(typed), typed).to.equal('1979-03-01');
    }
    expect(read('03/04/2026'), 'never month first').to.equal('2026-04-03');
  });

  it('may name its month, whole or short', () => {
    for (const typed of [
      '1 Mar 1979',
      '1 March 1979',
      '1st march, 1979',
      '01-MAR-1979',
      '1Mar79',
    ]) {
      expect(read(typed), typed).to.equal('1979-03-01');
    }
    expect(read('2 Sept. 2025')).to.equal('2025-09-02');
    expect(read('3 June 2025')).to.equal('2025-06-03');
  });

  it('with two digits of the year is never in the future', () => {
    expect(read('1.3.79')).to.equal('1979-03-01');
    expect(read('22/11/26')).to.equal('2026-11-22');
    expect(read('23/11/26')).to.equal('1926-11-23');
  });

  it('is taken year first where that is unmistakable', () => {
    expect(read('2026-03-01')).to.equal('2026-03-01');
  });

  it('is not guessed at', () => {
    for (const typed of [
      '',
      '31/02/2026',
      '3/13/2026',
      '1/3',
      'March 2026',
      '1 Ma 2026',
      '1/3/197',
      'today',
    ]) {
      expect(read(typed), typed).to.equal(undefined);
    }
  });
});
