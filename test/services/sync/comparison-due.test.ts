import { expect } from '@open-wc/testing';
import type { Reconciled } from '../../../services/ports/outbox.ts';
import { extentDue } from '../../../services/sync/comparison-due.ts';

const HOUR = 3_600_000;
const FINDINGS = { findings: { missing: 0 } };
const NAMES = Array.from({ length: 1000 }, (_, number) => `online-services.A81001.desk-${number}`);

/** What is due at a workstation on a day of March at this hour of its clock, an hour after it was switched on. */
function due(
  workstation: string,
  noted: Partial<Reconciled>,
  { day = 2, hour = 23, onForMs = HOUR } = {},
): string | undefined {
  const date = `2026-03-${String(day).padStart(2, '0')}`;
  const now = new Date(Date.parse(`${date}T00:00:00`) + hour * HOUR).toISOString();
  const environment = { now: () => now, today: () => date } as Parameters<
    typeof extentDue
  >[1]['environment'];
  return extentDue({ ...FINDINGS, ...noted }, { environment, workstation }, onForMs);
}

const YESTERDAY = { finishedOn: '2026-03-01', comparedOn: '2026-03-01' };

describe('When a workstation compares everything', () => {
  it('is at a time of its own, the same each day, and at none in the first hour of a morning', () => {
    const hourOf = (name: string, day: number): number => {
      const noted = { finishedOn: `2026-03-0${day - 1}`, comparedOn: '2026-03-01' };
      let hour = 0;
      while (due(name, noted, { day, hour }) === undefined) hour += 0.25;
      return hour;
    };
    const hours = NAMES.map((name) => hourOf(name, 2));
    expect(Math.min(...hours)).to.be.at.least(9);
    expect(Math.max(...hours)).to.be.at.most(17);
    expect(NAMES.map((name) => hourOf(name, 4))).to.deep.equal(hours);
    for (let from = 9; from < 17; from += 1) {
      const within = hours.filter((hour) => hour > from && hour <= from + 1);
      expect(within.length, `from ${from}`).to.be.within(70, 190);
    }
  });

  it('is by counts alone on most days, and by ids and versions every five to nine days', () => {
    const everyDays = NAMES.map((name) => {
      let day = 2;
      while (due(name, { ...YESTERDAY, finishedOn: `2026-03-0${day - 1}` }, { day }) === 'counts') {
        day += 1;
      }
      return day - 1;
    });
    expect(new Set(everyDays)).to.deep.equal(new Set([5, 6, 7, 8, 9]));
  });

  it('counts what an earlier version noted as one by ids and versions', () => {
    expect(due('desk', { finishedOn: '2026-03-01' })).to.equal('counts');
    expect(due('desk', { finishedOn: '2026-03-01' }, { day: 11 })).to.equal('versions');
  });

  it('is not left out for good at a workstation that is never on at its time', () => {
    const early = { hour: 8 };
    const dueSoon = (day: number, onForMs: number): number =>
      NAMES.filter((name) => due(name, YESTERDAY, { ...early, day, onForMs }) !== undefined).length;
    expect(dueSoon(4, HOUR), 'a weekend is no reason').to.equal(0);
    expect(dueSoon(5, HOUR)).to.equal(NAMES.length);
    expect(dueSoon(5, 0), 'nor do all come at once then').to.equal(0);
    expect(dueSoon(5, HOUR / 2)).to.be.within(400, 600);
  });

  it('does not wait for a day that is noted and still to come', () => {
    expect(due('desk', { finishedOn: '2999-01-01' }, { hour: 8 })).to.equal('versions');
  });
});
