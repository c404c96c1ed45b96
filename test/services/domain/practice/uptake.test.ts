import { expect } from '@open-wc/testing';
import {
  addSums,
  isInUse,
  monthsOf,
  NOTHING,
  percent,
  sumsOf,
  type UptakeLine,
  type UptakeMoment,
} from '../../../../services/domain/practice/uptake.ts';
import type {
  AccountRecord,
  PatientRecords,
  ServiceName,
} from '../../../../services/domain/records.ts';
import {
  account,
  identityCheck,
  letter,
  registration,
  services,
} from '../../../contracts/storage-samples.ts';

const OFFERED: Readonly<Record<ServiceName, boolean>> = {
  appointments: true,
  repeats: true,
  acutes: true,
  messaging: true,
  'summary-data': true,
  'detailed-coded-record': true,
  'pharmacy-nomination-view': true,
  'pharmacy-nomination-update': true,
};
const MOMENT: UptakeMoment = {
  now: '2026-04-20T09:30:00.000Z',
  today: '2026-04-20',
  nation: 'england',
  offered: OFFERED,
};
const SEES = services({ services: { 'summary-data': { enabled: true } } });

function recordsOf(
  changes: Partial<AccountRecord>,
  rest: Partial<PatientRecords> = {},
): PatientRecords {
  return {
    account: account(changes),
    registrations: [],
    identityChecks: [identityCheck()],
    letters: [],
    ...rest,
  };
}

const of = (changes: Partial<AccountRecord>, rest: Partial<PatientRecords> = {}): UptakeLine => ({
  records: recordsOf(changes, rest),
});
const sum = (...lines: readonly UptakeLine[]) => sumsOf(lines, MOMENT);

