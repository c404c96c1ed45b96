import { expect } from '@open-wc/testing';
import { BehaviorSubject, firstValueFrom, Subject } from 'rxjs';
import { fetchLetterParts } from '../../plugin/letter-parts.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import type { StaffSession } from '../../services/ports/practice-host.ts';
import { FakeLetterRenderer } from '../fakes/fake-letter-renderer.ts';
import { waitUntil } from '../wait-until.ts';

const RECEPTIONIST: StaffSession = {
  id: 'session-1',
  staff: { id: 'staff-1', name: 'Aled Morgan' },
  permissions: [Permission.view, Permission.printLetters],
};

describe('what letters take', () => {
  it('is fetched once somebody works who may print, and again when the network is back', async () => {
    const online$ = new BehaviorSubject(true);
    const session$ = new BehaviorSubject<StaffSession | null>(null);
    const renderer = new FakeLetterRenderer();
    const following = fetchLetterParts({
      environment: { online$ },
      sessions: { session$ },
      renderer,
    });
    session$.next({ ...RECEPTIONIST, permissions: [Permission.view] });
    session$.next(RECEPTIONIST);
    await waitUntil(() => renderer.prepared === 1, 'it is fetched for who may print');
    online$.next(false);
    online$.next(true);
    await waitUntil(() => renderer.prepared === 2, 'it is asked for again');
    following.dispose();
    expect(online$.observed).to.equal(false);
  });

  it('is asked for again when the network went and came back while it was being fetched', async () => {
    const online$ = new BehaviorSubject(true);
    let asked = 0;
    const lost$ = new Subject<void>();
    const following = fetchLetterParts({
      environment: { online$ },
      sessions: { session$: new BehaviorSubject<StaffSession | null>(RECEPTIONIST) },
      renderer: {
        prepare: async () => {
          asked += 1;
          if (asked === 1) await firstValueFrom(lost$);
        },
      },
    });
    await waitUntil(() => asked === 1, 'it is being fetched');
    online$.next(false);
    online$.next(true);
    expect(asked, 'one at a time').to.equal(1);
    lost$.next();
    await waitUntil(() => asked === 2, 'it is asked for again');
    following.dispose();
  });
});
