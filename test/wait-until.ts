// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- here it is told how long
import { waitUntil as waitThisLong } from '@open-wc/testing';
import { limitOf } from '../scripts/patience.mjs';

/** Waits until the condition holds, as long as this run has patience. @throws {Error} naming what did not come. */
export async function waitUntil(condition: () => unknown, what: string): Promise<void> {
  await waitThisLong(condition, what, { timeout: limitOf('condition') });
}
