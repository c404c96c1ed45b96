import { expect } from '@open-wc/testing';
import { BehaviorSubject } from 'rxjs';
import { container as root } from 'tsyringe';
import { sweepLater } from '../../plugin/sweeping.ts';
import { STAFF_SESSIONS, type StaffSession } from '../../services/ports/practice-host.ts';
import { StorageSweeper } from '../../services/storage/storage-sweeper.ts';
import { waitUntil } from '../wait-until.ts';

function sessionOf(id: string): StaffSession {
  return { id, staff: { id: 'staff-1', name: 'Aled Morgan' }, permissions: [] };
}

describe('old rows', () => {
  it('are cleared, and texts sealed, soon after each sign-in, and not while nobody is signed in', async () => {
    const session$ = new BehaviorSubject<StaffSession | null>(null);
    let started = 0;
    const container = root.createChildContainer();
    container.register(STAFF_SESSIONS, { useValue: { session$ } as never });
    const sweeper = {
      start: () => (started += 1),
      dispose: () => undefined,
    };
    container.register(StorageSweeper, { useValue: sweeper as never });
    const sweeping = sweepLater(container, 0);
    session$.next(sessionOf('1'));
    await waitUntil(() => started === 1, 'it begins with the first sign-in');
    session$.next(null);
    session$.next(sessionOf('2'));
    await waitUntil(() => started === 2, 'it begins again with the next');
    sweeping.dispose();
    expect(session$.observed).to.equal(false);
  });
});
