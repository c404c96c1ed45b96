import type { CheckedServer } from './checked-server.ts';

const LOOKS = 12;
const BETWEEN_MS = 300;

/** Whether it comes to be so within some seconds: searches of some servers lag, which is told by a try of its own. */
export async function eventually(
  server: CheckedServer,
  isSo: () => Promise<boolean>,
): Promise<boolean> {
  for (let looks = 1; looks <= LOOKS; looks += 1) {
    if (looks > 1) await server.pause(BETWEEN_MS);
    if (await isSo()) return true;
  }
  return false;
}
