import { jobStoreContract } from '../contracts/job-store-contract.ts';
import { changeContract } from '../contracts/change-contract.ts';
import { decidingContract } from '../contracts/deciding-contract.ts';
import { oneResetContract } from '../contracts/one-reset-contract.ts';
import { oneSetOfCodesContract } from '../contracts/one-set-of-codes-contract.ts';
import { sendTurnContract } from '../contracts/send-turn-contract.ts';
import { settledTogetherContract } from '../contracts/settled-together-contract.ts';
import { outboxContract } from '../contracts/outbox-contract.ts';
import { practiceRegisterContract } from '../contracts/practice-register-contract.ts';
import { pullJournalContract } from '../contracts/pull-journal-contract.ts';
import { recordStoreContract } from '../contracts/record-store-contract.ts';
import type { StorageUnderTest } from '../contracts/storage-samples.ts';
import { createInMemoryStorage } from './in-memory-storage.ts';

function open(): Promise<StorageUnderTest> {
  return Promise.resolve({ ...createInMemoryStorage(), dispose: () => Promise.resolve() });
}

jobStoreContract('in memory', open);
practiceRegisterContract('in memory', open);
recordStoreContract('in memory', open);
outboxContract('in memory', open);
changeContract('in memory', open);
sendTurnContract('in memory', open);
settledTogetherContract('in memory', open);
oneSetOfCodesContract('in memory', open);
pullJournalContract('in memory', open);
decidingContract('in memory', open);
oneResetContract('in memory', open);
