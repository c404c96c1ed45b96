import { expect } from '@open-wc/testing';
import type { Worklist, WorklistRows } from '../../../services/application/views.ts';
import { fakeJobsView } from '../../fakes/fake-jobs-view.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import type { Screen } from '../open.ts';
import {
  EVERYTHING,
  inGrid,
  listOf,
  NOW,
  opened,
  Practice,
  press,
  withControl,
} from './listed-accounts.ts';

describe('the page of accounts of the practice', () => {
  it('says when storage is away, when a list is empty, and when it is not complete yet', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    practice.rows$.next({ available: true, keys: new Uint32Array(), isWhole: true });
    await screen.sees('Nobody is on this list.');
    expect(screen.has('os-accounts-grid')).to.equal(false);
    practice.rows$.next({ available: false, message: 'This computer cannot be read.' });
    await screen.sees('This computer cannot be read.');
    practice.counts$.next({ available: true, counts: new Map(), isPartial: true });
    await screen.sees('still reading the shared record for the first time');
  });

  it('looks for somebody, and leads to the field where it cannot', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    const message = 'Type a name, a patient number or an Account ID.';
    screen.services.refuse('openWorklist', { kind: 'invalid', message, field: 'search' });
    await screen.click('#find');
    await screen.focusReaches('#search');
    expect(screen.textOf('#search-error')).to.equal(message);
    practice.rows$.next(practice.listed(2, 7));
    screen.services.answer('openWorklist', { ok: true, value: practice.worklist() });
    await screen.type('#search', 'morgan');
    await press('Enter');
    await screen.sees('Found for “morgan”');
    expect(screen.services.inputs('openWorklist').at(-1)).to.deep.equal({
      ...{ list: 'found', search: 'morgan' },
    });
    await screen.isAccessible();
  });

  it('puts a list in another order, or says why it does not', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    practice.rows$.next({ ...practice.listed(5000), unordered: 'Too many.' } as WorklistRows);
    screen.choose('#order', 'name');
    await screen.sees('Too many.');
    expect(practice.orders).to.deep.equal(['expiry', 'name']);
  });

  it('tells how far a search of the host’s has come, stops, and looks again', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    practice.rows$.next({
      available: true,
      keys: Uint32Array.from([4, 5]),
      isWhole: false,
      search: { looked: 400, at: NOW },
    });
    await screen.sees('400 looked at so far');
    expect(screen.text).to.include('2 accounts so far');
    expect(screen.text).to.include('as of 14:05');
    await screen.click('#stop');
    await screen.sees('Stopped before everybody had been looked at.');
    await screen.focusReaches('#again');
    expect(screen.text).to.include('MORGAN, Siân 4');
    await screen.click('#again');
    expect(practice.orders).to.have.length(2);
  });

  it('counts a list by a fact that is sealed, and shows one part of it', async () => {
    const practice = new Practice();
    practice.division = {
      parts: [
        { label: 'Misuse', keys: Uint32Array.from([9, 10]) },
        { label: 'Other', keys: Uint32Array.from([11]) },
      ],
      looked: 3,
      isWhole: true,
      at: NOW,
    };
    const screen = await opened(practice, practice.worklist({ divides: 'reason' }));
    await screen.click('#divide');
    await screen.sees('Misuse (2)');
    screen.choose('#part', 'Misuse');
    await screen.sees('MORGAN, Siân 9');
    expect(screen.all('.body [role="row"]')).to.have.length(2);
    expect(screen.get('[role="grid"]').getAttribute('aria-rowcount')).to.equal('3');
  });
});

