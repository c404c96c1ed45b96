import { expect } from '@open-wc/testing';
import type { TabView } from '../../../services/application/views.ts';
import {
  BEFORE_ACCOUNT,
  CONFLICT,
  LUKASZ,
  PARKED,
  PASSPORT,
  STRUCK,
  SUPERSEDED,
  WAITING,
  ready,
  withAccount,
  withWork,
} from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const REFUSED = { allowed: false, reason: 'Record how the identity was checked first.' } as const;

describe('the Online Services tab', () => {
  const states: Readonly<Record<string, readonly [view: TabView, ...words: string[]]>> = {
    'while loading': [{ phase: 'loading' }, 'Loading online services'],
    'without a patient': [{ phase: 'no-patient' }, 'Open a patient'],
    'with nobody signed in': [{ phase: 'signed-out' }, 'Sign in'],
    'to somebody who may not see it': [
      { phase: 'not-permitted', message: 'Your role does not let you see this.' },
      'Your role does not let you see this.',
    ],
    'without storage': [
      { phase: 'unavailable', message: 'Browser storage cannot be used right now.' },
      'Browser storage cannot be used right now.',
    ],
    'for a patient who can have no account': [
      ready({
        ...BEFORE_ACCOUNT,
        patient: { ...BEFORE_ACCOUNT.patient, ineligible: 'The NHS number is an old-style one.' },
        can: {
          ...BEFORE_ACCOUNT.can,
          createAccount: { allowed: false, reason: 'No number that counts.' },
        },
      }),
      'The NHS number is an old-style one.',
      'No number that counts.',
    ],
    'when what can be done could not be loaded': [
      ready({ ...BEFORE_ACCOUNT, can: {}, commandsMissing: true }),
      'Mair Llewelyn',
      'could not be loaded, so buttons are missing here',
    ],
    'when the list of unsent work could not be loaded': [
      ready({ ...BEFORE_ACCOUNT, sync: { ...BEFORE_ACCOUNT.sync, listMissing: true } }),
      'changes that are not shared yet could not be loaded',
    ],
    'before there is an account': [
      ready({ ...BEFORE_ACCOUNT, identityChecks: [PASSPORT, STRUCK] }),
      'Mair Llewelyn',
      '14 Mar 1958',
      '999 000 0018',
      'No online account',
      'Create Online Account',
      'Preferred and verified',
      'Entered in error 20 Nov 2026, 09:10, Aled Morgan: Recorded for the wrong patient.',
    ],
    'with a Created account': [
      ready(withAccount('created')),
      'Created',
      'Codes expire 6 Dec 2026',
      'Letters made 1, last 22 Nov 2026, 14:08 by Aled Morgan',
      'Reprint letter…',
    ],
    'with a Registered account': [ready(withAccount('registered')), 'Registered on the website'],
    'with an Active account': [ready(withAccount('active')), 'Activated 22 Nov 2026, 18:42'],
    'with a Locked account': [ready(withAccount('locked')), 'Locked until', 'Unlock account'],
    'with an account the practice disabled': [
      ready(withAccount('active', { disabledByPractice: true })),
      'Active',
      'Disabled by practice',
    ],
    'with unsent work': [
      ready(withWork(WAITING, PARKED, CONFLICT, SUPERSEDED)),
      'Not sent yet',
      'Offline. 1 change is waiting',
      'Waits for the network.',
      'Refused',
      'Made elsewhere first',
      'Changed elsewhere too',
    ],
  };
  for (const [name, [view, ...expected]] of Object.entries(states)) {
    it(`says what is what ${name}`, async () => {
      const screen = await openTab(view);
      for (const words of expected) expect(screen.text).to.include(words);
      await screen.isAccessible();
    });
  }

  it('shows a refused action with its reason, and does not run it', async () => {
    const screen = await openTab(
      ready({ ...BEFORE_ACCOUNT, can: { ...BEFORE_ACCOUNT.can, createAccount: REFUSED } }),
    );
    const button = screen.get('#create');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(screen.textOf('#create-reason')).to.equal(REFUSED.reason);
    await screen.click('#create');
    expect(screen.services.calls).to.deep.equal([]);
    expect(screen.has('#unlock')).to.be.false;
    await screen.isAccessible();
  });

  it('tells a change of status once, and says nothing of tries that change nothing', async () => {
    const screen = await openTab(ready(withAccount('created')));
    screen.services.tab$.next(ready(withAccount('registered')));
    await screen.hears('The account is now Registered.');
    const view = withAccount('registered');
    for (const phase of ['working', 'idle', 'working'] as const) {
      screen.services.tab$.next(ready({ ...view, sync: { ...view.sync, phase } }));
      await screen.settled();
    }
    expect(screen.said).to.equal('The account is now Registered.');
    expect(screen.all('[aria-live]')).to.have.length(1);
  });

  it('tells once that what can be done, and the list of unsent work, could not be loaded', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const { sync } = BEFORE_ACCOUNT;
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, commandsMissing: true }));
    await screen.hears('could not be loaded, so buttons are missing here');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, sync: { ...sync, listMissing: true } }));
    await screen.hears('changes that are not shared yet could not be loaded');
  });

  it('keeps what is on screen while storage is away, and allows nothing', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.type('#notes-repeats', 'Asked by phone');
    screen.services.tab$.next({ phase: 'unavailable', message: 'Storage is away.' });
    await screen.sees('Storage is away.');
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('Asked by phone');
    expect(screen.get('#create').getAttribute('aria-disabled')).to.equal('true');
    await screen.isAccessible();
    screen.services.tab$.next({ phase: 'loading' });
    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.settled();
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('Asked by phone');
    expect(screen.get('#create').hasAttribute('aria-disabled')).to.be.false;
  });

  it('neither flickers nor loses the focus when the same patient is read anew', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.get('#notes-repeats').focus();
    screen.services.tab$.next({ phase: 'loading' });
    await screen.settled();
    expect(screen.text).not.to.include('Loading');
    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.settled();
    await screen.focusReaches('#notes-repeats');
  });

  it('takes the patient out of sight when news is long in coming, an open dialog stays', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#add-email');
    await screen.type('#value', 'mair@new.example');
    screen.services.tab$.next({ phase: 'loading' });
    await screen.sees('Loading online services');
    expect(getComputedStyle(screen.get('#create')).visibility).to.equal('hidden');
    expect(getComputedStyle(screen.get('#value')).visibility).to.equal('visible');
    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.settled();
    expect(getComputedStyle(screen.get('#create')).visibility).to.equal('visible');
    expect(screen.get('#value', HTMLInputElement).value).to.equal('mair@new.example');
  });

  it('hides the patient when nobody is signed in any more', async () => {
    const screen = await openTab(ready(withAccount('active')));
    screen.services.tab$.next({ phase: 'signed-out' });
    await screen.sees('Sign in');
    expect(screen.text).not.to.include('Mair');
    await screen.isAccessible();
  });

  it('closes an open dialog and says why when another patient is opened', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#add-email');
    await screen.appears('dialog[open]');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, patient: LUKASZ }));
    await screen.vanishes('dialog');
    await screen.sees(
      '“Communication – Add” for Mair Llewelyn was closed because another patient was opened. Nothing of it was saved.',
    );
    await screen.focusReaches('#notice');
    expect(screen.text).to.include('Łukasz Wiśniewski');
    await screen.isAccessible();
    await screen.click('#notice button');
    expect(screen.has('#notice')).to.be.false;
  });

  it('closes an open dialog when another person takes over at the same patient, and names nobody', async () => {
    const screen = await openTab(ready(withAccount('created')));
    await screen.click('#print-letter');
    await screen.appears('#print');
    const staff = { id: 'staff-2', name: 'Dr Siân Ó Dónaill' };
    screen.services.tab$.next(ready({ ...withAccount('created'), staff }));
    await screen.vanishes('dialog');
    expect(screen.has('iframe')).to.equal(false);
    expect(screen.has('#notice')).to.equal(false);
  });

  it('keeps the unsaved edits of each patient apart', async () => {
    const screen = await openTab(ready(withAccount('active')));
    await screen.type('#notes-repeats', 'For Mair only');
    screen.services.tab$.next(ready({ ...withAccount('active'), patient: LUKASZ }));
    await screen.sees('Łukasz');
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('');
    expect(screen.has('#save')).to.be.false;
    screen.services.tab$.next(ready(withAccount('active')));
    await screen.sees('Mair');
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('For Mair only');
    const other = { id: 'staff-2', name: 'Dr Siân Ó Dónaill' };
    screen.services.tab$.next(ready({ ...withAccount('active'), staff: other }));
    await screen.settled();
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('');
  });

  it('tells a refusal that comes after another patient was opened with the first one’s name', async () => {
    const screen = await openTab(ready(withAccount('locked')));
    const finish = screen.services.hold('unlockAccount');
    await screen.click('#unlock');
    screen.services.tab$.next(ready({ ...withAccount('active'), patient: LUKASZ }));
    await screen.sees('Łukasz');
    finish({ ok: false, failure: { kind: 'not-allowed', message: 'It is not locked.' } });
    await screen.sees('For Mair Llewelyn: It is not locked.');
    expect(screen.services.inputs('unlockAccount')).to.deep.equal([
      { operationId: 'operation-1', patientRef: 'patient-1' },
    ]);
  });

  it('has commands made ready once, when somebody starts to work in it', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    expect(screen.services.prepared).to.equal(0);
    screen.get('#create').focus();
    screen.get('#add').focus();
    expect(screen.services.prepared).to.equal(1);
  });

  it('says so when it stops following the record, and starts again', async () => {
    const screen = await openTab(ready(withAccount('created')));
    screen.services.tab$.complete();
    await screen.sees('stopped following the record');
    await screen.isAccessible();
  });
});
