import { executeServerCommand } from '@web/test-runner-commands';
import { waitUntil } from '../wait-until.ts';

const FORCED = matchMedia('(forced-colors: active)');

/** Looks at the page as somebody sees it whose system has chosen the colours. */
export async function inForcedColours(look: () => Promise<void>): Promise<void> {
  try {
    await executeServerCommand('forced-colours', 'active');
    await waitUntil(() => FORCED.matches, 'colours are forced');
    await look();
  } finally {
    await executeServerCommand('forced-colours', 'none');
  }
}
