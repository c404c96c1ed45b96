import type { MachineCost } from './machine-cost.ts';
import type { Spread } from './percentiles.ts';
import type { PartReport, ReturnReport, ScaleReport } from './scale-report.ts';

/** Where a process takes more of its core, or its timers are late by more, the machine is part of what was measured. */
const BUSY_PERCENT = 80;
const LATE_MS = 100;

/** The report for people. */
export function reportText(report: ScaleReport): string {
  const { size, changes, parts, lag, outage, rows, log, broken } = report;
  const types = Object.entries(rows.types).filter(([, { resources }]) => resources > 0);
  return [
    `${size.workstations} workstations of ${size.practices} practices, ${report.server} server, ` +
      `looking every ${size.pollSeconds} s; ${changes} changes saved and looks noted.`,
    '',
    ...table([PART_HEADINGS, ...parts.map((part) => partCells(part, size.workstations))]),
    '',
    ...parts.flatMap(kindLines),
    '',
    ...parts.map(costLine),
    machineLine(parts),
    '',
    `Lag from a save to the storage of another workstation: ${spread(lag.lag)}` +
      (lag.overtaken > 0 ? `; ${lag.overtaken} times overtaken by another change.` : '.'),
    ...(outage === undefined ? [] : outageLines(outage)),
    '',
    ...types.map(
      ([type, { resources, versions, bytes }]) =>
        `${type}: ${resources} resources, ${versions ?? 'unknown'} versions, ${kilo(bytes)} kB`,
    ),
    `${rows.accounts} accounts: ${rows.rowsPerAccount.toFixed(1)} resources and ` +
      `${kilo(rows.bytesPerAccount)} kB for each.`,
    ...Object.entries(log).map(([line, times]) => `In the log, ${times} times: ${line}`),
    '',
    ...(broken.length === 0
      ? ['Nothing lost, nothing doubled; every workstation holds what the server has.']
      : broken),
    '',
  ].join('\n');
}

const PART_HEADINGS = [
  'part of the day',
  'seconds',
  'requests',
  'a minute',
  'each a minute',
  'peak a second',
  'kB each a minute',
  'not well',
];

function partCells({ part, traffic }: PartReport, workstations: number): readonly string[] {
  const { seconds, requests, sentBytes, receivedBytes, peak, failures } = traffic;
  const aMinute = (value: number): number => (value / seconds) * 60;
  return [
    part,
    seconds.toFixed(0),
    String(requests),
    aMinute(requests).toFixed(0),
    (aMinute(requests) / workstations).toFixed(1),
    String(peak),
    kilo(aMinute(sentBytes + receivedBytes) / workstations),
    Object.entries(failures)
      .map(([name, times]) => `${times} ${name}`)
      .join(', ') || '-',
  ];
}

function kindLines({ part, traffic }: PartReport): readonly string[] {
  return traffic.kinds.map(
    ({ kind, requests, sentBytes, receivedBytes, time }) =>
      `${part}, ${kind}: ${requests}, on average ${kilo(sentBytes / requests)} kB sent and ` +
      `${kilo(receivedBytes / requests)} kB received, answered in ${spread(time)}`,
  );
}

function costLine({ part, workstations, server }: PartReport): string {
  const own = `${part}: this process ${cost(workstations)}`;
  return server === undefined ? own : `${own}; the server ${cost(server)}`;
}

function cost(of: MachineCost): string {
  return (
    `${of.cpuPercent.toFixed(0)} % of a core, ${of.megabytes.toFixed(0)} MB, late by ` +
    `${of.lateMedianMs.toFixed(0)}/${of.lateP99Ms.toFixed(0)}/${of.lateWorstMs.toFixed(0)} ms`
  );
}

/** So that the machine's lag is not taken for the product's. */
function machineLine(parts: readonly PartReport[]): string {
  const isBusy = (of: MachineCost | undefined): boolean =>
    of !== undefined && (of.cpuPercent > BUSY_PERCENT || of.lateP99Ms > LATE_MS);
  const busy = parts.filter(({ workstations, server }) => isBusy(workstations) || isBusy(server));
  return busy.length === 0
    ? 'Late by: median/99 %/worst. The machine had room: lags are the product’s and the server’s.'
    : `Late by: median/99 %/worst. In ${busy.map(({ part }) => part).join(', ')} the machine was ` +
        'at its limit: lags there are partly its own.';
}

function outageLines(outage: ReturnReport): readonly string[] {
  const { lag, levelAfterSeconds } = outage;
  return [
    `Server away: ${outage.tries} tries, ${outage.triesPerMinute.toFixed(0)} a minute, ` +
      `${outage.triesPerMinuteEach.toFixed(1)} for each workstation.`,
    `Back: requests in each second ${outage.firstSeconds.join(' ')}; the most before was ${outage.peakBefore}.`,
    levelAfterSeconds === undefined
      ? 'Nothing was saved meanwhile.'
      : `All that was saved meanwhile had reached everybody ${levelAfterSeconds.toFixed(1)} s after the ` +
        `return: ${spread(lag.lag)}.`,
  ];
}

function spread({ count, median, p95, worst }: Spread): string {
  if (count === 0) return 'nothing measured';
  return `median ${median.toFixed(0)} ms, 95 % ${p95.toFixed(0)} ms, worst ${worst.toFixed(0)} ms (${count})`;
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = PART_HEADINGS.map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === widths.length - 1
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
