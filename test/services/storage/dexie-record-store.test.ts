import { recordStoreContract } from '../../contracts/record-store-contract.ts';
import { openTemporaryStorage } from './temporary-storage.ts';

recordStoreContract('IndexedDB', openTemporaryStorage);