describe('opening lists of accounts that take their time', () => {
  const loading = 'Reading the lists…';
  const currentOf = (screen: Screen): readonly string[] =>
    screen.all('nav [aria-current="true"]').map(({ id }) => id);
  const isRead = (screen: Screen): boolean => screen.get('#rows').checkVisibility();

  /** A page with the first list, of which somebody has chosen two. */
  async function waiting(): Promise<Screen> {
    const screen = await listOf(2);
    await screen.sees('MORGAN, Siân 1');
    await screen.click('#choose-all');
    await screen.sees('2 accounts chosen');
    return screen;
  }

  const listWith = (key: number): Worklist => new Practice(1, key).worklist();

  it('shows at once which one is being opened, and no rows or choices of the one before', async () => {
    const screen = await waiting();
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    expect(currentOf(screen)).to.deep.equal(['list-locked']);
    expect(screen.textOf('#list-heading')).to.equal('Locked');
    expect(screen.text).to.include(loading);
    expect(isRead(screen)).to.equal(false);
    expect(screen.has('#count')).to.equal(false);
    expect(screen.textOf('#chosen')).to.equal('Choose accounts to do the same to many at once.');
    await screen.isAccessible();
    comes({ ok: true, value: listWith(7) });
    await screen.sees('MORGAN, Siân 7');
    expect(screen.text).not.to.include(loading);
    expect(screen.text).not.to.include('MORGAN, Siân 1');
    expect(isRead(screen)).to.equal(true);
    expect(currentOf(screen)).to.deep.equal(['list-locked']);
  });

  it('shows in the end what was chosen last, in whatever order they come', async () => {
    for (const order of ['first', 'last'] as const) {
      const screen = await waiting();
      const locked = screen.services.hold('openWorklist');
      await screen.click('#list-locked');
      const found = screen.services.hold('openWorklist');
      await screen.type('#search', 'morgan');
      await press('Enter');
      await screen.sees('Found for “morgan”');
      const answers = [
        () => {
          locked({ ok: true, value: listWith(7) });
        },
        () => {
          found({ ok: true, value: listWith(8) });
        },
      ];
      for (const answer of order === 'first' ? answers : answers.toReversed()) {
        answer();
        await screen.settled();
      }
      await screen.sees('MORGAN, Siân 8');
      expect(screen.textOf('#list-heading'), order).to.equal('Found for “morgan”');
      expect(screen.text).not.to.include('MORGAN, Siân 7');
    }
  });

  it('asks once where a list is pressed twice', async () => {
    const screen = await waiting();
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    await screen.click('#list-locked');
    comes({ ok: true, value: listWith(7) });
    await screen.sees('MORGAN, Siân 7');
    expect(screen.services.inputs('openWorklist')).to.have.length(2);
  });

  it('leaves the list that was open as it was where another cannot be opened, and says why', async () => {
    const message = 'This computer cannot be written to.';
    const practice = new Practice();
    const screen = await opened(practice, practice.worklist(), fakeJobsView({ can: EVERYTHING }));
    await inGrid(screen);
    await withControl('End');
    await screen.sees('MORGAN, Siân 50000');
    await press('Space');
    await screen.sees('1 account chosen');
    const { scrollTop } = screen.get('.scroll');
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    expect(isRead(screen)).to.equal(false);
    comes({ ok: false, failure: { kind: 'storage-unavailable', message } });
    await screen.sees(message);
    await screen.hears(message);
    expect(currentOf(screen)).to.deep.equal(['list-codes-unused']);
    expect(screen.textOf('#list-heading')).to.equal('Letter or codes not used yet');
    expect(isRead(screen)).to.equal(true);
    await screen.sees('MORGAN, Siân 50000');
    expect(screen.get('.scroll').scrollTop).to.equal(scrollTop);
    expect(screen.textOf('#place')).to.equal('Row 50,000 of 50,000');
    expect(screen.textOf('#chosen')).to.equal('1 account chosen');
    expect(screen.text).not.to.include(loading);
  });

  it('goes on opening a list where what was looked for after it is refused, and keeps the sentence', async () => {
    const screen = await waiting();
    const message = 'Type a name, a patient number or an Account ID.';
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    screen.services.refuse('openWorklist', { kind: 'invalid', message, field: 'search' });
    await screen.click('#find');
    await screen.focusReaches('#search');
    expect(screen.textOf('#list-heading')).to.equal('Locked');
    comes({ ok: true, value: listWith(7) });
    await screen.sees('MORGAN, Siân 7');
    expect(screen.textOf('#search-error')).to.equal(message);
  });

  it('shows nothing to whoever signs in while a list of somebody else is still being opened', async () => {
    const screen = await waiting();
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.sees('Sign in to see the accounts of the practice.');
    comes({ ok: true, value: listWith(7) });
    await screen.settled();
    expect(screen.text).not.to.include('MORGAN');
  });
});
