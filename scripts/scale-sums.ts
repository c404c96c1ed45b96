/**
 * What practices cost a FHIR server, from what one workstation was measured to cost (docs/scale.md) and what is assumed
 * of practices: `npx tsx scripts/scale-sums.ts --practices 50 --looks 80000`. Every assumption is an option.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** Of one workstation, by `npm run bench -- traffic` and `npm run scale`; docs/scale.md says when and on what. */
export const MEASURED = {
  /** Requests a minute while the page is seen and nobody does anything. */
  looksAMinute: 7.3,
  /** kB a minute of these, sent and received, with headers. */
  kilobytesAMinute: 17.1,
  /**
   * Within a minute after somebody of the practice did something, such as opening a patient: what
   * services/sync/look-pace.ts makes of 3 s, and as many looks that find nothing. Not measured.
   */
  livelyLooksAMinute: 19,
  livelyKilobytesAMinute: 45,
  /** While nobody sees a page. */
  hiddenLooksAMinute: 1,
  /** Requests of one sign-in in the morning, beside the looks that follow. */
  requestsASignIn: 1,
  /** kB of JSON that one row is. */
  row: {
    Person: 1.15,
    Task: 2.06,
    Consent: 1.43,
    QuestionnaireResponse: 1.17,
    DocumentReference: 1.39,
    Provenance: 1.42,
    AuditEvent: 1.64,
  },
};

type RowType = keyof typeof MEASURED.row;
type Act = 'accounts' | 'letters' | 'codes' | 'changes' | 'looks';

/** Rows that each act leaves: new resources, and new versions of them. */
const ROWS: Readonly<Record<Act, Partial<Record<RowType, number>>>> = {
  accounts: { QuestionnaireResponse: 1, Person: 1, Task: 1, Consent: 1, Provenance: 2 },
  letters: { DocumentReference: 1, AuditEvent: 3 },
  codes: { Task: 2, Provenance: 1 },
  changes: { Consent: 1, Provenance: 1 },
  looks: { AuditEvent: 1 },
};

/** Of one practice. Assumptions, not measurements: put in your own. */
export const ASSUMED = {
  /** Workstations that are on, with the page seen. */
  workstations: 20,
  /** Hours a year that they are on. */
  hours: 2500,
  /** Accounts made a year. */
  accounts: 1000,
  /** Letters printed or saved a year. */
  letters: 1500,
  /** New codes issued a year. */
  codes: 400,
  /** Changes of services a year. */
  changes: 500,
  /** Openings of a patient's tab a year. */
  looks: 50_000,
  /** Seconds within which all sign in in the morning. */
  morning: 60,
};

/** The sizes that docs/scale.md shows. */
export const SIZES = { 'a practice': 1, 'a group of 50': 50, 'a nation of 6,500': 6500 };

export type Assumptions = Readonly<Record<keyof typeof ASSUMED, number>>;

export interface Sums {
  readonly workstations: number;
  readonly looksASecond: number;
  readonly hiddenLooksASecond: number;
  readonly megabitsASecond: number;
  /** In the morning, while all sign in. */
  readonly morningASecond: number;
  /** While practices are open. */
  readonly writesASecond: number;
  readonly rowsAYear: number;
  /** Of JSON: what a server makes of it, with its indexes, is its own. */
  readonly gigabytesAYear: number;
}

/** What so many practices cost. */
export function sums(practices: number, assumed: Assumptions = ASSUMED): Sums {
  const workstations = practices * assumed.workstations;
  const rows = (Object.keys(ROWS) as Act[]).flatMap((act) =>
    Object.entries(ROWS[act]).map(([type, each]) => ({
      count: each * assumed[act],
      kilobytes: MEASURED.row[type as RowType],
    })),
  );
  const lively = livelyShare(assumed);
  const mixed = (still: number, stirred: number): number => still * (1 - lively) + stirred * lively;
  const looksAMinute = mixed(MEASURED.looksAMinute, MEASURED.livelyLooksAMinute);
  const kilobytesAMinute = mixed(MEASURED.kilobytesAMinute, MEASURED.livelyKilobytesAMinute);
  const looksASecond = (workstations * looksAMinute) / 60;
  const rowsAYear = practices * total(rows.map(({ count }) => count));
  const kilobytes = practices * total(rows.map((row) => row.count * row.kilobytes));
  return {
    workstations,
    looksASecond,
    hiddenLooksASecond: (workstations * MEASURED.hiddenLooksAMinute) / 60,
    megabitsASecond: (workstations * kilobytesAMinute * 8) / 1000 / 60,
    morningASecond: looksASecond + (workstations * MEASURED.requestsASignIn) / assumed.morning,
    writesASecond: rowsAYear / (assumed.hours * 3600),
    rowsAYear,
    gigabytesAYear: kilobytes / 1e6,
  };
}

/** Part of the time in which something was done in the practice within the last minute, if that comes at random. */
export function livelyShare(assumed: Assumptions = ASSUMED): number {
  const acts = total((Object.keys(ROWS) as Act[]).map((act) => assumed[act]));
  return 1 - Math.exp(-acts / (assumed.hours * 60));
}

/** Lines of a Markdown table, one column a size. */
export function tableOf(
  sizes: Readonly<Record<string, number>> = SIZES,
  assumed: Assumptions = ASSUMED,
): readonly string[] {
  const columns = Object.values(sizes).map((practices) => sums(practices, assumed));
  const line = (name: string, pick: (column: Sums) => string): string =>
    `| ${[name, ...columns.map(pick)].join(' | ')} |`;
  return [
    `| ${['', ...Object.keys(sizes)].join(' | ')} |`,
    `| ${['', ...columns].map(() => '---').join(' | ')} |`,
    line('workstations', ({ workstations }) => rounded(workstations)),
    line('looks a second', ({ looksASecond }) => rounded(looksASecond)),
    line('looks a second, no page seen', (sum) => rounded(sum.hiddenLooksASecond)),
    line('Mbit/s of looks', ({ megabitsASecond }) => rounded(megabitsASecond)),
    line('requests a second at 8:00', ({ morningASecond }) => rounded(morningASecond)),
    line('writes a second while open', ({ writesASecond }) => rounded(writesASecond)),
    line('rows a year', ({ rowsAYear }) => rounded(rowsAYear)),
    line('GB of JSON a year', ({ gigabytesAYear }) => rounded(gigabytesAYear)),
  ];
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Two digits that count: no more is known. */
function rounded(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en-GB', { maximumFractionDigits: 4 });
}

function main(): void {
  const names = Object.keys(ASSUMED) as (keyof Assumptions)[];
  const { values } = parseArgs({
    options: Object.fromEntries(
      ['practices', ...names].map((name) => [name, { type: 'string' as const }]),
    ),
  });
  const numberOf = (name: string, usual: number): number => {
    const value = Number(values[name] ?? usual);
    if (!(value > 0)) throw new Error(`--${name} takes a number above 0.`);
    return value;
  };
  const own = Object.fromEntries(names.map((name) => [name, numberOf(name, ASSUMED[name])]));
  const practices = numberOf('practices', 1);
  const lines = tableOf({ [`${practices} practices`]: practices }, { ...ASSUMED, ...own });
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  main();
