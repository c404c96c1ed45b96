/** How far the practice is with online services: sums over its accounts, whose lines nobody keeps. */
import { isUncheckedKind, statusNow } from '../account/account-state.ts';
import { addMonths } from '../calendar-months.ts';
import { dateOf } from '../calendar.ts';
import { hasExpired } from '../codes/pending-codes.ts';
import { whyIdentityUnknown } from '../identity/identity-check.ts';
import { lettersOf } from '../letter/letters-of.ts';
import type { Nation } from '../patient/patient-identifier.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type CalendarDate,
  type Instant,
  type PatientRecords,
  type RegistrationRecord,
  type ServiceName,
} from '../records.ts';
import { isRecordService } from '../services/service-entitlements.ts';
import { usableServices } from '../services/usable-services.ts';

/**
 * NHS England lists the practices that give access to the record to under 90 % of their online accounts: the share that a practice
 * in England holds its own against.
 */
export const RECORD_ACCESS_GOAL = 90;

/** Months of a year, and of two; older ones than these are summed up, however far back a wrong clock has put them. */
export const PERIODS = { year: 12, 'two-years': 24, all: 120 } as const;
export type Period = keyof typeof PERIODS;

/** YYYY-MM, by the calendar of the practice. */
export type Month = string;

/** Whose patient somebody is. `unknown`: the host does not know the patient, or shows them to nobody here. */
export type GpOf = { readonly name: string } | 'none' | 'unknown';

/** All that is known of one patient who has an account. */
export interface UptakeLine {
  readonly records: PatientRecords;
  /** Left out where the host is not asked. */
  readonly gp?: GpOf;
}

/** By what an account is counted. */
export interface UptakeMoment {
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly nation: Nation;
  /** Services that the practice offers. */
  readonly offered: Readonly<Record<ServiceName, boolean>>;
}

export type Use = Readonly<Record<'accounts' | 'inUse' | 'seesRecord', number>>;
export type MonthSums = Readonly<Record<'made' | 'registered' | 'activated', number>>;
/** Of sets of codes; `letters` alone counts papers, copies too. */
export type CodesSums = Readonly<
  Record<
    | 'issued'
    | 'onLetter'
    | 'used'
    | 'usedFromLetter'
    | 'waiting'
    | 'expired'
    | 'withdrawn'
    | 'letters',
    number
  >
>;

export interface UptakeSums {
  readonly use: Use;
  readonly statuses: Readonly<Record<AccountStatus, number>>;
  /** Of all of them, whatever their status. */
  readonly marks: Readonly<Record<'disabled' | 'basic', number>>;
  readonly codes: CodesSums;
  readonly months: ReadonlyMap<Month, MonthSums>;
  readonly gps: ReadonlyMap<string, Use>;
  readonly noGp: Use;
  readonly unknownGp: Use;
}

const NO_USE: Use = { accounts: 0, inUse: 0, seesRecord: 0 };
const NO_MONTH: MonthSums = { made: 0, registered: 0, activated: 0 };
const NO_CODES: CodesSums = {
  issued: 0,
  onLetter: 0,
  used: 0,
  usedFromLetter: 0,
  waiting: 0,
  expired: 0,
  withdrawn: 0,
  letters: 0,
};

/** A practice without accounts. */
export const NOTHING: UptakeSums = {
  use: NO_USE,
  statuses: { created: 0, registered: 0, active: 0, locked: 0 },
  marks: { disabled: 0, basic: 0 },
  codes: NO_CODES,
  months: new Map(),
  gps: new Map(),
  noGp: NO_USE,
  unknownGp: NO_USE,
};

/** The sums of some lines. */
export function sumsOf(lines: readonly UptakeLine[], moment: UptakeMoment): UptakeSums {
  return lines.map((line) => sumsOfLine(line, moment)).reduce(addSums, NOTHING);
}

export function addSums(one: UptakeSums, other: UptakeSums): UptakeSums {
  return {
    use: plus(one.use, other.use),
    statuses: plus(one.statuses, other.statuses),
    marks: plus(one.marks, other.marks),
    codes: plus(one.codes, other.codes),
    months: merged(one.months, other.months),
    gps: merged(one.gps, other.gps),
    noGp: plus(one.noGp, other.noGp),
    unknownGp: plus(one.unknownGp, other.unknownGp),
  };
}

/** Whether somebody can sign in to it these days, as far as its own records say: a lock passes. */
export function isInUse(
  records: PatientRecords,
  { now, today }: Pick<UptakeMoment, 'now' | 'today'>,
): boolean {
  const { account } = records;
  if (account?.enabled !== true) return false;
  const status = statusNow(account, now);
  if (status !== AccountStatus.active && status !== AccountStatus.locked) return false;
  if (account.suspendOn !== undefined && account.suspendOn <= today) return false;
  return isUncheckedKind(records) || whyIdentityUnknown(records.identityChecks) === undefined;
}

/**
 * How many in a hundred, never rounded up: 89.9 % has not reached 90 %. `undefined` where there is nothing to have a share of.
 */
