import { changeContract } from '../../contracts/change-contract.ts';
import { decidingContract } from '../../contracts/deciding-contract.ts';
import { oneSetOfCodesContract } from '../../contracts/one-set-of-codes-contract.ts';
import { outboxContract } from '../../contracts/outbox-contract.ts';
import { sendTurnContract } from '../../contracts/send-turn-contract.ts';
import { settledTogetherContract } from '../../contracts/settled-together-contract.ts';
import { openTemporaryStorage } from './temporary-storage.ts';

outboxContract('IndexedDB', openTemporaryStorage);
changeContract('IndexedDB', openTemporaryStorage);
sendTurnContract('IndexedDB', openTemporaryStorage);
settledTogetherContract('IndexedDB', openTemporaryStorage);
oneSetOfCodesContract('IndexedDB', openTemporaryStorage);
decidingContract('IndexedDB', openTemporaryStorage);
