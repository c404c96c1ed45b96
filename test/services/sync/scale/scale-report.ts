import type { Part } from './day-parts.ts';
import type { LagFigures } from './lags.ts';
import type { MachineCost } from './machine-cost.ts';
import type { TypeCount } from './server-count.ts';
import type { PartTraffic } from './traffic.ts';

/** What was asked for. */
export interface ScaleSize {
  readonly workstations: number;
  readonly practices: number;
  /** Of the whole day, without the time the server is away. */
  readonly seconds: number;
  /** What staff do at each workstation, a minute. */
  readonly rate: number;
  readonly pollSeconds: number;
  readonly awaySeconds: number;
  /** The run ends, as failed, when there were more. */
  readonly mostRequests: number;
  readonly seed: number;
}

/** One part of the day. */
export interface PartReport {
  readonly part: Part;
  readonly traffic: PartTraffic;
  /** Of the process of all workstations. */
  readonly workstations: MachineCost;
  /** Of the embedded server's process. */
  readonly server?: MachineCost;
}

/** The server was away, and came back. */
export interface ReturnReport {
  /** Tries to reach it while it was away. */
  readonly tries: number;
  readonly triesPerMinute: number;
  readonly triesPerMinuteEach: number;
  /** Requests in each second since it was back. */
  readonly firstSeconds: readonly number[];
  /** The most requests in a second before it went away. */
  readonly peakBefore: number;
  /** From its return until the last change saved while it was away had reached everybody. */
  readonly levelAfterSeconds: number | undefined;
  readonly lag: LagFigures;
}

/** What is on the server, of all practices. */
export interface RowsReport {
  readonly accounts: number;
  readonly types: Readonly<Record<string, TypeCount>>;
  readonly rowsPerAccount: number;
  readonly bytesPerAccount: number;
}

/** All that a run found out. */
export interface ScaleReport {
  readonly size: ScaleSize;
  readonly server: string;
  readonly changes: number;
  readonly parts: readonly PartReport[];
  readonly lag: LagFigures;
  readonly outage?: ReturnReport;
  readonly rows: RowsReport;
  /** Warnings and errors of the product's log, and how often. */
  readonly log: Readonly<Record<string, number>>;
  /** What must not be, as sentences; none when all is well. */
  readonly broken: readonly string[];
}