export function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part * 100) / whole);
}

/** The months of a period up to today's, and what lies before and after it: together they are everything. */
export interface PeriodSums {
  readonly earlier: MonthSums;
  readonly months: readonly (MonthSums & { readonly month: Month })[];
  /** In the future: a clock was wrong. */
  readonly later: MonthSums;
}

export function monthsOf(
  all: UptakeSums['months'],
  period: Period,
  today: CalendarDate,
): PeriodSums {
  const last = monthOf(today);
  const oldest = [...all.keys()].sort()[0] ?? last;
  const back = Array.from({ length: PERIODS[period] }, (_, index) =>
    monthOf(addMonths(`${last}-01`, index + 1 - PERIODS[period])),
  );
  const shown = period === 'all' ? back.filter((month) => month >= oldest || month === last) : back;
  const first = shown[0] ?? last;
  const within = (isIn: (month: Month) => boolean): MonthSums =>
    [...all].filter(([month]) => isIn(month)).reduce((sum, [, sums]) => plus(sum, sums), NO_MONTH);
  return {
    earlier: within((month) => month < first),
    months: shown.map((month) => ({ month, ...(all.get(month) ?? NO_MONTH) })),
    later: within((month) => month > last),
  };
}

function sumsOfLine({ records, gp }: UptakeLine, moment: UptakeMoment): UptakeSums {
  const { account } = records;
  if (account === undefined) return NOTHING;
  const use = useOf(records, moment);
  return {
    ...NOTHING,
    use,
    statuses: { ...NOTHING.statuses, [statusNow(account, moment.now)]: 1 },
    marks: { disabled: Number(!account.enabled), basic: Number(account.kind === 'osu') },
    codes: codesOf(records, moment),
    months: monthsOfAccount(account),
    ...byGp(gp, use),
  };
}

function useOf(records: PatientRecords, moment: UptakeMoment): Use {
  const inUse = isInUse(records, moment);
  const usable = usableServices(moment.nation, moment.offered, records.services);
  // Of a basic account every service but appointments is off, whatever its ticks say.
  const seesRecord = inUse && !isUncheckedKind(records) && usable.some(isRecordService);
  return { accounts: 1, inUse: Number(inUse), seesRecord: Number(seesRecord) };
}

function byGp(
  gp: GpOf | undefined,
  use: Use,
): Partial<Pick<UptakeSums, 'gps' | 'noGp' | 'unknownGp'>> {
  if (gp === undefined) return {};
  if (gp === 'none') return { noGp: use };
  return gp === 'unknown' ? { unknownGp: use } : { gps: new Map([[gp.name, use]]) };
}

function monthsOfAccount({
  createdAt,
  registeredAt,
  activatedAt,
}: AccountRecord): UptakeSums['months'] {
  const dates = { made: createdAt, registered: registeredAt, activated: activatedAt };
  return Object.entries(dates).reduce<UptakeSums['months']>(
    (months, [what, at]) =>
      at === undefined
        ? months
        : merged(months, new Map([[monthOf(dateOf(at)), { ...NO_MONTH, [what]: 1 }]])),
    new Map(),
  );
}

function codesOf(records: PatientRecords, { today }: UptakeMoment): CodesSums {
  return records.registrations
    .filter(({ accountKey }) => accountKey === records.account?.id)
    .map((registration) => codesOfOne(records, registration, today))
    .reduce(plus, NO_CODES);
}

function codesOfOne(
  records: PatientRecords,
  registration: RegistrationRecord,
  today: CalendarDate,
): CodesSums {
  const letters = lettersOf(records, registration).length;
  const { state } = registration;
  const isUsed = state === RegistrationState.used;
  const isPending = state === RegistrationState.pending;
  const isOver = isPending && hasExpired(registration, today);
  return {
    issued: 1,
    onLetter: Number(letters > 0),
    used: Number(isUsed),
    usedFromLetter: Number(isUsed && letters > 0),
    waiting: Number(isPending && !isOver),
    expired: Number(isOver || state === RegistrationState.expired),
    withdrawn: Number(state === RegistrationState.withdrawn),
    letters,
  };
}

function monthOf(date: CalendarDate): Month {
  return date.slice(0, 7);
}

function plus<Key extends string>(
  one: Readonly<Record<Key, number>>,
  other: Readonly<Record<Key, number>>,
): Readonly<Record<Key, number>> {
  const sums: Record<Key, number> = { ...one };
  for (const key of Object.keys(one) as Key[]) sums[key] = one[key] + other[key];
  return sums;
}

function merged<Key extends string>(
  one: ReadonlyMap<string, Readonly<Record<Key, number>>>,
  other: ReadonlyMap<string, Readonly<Record<Key, number>>>,
): ReadonlyMap<string, Readonly<Record<Key, number>>> {
  if (one.size === 0) return other;
  const all = new Map(one);
  for (const [key, sums] of other) {
    const before = all.get(key);
    all.set(key, before === undefined ? sums : plus(before, sums));
  }
  return all;
}
