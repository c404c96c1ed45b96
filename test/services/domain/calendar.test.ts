import { expect } from '@open-wc/testing';
import { addDays, dateOf, isCalendarDate } from '../../../services/domain/calendar.ts';

describe('dates as the practice sees them', () => {
  it('are UK days, written year first, in summer and in winter', () => {
    expect(dateOf('2026-04-20T09:30:00.000Z')).to.equal('2026-04-20');
    expect(dateOf('2026-07-31T23:30:00.000Z')).to.equal('2026-08-01');
    expect(dateOf('2026-12-31T23:30:00.000Z')).to.equal('2026-12-31');
  });

  it('move by whole days, across months and clock changes', () => {
    expect(addDays('2026-03-28', 2)).to.equal('2026-03-30');
    expect(addDays('2028-02-28', 1)).to.equal('2028-02-29');
  });

  it('are real', () => {
    expect(isCalendarDate('2026-02-28')).to.equal(true);
    expect(['2026-02-30', '20260228', '', '28/02/2026'].filter(isCalendarDate)).to.deep.equal([]);
  });
});
