import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import type { Subscription } from 'rxjs';
import { waitUntil } from '../../wait-until.ts';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';

const PACE_MS = 100;

describe('a live answer at a pace', () => {
  const databaseName = newDatabaseName();
  let tab: Tab;
  let reads: number;
  let answer: number | undefined;
  let watching: Subscription;

  const put = (epoch: number): Promise<unknown> =>
    tab.database.write(['meta'], ({ meta }) => meta.put({ name: 'epoch', value: epoch }));

  beforeEach(async () => {
    tab = openTab(databaseName);
    reads = 0;
    watching = tab.database
      .live(async ({ meta }) => {
        reads += 1;
        const row = await meta.get('epoch');
        return row?.name === 'epoch' ? row.value : undefined;
      }, PACE_MS)
      .subscribe((told) => {
        if (told.available) answer = told.value;
      });
    await waitUntil(() => reads === 1, 'it is answered at once');
  });
  afterEach(async () => {
    watching.unsubscribe();
    tab.database.close();
    await Dexie.delete(databaseName);
  });

  it('answers what changes in quick succession together, and misses nothing', async () => {
    const start = performance.now();
    for (let epoch = 1; epoch <= 50; epoch += 1) await put(epoch);
    const rounds = Math.ceil((performance.now() - start) / PACE_MS);
    await waitUntil(() => answer === 50, 'the last of them is told');
    expect(reads).to.be.within(2, rounds + 3);
  });

  it('goes on watching what it read after it had waited', async () => {
    for (let epoch = 1; epoch <= 6; epoch += 1) {
      await put(epoch);
      await waitUntil(() => answer === epoch, `${epoch} is told`);
    }
  });
});
