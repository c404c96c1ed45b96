import { expect } from '@open-wc/testing';
import { BEFORE_ACCOUNT, LUKASZ, ready } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const MAIR = BEFORE_ACCOUNT.patient.ref;
const OTHER_STAFF = { id: 'staff-other', name: 'Gwen Rees' };

describe('opening a patient’s tab', () => {
  it('is noted once, however often the host tells the patient and the record changes', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const { services } = screen;
    for (const view of [
      ready({ ...BEFORE_ACCOUNT, today: '2026-11-23' }),
      { phase: 'loading' },
      ready({ ...BEFORE_ACCOUNT }),
      { phase: 'unavailable', message: 'Storage is away.' },
      ready({ ...BEFORE_ACCOUNT }),
    ] as const) {
      services.tab$.next(view);
      await screen.settled();
    }
    expect(services.openings).to.deep.equal([MAIR]);
  });

  it('is noted for each patient, each person, and each time it is opened again', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const { services } = screen;
    for (const view of [
      ready({ ...BEFORE_ACCOUNT, patient: LUKASZ }),
      ready({ ...BEFORE_ACCOUNT }),
      ready({ ...BEFORE_ACCOUNT, staff: OTHER_STAFF }),
      { phase: 'no-patient' },
      ready({ ...BEFORE_ACCOUNT, staff: OTHER_STAFF }),
      { phase: 'signed-out' },
      ready({ ...BEFORE_ACCOUNT, staff: OTHER_STAFF }),
    ] as const) {
      services.tab$.next(view);
      await screen.settled();
    }
    const other = LUKASZ.ref;
    expect(services.openings).to.deep.equal([MAIR, other, MAIR, MAIR, MAIR, MAIR]);
  });

  it('is not what moving the tab within the page is, but what taking it away and bringing it back is', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const { element, services } = screen;
    const place = element.parentElement ?? document.body;
    place.append(element);
    await screen.settled();
    expect(services.openings).to.deep.equal([MAIR]);
    element.remove();
    await Promise.resolve();
    place.append(element);
    services.tab$.next(ready({ ...BEFORE_ACCOUNT }));
    await screen.settled();
    expect(services.openings).to.deep.equal([MAIR, MAIR]);
  });

  for (const view of [
    { phase: 'loading' },
    { phase: 'no-patient' },
    { phase: 'signed-out' },
    { phase: 'not-permitted', message: 'Not you.' },
  ] as const) {
    it(`is nothing to note where nothing of a patient is shown: ${view.phase}`, async () => {
      const screen = await openTab(view);
      await screen.settled();
      expect(screen.services.openings).to.deep.equal([]);
    });
  }

  it('is told when it could not be noted, and is tried again with the next view', async () => {
    const screen = await openTab({ phase: 'no-patient' });
    const { services } = screen;
    services.openingFailure = { kind: 'storage-unavailable', message: 'No room is left.' };
    services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.sees('could not be noted in the audit; it is tried again. No room is left.');
    await screen.isAccessible();
    services.openingFailure = undefined;
    services.tab$.next(ready({ ...BEFORE_ACCOUNT }));
    await screen.settled();
    expect(services.openings).to.deep.equal([MAIR]);
  });
});
