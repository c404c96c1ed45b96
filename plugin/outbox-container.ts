/** Which class answers which token for unsent work: for commands and the exchange alike, whichever loads first. */
import type { DependencyContainer } from 'tsyringe';
import { OUTBOX, WITHDRAWAL_WORDS } from '../services/ports/outbox.ts';
import { DexieOutbox } from '../services/storage/dexie-outbox.ts';
import { loadWords, words } from '../services/words/words.ts';
import { registerMissing } from './lazily.ts';

export function registerOutbox(container: DependencyContainer): void {
  registerMissing(container)(OUTBOX, DexieOutbox);
  container.registerInstance(WITHDRAWAL_WORDS, async () => {
    await loadWords('exchange');
    return words('exchange').withdrawal;
  });
}
