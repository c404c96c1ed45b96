import { expect } from '@open-wc/testing';
import { fakeJobsView } from '../../fakes/fake-jobs-view.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { waitUntil } from '../../wait-until.ts';
import { openAccountsPage } from '../open.ts';
import { opened, Practice } from './listed-accounts.ts';

describe('the page of accounts of the practice', () => {
  it('opens with those who have not used their letter, each list with its number', async () => {
    const screen = await opened();
    expect(screen.services.inputs('openWorklist')).to.deep.equal([{ list: 'codes-unused' }]);
    await screen.sees('MORGAN, Siân 1');
    expect(screen.textOf('#list-codes-unused')).to.include('50,000');
    expect(screen.textOf('#list-locked')).to.include('3');
    expect(screen.textOf('#count')).to.equal('50,000 accounts');
    expect(screen.text).to.include('2 applications for a basic account wait.');
    expect(screen.text).to.include('before Online applications is opened');
    expect(screen.text).to.include('until 2 May 2026');
    expect(screen.text).to.include('letter 1 Mar 2026');
    await screen.isAccessible();
  });

  it('forgets everybody when somebody else signs in, and asks for nothing more', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await screen.sees('MORGAN, Siân 1');
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.sees('Sign in to see the accounts of the practice.');
    expect(screen.text).not.to.include('MORGAN');
    expect(screen.said).not.to.include('MORGAN');
    expect(practice.asked.some(({ isOpen }) => isOpen)).to.equal(false);
    const { calls } = screen.services;
    expect(calls.filter(({ command }) => command === 'openAccounts')).to.have.length(1);
  });

  it('begins anew when the same person signs in again', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await screen.sees('MORGAN, Siân 1');
    screen.services.answer('openAccounts', { ok: true, value: practice.view });
    screen.services.answer('openJobs', { ok: true, value: fakeJobsView() });
    const again = new Practice();
    screen.services.answer('openWorklist', { ok: true, value: again.worklist() });
    practice.over$.next();
    await waitUntil(
      () => screen.services.inputs('openWorklist').length === 2,
      'the list is to be opened anew',
    );
  });

  it('opens nothing any more when it has been left', async () => {
    const screen = await opened();
    await screen.sees('MORGAN, Siân 1');
    screen.element.remove();
    await screen.settled();
    expect(screen.services.inputs('openAccounts')).to.have.length(1);
  });

  it('says why not to who may not, and asks once', async () => {
    const message = 'Your role does not allow this.';
    const screen = await openAccountsPage(SETTINGS, (services) => {
      services.answer('openJobs', { ok: true, value: fakeJobsView() });
      services.refuse('openAccounts', { kind: 'not-permitted', message });
    });
    await screen.sees(message);
    expect(screen.services.inputs('openAccounts')).to.have.length(1);
    expect(screen.services.inputs('openWorklist')).to.deep.equal([]);
  });
});
