import { expect } from '@open-wc/testing';
import { bufferCount, filter, firstValueFrom, ReplaySubject, type Subscription } from 'rxjs';
import type { SyncLease } from '../../services/ports/sync-lease.ts';

/** A workstation whose tabs share one lease. */
export interface LeaseUnderTest {
  /** The lease as one more tab has it. */
  readonly newTab: () => SyncLease;
  /** A tab holds the lease and freezes: it does not give it up and does not answer. Before any other tab asks. */
  readonly freezeHolder: () => Promise<void>;
  /** Somebody begins to see a tab that waits, or all tabs are hidden. */
  readonly show: (isSeen: boolean) => void;
}

/** What every lease promises. `create` gives a workstation of its own each time. */
export function syncLeaseContract(name: string, create: () => LeaseUnderTest): void {
  describe(`${name} as the lease of the sending tab`, () => {
    let tabs: Tab[] = [];
    const open = (lease: SyncLease) => {
      const tab = new Tab(lease);
      tabs.push(tab);
      return tab;
    };

    afterEach(() => {
      tabs.forEach((tab) => {
        tab.close();
      });
      tabs = [];
    });

    it('goes to the first tab, and to nobody else while that one keeps it', async () => {
      const { newTab } = create();
      const first = open(newTab());
      const signal = await first.holds();
      const second = open(newTab());
      await second.waits();

      expect(signal.aborted).to.equal(false);
      expect(second.last).to.equal(undefined);
    });

    it('goes to a waiting tab when the holder leaves', async () => {
      const { newTab } = create();
      const first = open(newTab());
      const lost = await first.holds();
      const second = open(newTab());
      await second.waits();

      first.close();

      expect((await second.holds()).aborted).to.equal(false);
      expect(lost.aborted).to.equal(true);
    });

    it('is taken over from a tab that froze', async () => {
      const { newTab, freezeHolder } = create();
      await freezeHolder();
      const tab = open(newTab());

      expect((await tab.holds()).aborted).to.equal(false);
    });

    it('tells its holder, again and again, while somebody sees a tab that waits', async () => {
      const { newTab, show } = create();
      const lease = newTab();
      await open(lease).holds();
      await open(newTab()).waits();
      const told = firstValueFrom(lease.seenElsewhere$.pipe(bufferCount(3)));
      show(true);
      expect(await told).to.have.length(3);
      show(false);
    });

    it('can be had again by a tab that gave it up', async () => {
      const { newTab } = create();
      const lease = newTab();
      const before = open(lease);
      await before.holds();
      before.close();

      expect((await open(lease).holds()).aborted).to.equal(false);
    });
  });
}

/** One subscriber of a lease. */
class Tab {
  last: AbortSignal | undefined;
  private readonly told = new ReplaySubject<AbortSignal | undefined>(1);
  private readonly subscription: Subscription;

  constructor(lease: SyncLease) {
    this.subscription = lease.held$.subscribe((signal) => {
      this.last = signal;
      this.told.next(signal);
    });
  }

  async holds(): Promise<AbortSignal> {
    return firstValueFrom(this.told.pipe(filter((signal) => signal !== undefined)));
  }

  async waits(): Promise<void> {
    await firstValueFrom(this.told.pipe(filter((signal) => signal === undefined)));
  }

  close(): void {
    this.subscription.unsubscribe();
  }
}
