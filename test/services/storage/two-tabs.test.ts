import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import {
  account,
  change,
  decision,
  PATIENT,
  remote,
  SAM,
  shareEverything,
  until,
} from '../../contracts/storage-samples.ts';
import { REFUSED } from '../../fakes/remote-failures.ts';
import { newDatabaseName, openTab } from './temporary-storage.ts';

describe('two tabs, each with a page of its own', () => {
  it('see what the other one does, both ways', async () => {
    const databaseName = newDatabaseName();
    const here = openTab(databaseName);
    const watched = here.records.watch(PATIENT);
    await until(watched, ({ available }) => available);

    const frame = openFrame(databaseName);
    const created = await until(
      watched,
      (stored) => stored.available && stored.records.account !== undefined,
    );
    await until(here.outbox.totals$, ({ entries }) => entries === 4);
    await shareEverything(here);

    await titled(frame, 'closed');
    expect(created.available).to.equal(true);
    frame.remove();
    here.database.close();
    await Dexie.delete(databaseName);
  });

  it('send what the other one has made ready again, however much stands behind it', async () => {
    const databaseName = newDatabaseName();
    const [here, other] = [openTab(databaseName), openTab(databaseName)];
    const own = (id: string) => account({ id, patientRef: id, accountId: id.padStart(12, '0') });
    const numbers = Array.from({ length: 99 }, (_, index) => String(index + 1));
    for (const id of numbers) {
      const write = { after: { kind: 'account' as const, body: own(id) } };
      await here.records.commit(change([write], { operationId: id, patientRef: id }));
    }
    const epoch = await here.outbox.claimEpoch();
    const next = async () => {
      const turn = { staffId: SAM.id, now: '2026-03-01T10:00:00.000Z', count: 1 };
      const [entry] = await here.outbox.next(turn);
      if (entry === undefined) throw new Error('Nothing is to be sent.');
      return entry;
    };
    const parked = await next();
    await here.outbox.park(parked.id, REFUSED.reason, epoch);
    expect((await next()).recordId).to.equal('2');
    const retried = await other.decisions.retry(parked.changeId, decision());
    expect(retried.ok).to.equal(true);

    const sent: string[] = [];
    while (sent.length < numbers.length) {
      const entry = await next();
      const { recordId } = entry;
      await here.outbox.confirm(entry.id, remote('account', own(recordId), 1, entry.id), epoch);
      sent.push(recordId);
    }
    expect(sent.indexOf('1')).to.be.within(0, 64);
    expect([...sent].sort()).to.deep.equal([...numbers].sort());
    here.database.close();
    other.database.close();
    await Dexie.delete(databaseName);
  });
});

/** A page that runs other-tab.ts. */
function openFrame(databaseName: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.name = databaseName;
  frame.title = 'Another tab';
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page === null) throw new Error('The frame has no page.');
  const script = page.createElement('script');
  script.type = 'module';
  script.src = new URL('./other-tab.ts', import.meta.url).href;
  page.head.append(script);
  return frame;
}

/** Waits for the frame's title; the test's time limit ends it otherwise. */
async function titled(frame: HTMLIFrameElement, title: string): Promise<void> {
  while (frame.contentDocument?.title !== title) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
