import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** What a process took of the machine over a while. */
export interface MachineCost {
  /** Of one core. */
  readonly cpuPercent: number;
  /** How late its timers were, in milliseconds: what is measured in this process is late by as much. */
  readonly lateMedianMs: number;
  readonly lateP99Ms: number;
  readonly lateWorstMs: number;
  readonly megabytes: number;
}

const RESOLUTION_MS = 10;

/** Watches this process from now on; each reading is of the time since the one before. */
export function watchCost(): () => MachineCost {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let cpu = process.cpuUsage();
  let at = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const elapsed = performance.now() - at;
    const cost = {
      cpuPercent: (user + system) / 10 / elapsed,
      lateMedianMs: late(delay.percentile(50)),
      lateP99Ms: late(delay.percentile(99)),
      lateWorstMs: late(delay.max),
      megabytes: process.memoryUsage().rss / 1e6,
    };
    cpu = process.cpuUsage();
    at = performance.now();
    delay.reset();
    return cost;
  };
}

/** The histogram has the whole of each wait, in nanoseconds. */
function late(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
}