describe('how far the practice is', () => {
  it('has every account under one status, and what else is true of it beside that', () => {
    const { statuses, marks, use } = sum(
      of({}),
      of({ status: 'registered' }),
      of({ status: 'active', enabled: false }),
      of({ status: 'active', kind: 'osu' }),
      of({ status: 'locked', lockedUntil: '2026-04-20T10:00:00.000Z' }),
      // The lock has run out, though the website has not said so.
      of({ status: 'locked', lockedUntil: '2026-04-20T09:00:00.000Z' }),
    );
    expect(statuses).to.deep.equal({ created: 1, registered: 1, active: 3, locked: 1 });
    expect(marks).to.deep.equal({ disabled: 1, basic: 1 });
    expect(use.accounts).to.equal(6);
  });

  it('calls an account in use when somebody can sign in to it, or can again after a lock', () => {
    const used = (changes: Partial<AccountRecord>, rest: Partial<PatientRecords> = {}): boolean =>
      isInUse(recordsOf({ status: 'active', ...changes }, rest), MOMENT);
    expect(used({})).to.equal(true);
    expect(used({ status: 'locked' })).to.equal(true);
    expect(used({ status: 'registered' })).to.equal(false);
    expect(used({ enabled: false })).to.equal(false);
    expect(used({ suspendOn: '2026-04-20' })).to.equal(false);
    expect(used({ suspendOn: '2026-04-21' })).to.equal(true);
    expect(used({}, { identityChecks: [] })).to.equal(false);
    expect(used({ cameBackAt: '2026-04-01T10:00:00.000Z' })).to.equal(true);
    expect(used({ kind: 'osu' }, { identityChecks: [] })).to.equal(true);
  });

  it('counts who can see the record: ticked, offered, in this nation, in use, and no basic account', () => {
    const sees = (moment: Partial<UptakeMoment>, ...lines: readonly UptakeLine[]): number =>
      sumsOf(lines, { ...MOMENT, ...moment }).use.seesRecord;
    const coded = services({ services: { 'detailed-coded-record': { enabled: true } } });
    const active = of({ status: 'active' }, { services: SEES });
    expect(sees({}, active, of({ status: 'active' }, { services: coded }))).to.equal(2);
    expect(sees({}, of({ status: 'active' }, { services: services() }))).to.equal(0);
    expect(sees({}, of({ status: 'registered' }, { services: SEES }))).to.equal(0);
    expect(sees({}, of({ status: 'active', enabled: false }, { services: SEES }))).to.equal(0);
    expect(sees({}, of({ status: 'active', kind: 'osu' }, { services: SEES }))).to.equal(0);
    expect(sees({ offered: { ...OFFERED, 'summary-data': false } }, active)).to.equal(0);
    expect(sees({ nation: 'scotland' }, of({ status: 'active' }, { services: coded }))).to.equal(0);
  });

  it('never rounds a share up to a goal', () => {
    expect(percent(899, 1000)).to.equal(89);
    expect(percent(900, 1000)).to.equal(90);
    expect(percent(0, 0)).to.equal(undefined);
  });

  it('counts months by the practice’s calendar, whatever the hour in Greenwich', () => {
    const { months } = sum(
      of({
        status: 'active',
        createdAt: '2026-03-31T22:30:00.000Z',
        registeredAt: '2026-03-31T23:30:00.000Z',
        activatedAt: '2026-04-01T00:30:00.000Z',
      }),
      of({ createdAt: '2026-03-01T00:00:00.000Z' }),
    );
    expect([...months]).to.deep.equal([
      ['2026-03', { made: 2, registered: 0, activated: 0 }],
      ['2026-04', { made: 0, registered: 1, activated: 1 }],
    ]);
  });

  it('shows a period with its empty months, and sums up what lies before it and after it', () => {
    const { months } = sum(
      ...['1970-01-01', '2024-04-01', '2025-04-30', '2025-05-01', '2026-04-20', '2031-01-01'].map(
        (day) => of({ createdAt: `${day}T12:00:00.000Z` }),
      ),
    );
    const shown = (period: 'year' | 'two-years' | 'all') => {
      const { earlier, months: inside, later } = monthsOf(months, period, MOMENT.today);
      const made = inside.reduce((all, month) => all + month.made, 0);
      const [first] = inside;
      return [first?.month, inside.length, earlier.made, made, later.made];
    };
    expect(shown('year')).to.deep.equal(['2025-05', 12, 3, 2, 1]);
    expect(shown('two-years')).to.deep.equal(['2024-05', 24, 2, 3, 1]);
    expect(shown('all')).to.deep.equal(['2016-05', 120, 1, 4, 1]);
    const young = sum(of({ createdAt: '2026-02-01T12:00:00.000Z' })).months;
    expect(monthsOf(young, 'all', MOMENT.today).months.map(({ month }) => month)).to.deep.equal([
      '2026-02',
      '2026-03',
      '2026-04',
    ]);
    expect(monthsOf(new Map(), 'all', MOMENT.today).months).to.have.length(1);
  });

  it('holds sets of codes used against those that went out as a letter', () => {
    const sets = [
      registration({ id: 'used', state: 'used' }),
      registration({ id: 'unprinted', state: 'used' }),
      registration({ id: 'waiting', expiresOn: '2026-04-20' }),
      registration({ id: 'over', expiresOn: '2026-04-19' }),
      registration({ id: 'expired', state: 'expired' }),
      registration({ id: 'withdrawn', state: 'withdrawn' }),
      registration({ id: 'other', accountKey: 'account-of-before' }),
    ];
    const letters = [
      letter({ id: 'one', registrationId: 'used' }),
      letter({ id: 'copy', registrationId: 'used', copy: 1 }),
      letter({ id: 'two', registrationId: 'waiting' }),
    ];
    expect(sum(of({}, { registrations: sets, letters })).codes).to.deep.equal({
      issued: 6,
      onLetter: 2,
      used: 2,
      usedFromLetter: 1,
      waiting: 1,
      expired: 2,
      withdrawn: 1,
      letters: 3,
    });
  });

  it('counts by usual GP, those without one and those whom the host does not know apart', () => {
    const active = { status: 'active' } as const;
    const { gps, noGp, unknownGp } = sum(
      { ...of(active, { services: SEES }), gp: { name: 'Dr A Price' } },
      { ...of({}), gp: { name: 'Dr A Price' } },
      { ...of(active), gp: 'none' },
      { ...of({}), gp: 'unknown' },
      of({}),
    );
    expect([...gps]).to.deep.equal([['Dr A Price', { accounts: 2, inUse: 1, seesRecord: 1 }]]);
    expect(noGp).to.deep.equal({ accounts: 1, inUse: 1, seesRecord: 0 });
    expect(unknownGp.accounts).to.equal(1);
  });

  it('comes to the same in slices as all at once', () => {
    const lines = [
      of({ status: 'active' }, { services: SEES, registrations: [registration()] }),
      of({ createdAt: '2025-01-01T12:00:00.000Z' }),
      { ...of({}), gp: { name: 'Dr A Price' } },
    ];
    const inSlices = lines.map((line) => sum(line)).reduce(addSums, NOTHING);
    expect(inSlices).to.deep.equal(sum(...lines));
  });

  it('counts nobody who has no account', () => {
    const { account: _none, ...rest } = recordsOf({});
    expect(sum({ records: rest, gp: 'none' })).to.deep.equal(NOTHING);
  });
});
