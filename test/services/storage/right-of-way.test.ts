import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { filter, firstValueFrom } from 'rxjs';
import { EXCHANGE } from '../../../services/storage/database-tables.ts';
import { accountCreation, PATIENT } from '../../contracts/storage-samples.ts';
import { newDatabaseName, openTab } from './temporary-storage.ts';

describe('what staff do while the exchange with the server is busy', () => {
  it('is saved, and shown, before the exchange writes any further', async () => {
    const databaseName = newDatabaseName();
    const { database, records } = openTab(databaseName);
    const order: string[] = [];
    const exchange = async (name: string): Promise<void> => {
      await database.write(EXCHANGE, ({ meta }) => meta.get('epoch').then(() => undefined));
      order.push(name);
    };
    const shown = firstValueFrom(
      records
        .watch(PATIENT)
        .pipe(filter((stored) => stored.available && stored.records.account !== undefined)),
    ).then(() => order.push('shown'));
    await exchange('warm');

    const saved = records.commit(accountCreation()).then(() => order.push('saved'));
    const others = [exchange('one'), exchange('two')];
    await Promise.all([saved, shown, ...others]);
    expect(order).to.deep.equal(['warm', 'saved', 'shown', 'one', 'two']);

    database.close();
    await Dexie.delete(databaseName);
  });
});
