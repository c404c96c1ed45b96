import { practiceRegisterContract } from '../../contracts/practice-register-contract.ts';
import { openTemporaryStorage } from './temporary-storage.ts';

practiceRegisterContract('IndexedDB', openTemporaryStorage);
