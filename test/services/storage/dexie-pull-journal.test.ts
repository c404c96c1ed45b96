import { pullJournalContract } from '../../contracts/pull-journal-contract.ts';
import { openSealedStorage, openTemporaryStorage } from './temporary-storage.ts';

pullJournalContract('IndexedDB', openTemporaryStorage);
pullJournalContract('IndexedDB with texts sealed', openSealedStorage);
