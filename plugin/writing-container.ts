/** Which class answers which token for changing what is stored: for commands and the exchange alike. */
import type { DependencyContainer } from 'tsyringe';
import { OUTBOX, WITHDRAWAL_WORDS } from '../services/ports/outbox.ts';
import { PRACTICE_REGISTER } from '../services/ports/practice-register.ts';
import { RECORD_STORE } from '../services/ports/record-store.ts';
import { DexieOutbox } from '../services/storage/dexie-outbox.ts';
import { DexiePracticeRegister } from '../services/storage/dexie-practice-register.ts';
import { DexieRecordStore } from '../services/storage/dexie-record-store.ts';
import { words } from '../services/words/words.ts';
import { registerMissing } from './lazily.ts';

export function registerWriting(container: DependencyContainer): void {
  const one = registerMissing(container);
  one(RECORD_STORE, DexieRecordStore);
  one(OUTBOX, DexieOutbox);
  one(PRACTICE_REGISTER, DexiePracticeRegister);
  container.registerInstance(WITHDRAWAL_WORDS, words('commands').codes.withdrawal);
}
