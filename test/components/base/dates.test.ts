import { expect } from '@open-wc/testing';
import { dateText, instantText } from '../../../components/base/dates.ts';

describe('dates on screen', () => {
  it('are London time in winter and in summer', () => {
    expect(instantText('2026-11-22T14:05:00.000Z')).to.equal('22 Nov 2026, 14:05');
    expect(instantText('2026-07-01T23:30:00.000Z')).to.equal('2 Jul 2026, 00:30');
  });

  it('are calendar dates wherever the workstation stands', () => {
    expect(dateText('1958-03-14')).to.equal('14 Mar 1958');
  });

  it('are shown as they are when they are not whole', () => {
    expect(dateText('1958')).to.equal('1958');
    expect(instantText('yesterday')).to.equal('yesterday');
  });
});
