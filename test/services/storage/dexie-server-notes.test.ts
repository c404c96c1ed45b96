import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { firstValueFrom } from 'rxjs';
import { DexieServerNotes } from '../../../services/storage/dexie-server-notes.ts';
import { OnlineServicesDatabase } from '../../../services/storage/online-services-database.ts';
import { serverNotesContract } from '../../contracts/server-notes-contract.ts';
import { InMemoryServerNotes } from '../../fakes/in-memory-server-notes.ts';
import { IN_THE_CLEAR, newDatabaseName, SILENT_LOG } from './temporary-storage.ts';

const opened: { readonly database: OnlineServicesDatabase; readonly databaseName: string }[] = [];

function notesIn(databaseName: string): DexieServerNotes {
  const database = new OnlineServicesDatabase({ databaseName }, SILENT_LOG, IN_THE_CLEAR);
  opened.push({ database, databaseName });
  return new DexieServerNotes(database, { databaseName });
}

async function openNotes(): Promise<DexieServerNotes> {
  const notes = notesIn(newDatabaseName());
  // As the exchange has by the time of the first look.
  await notes.read();
  return notes;
}

describe('what is known of the server', () => {
  afterEach(async () => {
    for (const { database, databaseName } of opened.splice(0)) {
      database.close();
      await Dexie.delete(databaseName);
    }
  });

  serverNotesContract('IndexedDB', openNotes);
  serverNotesContract('in memory', () => Promise.resolve(new InMemoryServerNotes()));

  describe('who only asks what is known of the server', () => {
    it('makes no database where there is none', async () => {
      const databaseName = newDatabaseName();
      expect(await firstValueFrom(notesIn(databaseName).note$)).to.equal(undefined);
      const names = (await indexedDB.databases()).map(({ name }) => name);
      expect(names).not.to.include(databaseName);
    });
  });
});
