import { setTimeout as elapsed } from 'node:timers/promises';
import type { OutsideAnswer, OutsideRecord, OutsideRequest } from './outside-record.ts';

const TRIES = 6;
const FIRST_PAUSE_MS = 100;
/** Longer than that nobody waits for a demonstration to start. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * Asks again, after growing pauses, while the server is busy. Only for what may be asked twice: a conditional create
 * that is answered 409 met another transaction, as did an update of what nobody else changes.
 * @returns the last answer.
 */
export async function askPatiently(
  record: OutsideRecord,
  request: OutsideRequest,
): Promise<OutsideAnswer> {
  let answer = await record.ask(request);
  for (let tries = 1; tries < TRIES && isBusy(answer); tries += 1) {
    await elapsed(pauseAfter(tries, answer));
    answer = await record.ask(request);
  }
  return answer;
}

function isBusy({ status }: OutsideAnswer): boolean {
  return [409, 429, 503].includes(status);
}

function pauseAfter(tries: number, { headers }: OutsideAnswer): number {
  const asked = Number(headers['retry-after'] ?? 0) * 1000;
  const pause = Math.max(FIRST_PAUSE_MS * 2 ** (tries - 1), Number.isFinite(asked) ? asked : 0);
  return Math.min(pause, LONGEST_PAUSE_MS);
}
