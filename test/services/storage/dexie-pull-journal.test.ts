import { pullJournalContract } from '../../contracts/pull-journal-contract.ts';
import { openTemporaryStorage } from './temporary-storage.ts';

pullJournalContract('IndexedDB', openTemporaryStorage);
