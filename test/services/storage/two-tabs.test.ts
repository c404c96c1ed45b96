import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { PATIENT, shareEverything, until } from '../../contracts/storage-samples.ts';
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
