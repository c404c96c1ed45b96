import { outboxContract } from '../../contracts/outbox-contract.ts';
import { openTemporaryStorage } from './temporary-storage.ts';

outboxContract('IndexedDB', openTemporaryStorage);
