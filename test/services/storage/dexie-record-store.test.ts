import { recordStoreContract } from '../../contracts/record-store-contract.ts';
import { openSealedStorage, openTemporaryStorage } from './temporary-storage.ts';

recordStoreContract('IndexedDB', openTemporaryStorage);
recordStoreContract('IndexedDB with texts sealed', openSealedStorage);
