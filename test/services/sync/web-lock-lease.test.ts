import { expect } from '@open-wc/testing';
import { bufferCount, filter, firstValueFrom, ReplaySubject } from 'rxjs';
import { seenElsewhere, webLockLease } from '../../../services/sync/web-lock-lease.ts';
import { syncLeaseContract } from '../../contracts/sync-lease-contract.ts';
import { FakeLeaseOffice } from '../../fakes/fake-sync-lease.ts';

const QUICK = { askEveryMs: 20, patience: 3 };

syncLeaseContract('A Web Lock', () => {
  const name = crypto.randomUUID();
  return {
    newTab: () => ({ held$: webLockLease(name, QUICK), seenElsewhere$: seenElsewhere(name) }),
    freezeHolder: async () => {
      await heldForEver(name);
    },
    show,
  };
});

syncLeaseContract('The fake', () => {
  const office = new FakeLeaseOffice();
  return {
    newTab: () => office.lease,
    freezeHolder: () => {
      office.lease.held$.subscribe();
      office.freezeHolder();
      return Promise.resolve();
    },
    show: (isSeen) => {
      for (let times = 0; isSeen && times < 3; times += 1) office.seeWaiting();
    },
  };
});

describe('The lease by Web Lock', () => {
  it('says nothing of tabs that nobody sees, and tells when one is shown', async () => {
    show(false);
    const name = crypto.randomUUID();
    let told = 0;
    const seen = seenElsewhere(name).subscribe(() => (told += 1));
    const holder = webLockLease(name, QUICK).subscribe();
    const questions = heard(name, 10);
    const other = webLockLease(name, QUICK).subscribe();
    await questions;
    expect(told).to.equal(0);

    const shown = firstValueFrom(seenElsewhere(name));
    show(true);
    await shown;
    [seen, holder, other].forEach((each) => {
      each.unsubscribe();
    });
  });

  it('is left alone for as long as its holder answers', async () => {
    const name = crypto.randomUUID();
    const signals: (AbortSignal | undefined)[] = [];
    const holder = webLockLease(name, QUICK).subscribe((signal) => signals.push(signal));
    const questions = heard(name, 30);
    const other = webLockLease(name, { askEveryMs: 5, patience: 3 }).subscribe();
    await questions;

    expect(signals).to.have.length(1);
    expect(signals[0]?.aborted).to.equal(false);
    holder.unsubscribe();
    other.unsubscribe();
  });

  it('tells a holder that was thought frozen, and lets it wait its turn again', async () => {
    const name = crypto.randomUUID();
    const told = new ReplaySubject<AbortSignal | undefined>();
    const holder = webLockLease(name, QUICK).subscribe(told);
    const [signal] = await firstValueFrom(told.pipe(bufferCount(1)));
    const thief = await stolen(name);

    const [, waiting] = await firstValueFrom(told.pipe(bufferCount(2)));
    expect(signal?.aborted).to.equal(true);
    expect(waiting).to.equal(undefined);

    thief.release();
    const [, , again] = await firstValueFrom(told.pipe(bufferCount(3)));
    expect(again?.aborted).to.equal(false);
    holder.unsubscribe();
  });

  it('leaves no lock behind when nobody wants it any more', async () => {
    const name = crypto.randomUUID();
    const held$ = webLockLease(name, QUICK);
    const first = held$.subscribe();
    const second = held$.subscribe();
    await firstValueFrom(held$.pipe(filter((signal) => signal === undefined)));
    second.unsubscribe();
    first.unsubscribe();

    await navigator.locks.request(name, () => undefined);
    const { held = [], pending = [] } = await navigator.locks.query();
    expect([...held, ...pending].filter((lock) => lock.name === name)).to.deep.equal([]);
  });
});

/** As if somebody saw this page, or nobody did. */
function show(isSeen: boolean): void {
  const value = isSeen ? 'visible' : 'hidden';
  Object.defineProperty(document, 'visibilityState', { value, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Resolves when so many messages went over the lease's channel. */
function heard(name: string, messages: number): Promise<void> {
  const channel = new BroadcastChannel(name);
  let count = 0;
  return new Promise((resolve) => {
    channel.addEventListener('message', () => {
      count += 1;
      if (count < messages) return;
      channel.close();
      resolve();
    });
  });
}

/** Steals the lock, as a tab would that found its holder frozen. */
function stolen(name: string): Promise<{ readonly release: () => void }> {
  return new Promise((resolve) => {
    void navigator.locks.request(
      name,
      { steal: true },
      () =>
        new Promise<void>((release) => {
          resolve({ release });
        }),
    );
  });
}

/** Takes the lock and never gives it back until it is stolen. */
async function heldForEver(name: string): Promise<void> {
  await new Promise<void>((held) => {
    const frozen = navigator.locks.request(name, () => {
      held();
      return new Promise<never>(() => undefined);
    });
    // It will be stolen, which is what the test is about.
    frozen.catch((error: unknown) => error);
  });
}
