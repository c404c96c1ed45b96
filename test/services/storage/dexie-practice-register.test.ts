import { practiceRegisterContract } from '../../contracts/practice-register-contract.ts';
import { openSealedStorage, openTemporaryStorage } from './temporary-storage.ts';

practiceRegisterContract('IndexedDB', openTemporaryStorage);
practiceRegisterContract('IndexedDB with texts sealed', openSealedStorage);
