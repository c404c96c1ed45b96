/** Which class answers which token for changing what is stored: for commands and the exchange alike. */
import { OUTBOX } from '../services/ports/outbox.ts';
import { PRACTICE_REGISTER } from '../services/ports/practice-register.ts';
import { RECORD_STORE } from '../services/ports/record-store.ts';
import { DexieOutbox } from '../services/storage/dexie-outbox.ts';
import { DexiePracticeRegister } from '../services/storage/dexie-practice-register.ts';
import { DexieRecordStore } from '../services/storage/dexie-record-store.ts';
import type { RegisterOne } from './lazily.ts';

export function registerWriting(one: RegisterOne): void {
  one(RECORD_STORE, DexieRecordStore);
  one(OUTBOX, DexieOutbox);
  one(PRACTICE_REGISTER, DexiePracticeRegister);
}
