import { expect } from '@open-wc/testing';
import { datesIn } from '../../../services/words/dates.ts';

const { date, instant, longDate, months, numeric } = datesIn('en-GB');

describe('dates for people', () => {
  it('are London time in winter and in summer', () => {
    expect(instant('2026-11-22T14:05:00.000Z')).to.equal('22 Nov 2026, 14:05');
    expect(instant('2026-07-01T23:30:00.000Z')).to.equal('2 Jul 2026, 00:30');
  });

  it('are calendar dates wherever the workstation stands', () => {
    expect(date('1958-03-14')).to.equal('14 Mar 1958');
    expect(longDate('1958-03-14')).to.equal('14 March 1958');
  });

  it('are typed day first, and named by the months of the language', () => {
    expect(numeric('1958-03-14')).to.equal('14/03/1958');
    expect(months[2]).to.equal('March');
    expect(datesIn('de').months[2]).to.equal('März');
  });

  it('are shown as they are when they are not whole', () => {
    expect(date('1958')).to.equal('1958');
    expect(instant('yesterday')).to.equal('yesterday');
  });

  it('are written as the language writes them', () => {
    expect(datesIn('de').longDate('1958-03-14')).to.equal('14. März 1958');
  });
});
