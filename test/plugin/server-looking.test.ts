import { expect } from '@open-wc/testing';
import { Subject } from 'rxjs';
import { container as root } from 'tsyringe';
import { lookAtServer } from '../../plugin/server-looking.ts';
import { SyncPhase, type SyncState } from '../../services/ports/sync-control.ts';
import { ServerWatch } from '../../services/sync/server-watch.ts';
import { waitUntil } from '../wait-until.ts';

const AT = '2026-03-01T09:30:00.000Z';

describe('the server itself', () => {
  it('is looked at when this tab has fetched everything, and neither before nor twice at a time', async () => {
    const state$ = new Subject<SyncState>();
    let looks = 0;
    let finish: (() => void) | undefined;
    const inStep = () => {
      looks += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const container = root.createChildContainer();
    container.register(ServerWatch, { useValue: { inStep } as never });
    const looking = lookAtServer(container, state$);

    state$.next({ phase: SyncPhase.working });
    state$.next({ phase: SyncPhase.idle });
    state$.next({ phase: SyncPhase.otherTab, lastPulledAt: AT });
    state$.next({ phase: SyncPhase.failing, lastPulledAt: AT });
    state$.next({ phase: SyncPhase.idle, lastPulledAt: AT });
    await waitUntil(() => finish !== undefined, 'it is looked at');
    state$.next({ phase: SyncPhase.idle, lastPulledAt: AT });
    expect(looks).to.equal(1);

    const first = finish;
    first?.();
    await waitUntil(() => {
      state$.next({ phase: SyncPhase.idle, lastPulledAt: AT });
      return looks === 2;
    }, 'it is looked at again');
    looking.dispose();
    expect(state$.observed).to.equal(false);
  });
});
