import {
  monthsOf,
  percent,
  PERIODS,
  RECORD_ACCESS_GOAL,
  type MonthSums,
  type Period,
  type UptakeMoment,
  type UptakeSums,
  type Use,
} from '../../domain/practice/uptake.ts';
import { Nation } from '../../domain/patient/patient-identifier.ts';
import { visibleText, words } from '../../words/words.ts';
import type { RecordAccess, UptakeFigures, UptakePart, UptakeRow } from './uptake-view.ts';

/** The sums in words, for page and file. */
export function figuresOf(
  sums: UptakeSums,
  moment: UptakeMoment,
): Omit<UptakeFigures, 'warnings' | 'gps'> {
  return {
    at: moment.now,
    accounts: sums.use.accounts,
    record: recordAccess(sums.use, moment),
    statuses: statuses(sums),
    access: access(sums.use),
    codes: codes(sums),
    months: byPeriod((period) => months(sums, period, moment)),
  };
}

/** Most accounts first; what is no GP last. */
export function gpsOf({ gps, noGp, unknownGp }: UptakeSums): UptakePart {
  const { columns, none, unknown } = words('uptake').gps;
  const { compare } = new Intl.Collator('en-GB');
  const named = [...gps].sort(
    ([name, one], [otherName, other]) => other.accounts - one.accounts || compare(name, otherName),
  );
  const rest: readonly (readonly [string, Use])[] = [
    [none, noGp],
    [unknown, unknownGp],
  ];
  return {
    columns,
    rows: [...named, ...rest]
      .filter(([, { accounts }]) => accounts > 0)
      .map(([name, use]) => ({
        label: visibleText(name),
        values: [use.accounts, use.inUse, use.seesRecord],
        percent: percent(use.seesRecord, use.inUse) ?? null,
      })),
    more: [],
  };
}

function recordAccess({ inUse, seesRecord }: Use, { nation }: UptakeMoment): RecordAccess {
  const share = percent(seesRecord, inUse);
  return {
    inUse,
    seesRecord,
    ...(share !== undefined && { percent: share }),
    ...(nation === Nation.england && { goal: RECORD_ACCESS_GOAL }),
  };
}

function statuses({ use, statuses: counts, marks }: UptakeSums): UptakePart {
  const said = words('uptake').statuses;
  const { status } = words('views').account;
  const { created, registered, active, locked } = counts;
  return {
    columns: said.columns,
    rows: [
      row(status.created, created),
      row(status.registered, registered),
      row(status.active, active),
      row(status.locked, locked),
    ],
    more: [
      row(said.all, use.accounts),
      row(said.disabled, marks.disabled),
      row(said.basic, marks.basic),
    ],
  };
}

function access({ accounts, inUse, seesRecord }: Use): UptakePart {
  const said = words('uptake').access;
  const share = percent(seesRecord, inUse) ?? null;
  return {
    columns: said.columns,
    rows: [],
    more: [
      row(said.accounts, accounts),
      row(said.inUse, inUse),
      { ...row(said.seesRecord, seesRecord), percent: share },
    ],
  };
}

function codes({ codes: sums }: UptakeSums): UptakePart {
  const said = words('uptake').codes;
  return {
    columns: said.columns,
    rows: [
      row(said.issued, sums.issued),
      row(said.onLetter, sums.onLetter),
      row(said.usedFromLetter, sums.usedFromLetter),
    ],
    more: [
      row(said.letters, sums.letters),
      row(said.used, sums.used),
      row(said.waiting, sums.waiting),
      row(said.expired, sums.expired),
      row(said.withdrawn, sums.withdrawn),
    ],
  };
}

function byPeriod(part: (period: Period) => UptakePart): UptakeFigures['months'] {
  const parts = Object.keys(PERIODS).map((period) => [period, part(period as Period)]);
  return Object.fromEntries(parts) as UptakeFigures['months'];
}

function months(sums: UptakeSums, period: Period, { today }: UptakeMoment): UptakePart {
  const said = words('uptake').months;
  const { earlier, months: inside, later } = monthsOf(sums.months, period, today);
  const values = ({ made, registered, activated }: MonthSums): readonly number[] => [
    made,
    registered,
    activated,
  ];
  const outside: readonly UptakeRow[] = [
    { label: said.earlier, values: values(earlier) },
    { label: said.later, values: values(later) },
  ];
  return {
    columns: said.columns,
    rows: inside.map(({ month, ...counts }) => ({
      label: said.month(month),
      values: values(counts),
    })),
    more: outside.filter(({ values: counts }) => counts.some((count) => count > 0)),
  };
}

function row(label: string, count: number): UptakeRow {
  return { label, values: [count] };
}
