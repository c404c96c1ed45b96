import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { OsOnlineServicesSettings } from '../../../components/practice/os-online-services-settings.ts';
import { OsOnlineServicesTab } from '../../../components/tab/os-online-services-tab.ts';
import type { SavedAllTheSame } from '../../../components/unsaved/unsaved-view.ts';
import { unsavedWorkOf } from '../../../components/unsaved/unsaved-work.ts';
import {
  BEFORE_ACCOUNT,
  LUKASZ,
  SERVICES,
  SETTINGS,
  ready,
  withAccount,
} from '../../fakes/tab-views.ts';
import { openSettings, openTab, Screen } from '../open.ts';

const ACTIVE = withAccount('active');
const COLLEAGUE = { id: 'staff-2', name: 'Dr Siân Ó Dónaill' };

/** Whether the browser would ask before the page is left. */
function browserAsks(): boolean {
  return !dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

/** As a host that shows the tab again: another element, on the same product. */
async function shownAgain({ element, services }: Screen): Promise<Screen> {
  element.remove();
  const tab = await fixture<OsOnlineServicesTab>(
    html`<os-online-services-tab .services=${services}></os-online-services-tab>`,
  );
  const screen = new Screen(tab, services);
  await screen.settled();
  return screen;
}

function tabOf({ element }: Screen): OsOnlineServicesTab {
  if (!(element instanceof OsOnlineServicesTab)) throw new Error('This screen is not the tab.');
  return element;
}

function notes(screen: Screen, service = 'repeats'): string {
  return screen.get(`#notes-${service}`, HTMLInputElement).value;
}

describe('edits of services that were left', () => {
  it('are there again, and said to be unsaved, when the same tab is shown again', async () => {
    const before = await openTab(ready(ACTIVE));
    await before.type('#notes-repeats', 'Asked to stop');
    expect(before.textOf('.bar')).to.include('Not saved yet');
    const screen = await shownAgain(before);
    expect(notes(screen)).to.equal('Asked to stop');
    expect(screen.textOf('.bar')).to.include(
      'You left these changes to services without saving them.',
    );
    await screen.isAccessible();
    await screen.click('#save');
    await screen.hears('Changes to services were saved.');
    const again = await shownAgain(screen);
    expect(again.has('.bar')).to.be.false;
  });

  it('are there again when the patient is opened again', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.type('#notes-repeats', 'Asked to stop');
    screen.services.tab$.next(ready({ ...ACTIVE, patient: LUKASZ }));
    await screen.sees('Łukasz');
    expect(screen.has('.bar')).to.be.false;
    screen.services.tab$.next(ready(ACTIVE));
    await screen.sees('You left these changes to services without saving them.');
    expect(notes(screen)).to.equal('Asked to stop');
  });

  it('are never shown to another member of staff, in whichever element', async () => {
    const before = await openTab(ready(ACTIVE));
    await before.type('#notes-repeats', 'Asked to stop');
    before.services.tab$.next(ready({ ...ACTIVE, staff: COLLEAGUE }));
    await before.settled();
    expect(notes(before)).to.equal('');
    const screen = await shownAgain(before);
    expect(notes(screen)).to.equal('');
    screen.services.tab$.next(ready(ACTIVE));
    await screen.settled();
    expect(notes(screen), 'dropped with the session').to.equal('');
  });

  it('are dropped at sign-out, and only the same person is told', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.type('#notes-repeats', 'Asked to stop');
    unsavedWorkOf(screen.services).signedIn('');
    screen.services.tab$.next({ phase: 'signed-out' });
    await screen.settled();
    expect(browserAsks()).to.be.false;
    expect(screen.text).not.to.include('Mair');
    unsavedWorkOf(screen.services).signedIn(COLLEAGUE.id);
    screen.services.tab$.next(ready({ ...ACTIVE, patient: LUKASZ, staff: COLLEAGUE }));
    await screen.sees('Łukasz');
    expect(screen.text).not.to.include('Mair');
    unsavedWorkOf(screen.services).signedIn(ACTIVE.staff.id);
    screen.services.tab$.next(ready({ ...ACTIVE, patient: LUKASZ }));
    await screen.sees(
      'When you were last signed out, these changes were not saved and are gone: Services for Mair Llewelyn.',
    );
    await screen.isAccessible();
    screen.services.tab$.next(ready({ ...ACTIVE, patient: LUKASZ, staff: COLLEAGUE }));
    await screen.settled();
    expect(screen.text, 'to the next person').not.to.include('Mair');
  });

  it('are told of, also when another patient is open at the next sign-in', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.type('#notes-repeats', 'Asked to stop');
    unsavedWorkOf(screen.services).signedIn(ACTIVE.staff.id);
    screen.services.tab$.next(ready({ ...ACTIVE, patient: LUKASZ }));
    await screen.sees('were not saved and are gone: Services for Mair Llewelyn.');
  });

  it('are nothing to be told of once they were cancelled', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.type('#notes-repeats', 'Asked to stop');
    await screen.click('#cancel');
    unsavedWorkOf(screen.services).signedIn('');
    expect(unsavedWorkOf(screen.services).takeLost(ACTIVE.staff.id)).to.deep.equal([]);
  });
});

describe('what was typed in a dialog that was taken away', () => {
  it('is there again when it is opened again for that patient, and the record’s own news with it', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#edit-email');
    await screen.type('#value', 'mair@new.example');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, patient: LUKASZ }));
    await screen.sees('What you typed is there when you open it again for that patient.');
    const [email, ...others] = BEFORE_ACCOUNT.contacts;
    if (email === undefined) throw new Error('There is no email address.');
    const contacts = [{ ...email, verified: false }, ...others];
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, contacts }));
    await screen.sees(
      'Left without saving: Communication – Update. Open it again: what you typed is there.',
    );
    await screen.click('#edit-email');
    await screen.sees('You typed this before and left without saving it.');
    expect(screen.get('#value', HTMLInputElement).value).to.equal('mair@new.example');
    expect(screen.get('#verified', HTMLInputElement).checked, 'changed elsewhere').to.be.false;
    await screen.isAccessible();
    await sendKeys({ press: 'Escape' });
    await screen.vanishes('dialog');
    await screen.click('#edit-email');
    expect(screen.get('#value', HTMLInputElement).value, 'given up').to.equal(email.value);
  });

  it('does not come back once it is saved, though the dialog was taken away meanwhile', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#add-email');
    await screen.type('#value', 'mair@new.example');
    const finish = screen.services.hold('saveContact');
    await screen.click('dialog button[type=submit]');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, patient: LUKASZ }));
    await screen.vanishes('dialog');
    const saved = { type: 'email', value: 'mair@new.example', verified: false, preferred: false };
    finish({ ok: true, value: saved });
    await screen.settled();
    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.sees('Mair');
    await screen.click('#add-email');
    expect(screen.get('#value', HTMLInputElement).value).to.equal('');
  });
});

describe('what was typed about something that is there no more', () => {
  const STRUCK = {
    ...BEFORE_ACCOUNT,
    identityChecks: BEFORE_ACCOUNT.identityChecks.map((check) => ({
      ...check,
      enteredInError: { at: '2026-11-02T10:00:00.000Z', byName: COLLEAGUE.name, reason: 'Mistake' },
    })),
  };

  for (const [dialog, button, typed, later] of [
    ['Entered in error', '#strike-check-1', '#reason', STRUCK],
    ['Communication – Update', '#edit-email', '#value', { ...BEFORE_ACCOUNT, contacts: [] }],
  ] as const) {
    it(`is told of, and is not unsaved for ever: ${dialog}`, async () => {
      const screen = await openTab(ready(BEFORE_ACCOUNT));
      await screen.click(button);
      await screen.type(typed, 'Typed');
      screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, patient: LUKASZ }));
      await screen.vanishes('dialog');
      expect(browserAsks()).to.be.true;
      screen.services.tab$.next(ready(later));
      await screen.sees(`Not saved, and gone: ${dialog}.`);
      expect(browserAsks()).to.be.false;
      expect(unsavedWorkOf(screen.services).unsavedOf(BEFORE_ACCOUNT.patient.ref)).to.deep.equal(
        [],
      );
      await screen.isAccessible();
    });
  }

  it('stays while its dialog is open: whoever typed it sees why it is refused', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#strike-check-1');
    await screen.type('#reason', 'Typed');
    screen.services.tab$.next(ready(STRUCK));
    await screen.settled();
    expect(screen.get('#reason', HTMLTextAreaElement).value).to.equal('Typed');
    expect(browserAsks()).to.be.true;
    await screen.click('dialog #cancel');
    await screen.vanishes('dialog');
    expect(browserAsks()).to.be.false;
  });
});

describe('the browser asks before the page is closed or loaded anew', () => {
  it('while services are edited, and not before or after', async () => {
    const screen = await openTab(ready(ACTIVE));
    expect(browserAsks()).to.be.false;
    await screen.click('#enabled-repeats');
    expect(browserAsks()).to.be.true;
    await screen.click('#enabled-repeats');
    expect(browserAsks(), 'edited back').to.be.false;
    await screen.click('#enabled-repeats');
    await screen.click('#save');
    await screen.hears('saved');
    expect(browserAsks(), 'saved').to.be.false;
  });

  it('while edits are kept of a patient who is not open', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.click('#enabled-repeats');
    screen.services.tab$.next(ready({ ...ACTIVE, patient: LUKASZ }));
    await screen.sees('Łukasz');
    screen.element.remove();
    expect(browserAsks()).to.be.true;
  });

  for (const [dialog, button, typed] of [
    ['Communication', '#add-email', '#value'],
    ['Identification', '#add', '#freetext'],
    ['Entered in error', '#strike-check-1', '#reason'],
  ] as const) {
    it(`while something is typed in ${dialog}, not while it is only open`, async () => {
      const screen = await openTab(ready(BEFORE_ACCOUNT));
      await screen.click(button);
      expect(browserAsks(), 'only open').to.be.false;
      await screen.type(typed, 'Typed');
      expect(browserAsks(), 'typed').to.be.true;
      await screen.click('dialog #cancel');
      await screen.vanishes('dialog');
      expect(browserAsks(), 'given up').to.be.false;
    });
  }

  it('while settings are edited', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.type('#letterExpiryDays', '21');
    expect(browserAsks()).to.be.true;
    await screen.type('#letterExpiryDays', String(SETTINGS.settings.letterExpiryDays));
    expect(browserAsks(), 'edited back').to.be.false;
  });
});

describe('the settings page', () => {
  it('shows again what was left, to the same person', async () => {
    const first = await openSettings(SETTINGS);
    const { element, services } = first;
    await first.type('#letterExpiryDays', '21');
    element.remove();
    const page = await fixture<OsOnlineServicesSettings>(
      html`<os-online-services-settings .services=${services}></os-online-services-settings>`,
    );
    const screen = new Screen(page, services);
    await screen.settled();
    expect(screen.get('#letterExpiryDays', HTMLInputElement).value).to.equal('21');
    await screen.sees('You left these changes without saving them.');
    await screen.isAccessible();
    services.settings$.next({ ...SETTINGS, staffId: COLLEAGUE.id });
    await screen.settled();
    expect(screen.get('#letterExpiryDays', HTMLInputElement).value, 'a colleague').to.equal('14');
    services.settings$.next(SETTINGS);
    await screen.sees('these changes were not saved and are gone: Settings of Online Services.');
  });
});

describe('what is unsaved in the tab', () => {
  it('is told in a few words, and saved or given up for whoever asks', async () => {
    const screen = await openTab(ready(ACTIVE));
    const tab = tabOf(screen);
    let told = 0;
    tab.addEventListener('os-unsaved-change', () => (told += 1));
    expect(tab.unsaved).to.deep.equal([]);
    await screen.click('#enabled-repeats');
    expect(tab.unsaved).to.deep.equal(['Services']);
    expect(told).to.equal(1);
    await screen.click('#add');
    await screen.type('#freetext', 'Seen');
    expect(tab.unsaved).to.deep.equal(['Identification – Add', 'Services']);
    const message = 'Choose how the identity was checked.';
    screen.services.refuse('recordIdentityCheck', { kind: 'invalid', message, field: 'method' });
    expect(await tab.saveUnsaved(), 'refused').to.be.false;
    await screen.sees(message);
    expect(screen.services.inputs('changeServices')).to.deep.equal([]);
    expect(await tab.saveUnsaved()).to.be.true;
    expect(screen.services.inputs('recordIdentityCheck')).to.have.length(2);
    expect(screen.services.inputs('changeServices')).to.have.length(1);
    await screen.vanishes('dialog');
    await screen.settled();
    expect(tab.unsaved).to.deep.equal([]);
    await screen.click('#enabled-acutes');
    expect(await tab.revertUnsaved()).to.deep.equal([]);
    await screen.settled();
    const acutes = SERVICES.find(({ name }) => name === 'acutes');
    expect(screen.get('#enabled-acutes', HTMLInputElement).checked).to.equal(acutes?.enabled);
    expect(tab.unsaved).to.deep.equal([]);
    expect(browserAsks()).to.be.false;
  });

  it('is not given up as if nothing happened while it is being saved: that is waited for, and told', async () => {
    const screen = await openTab(ready(ACTIVE));
    const tab = tabOf(screen);
    const patientName = ACTIVE.patient.name;
    for (const isSaved of [true, false]) {
      await screen.click('#enabled-repeats');
      const finishSaving = screen.services.hold('changeServices');
      await screen.click('#save');
      await screen.click('#add');
      await screen.type('#freetext', 'Seen');
      const finishAdding = screen.services.hold('recordIdentityCheck');
      await screen.click('dialog button[type="submit"]');
      let saved: readonly SavedAllTheSame[] | undefined;
      const leaving = tab.revertUnsaved().then((all) => (saved = all));
      await screen.settled();
      expect(screen.has('dialog'), 'nobody knows yet what comes of it').to.be.true;
      expect(saved).to.equal(undefined);
      const refused = {
        ok: false,
        failure: { kind: 'not-allowed', message: 'Not now.' },
      } as const;
      if (isSaved) finishAdding();
      else finishAdding(refused);
      if (isSaved) finishSaving();
      else finishSaving(refused);
      const whats = isSaved ? ['Identification – Add', 'Services'] : [];
      expect(await leaving).to.deep.equal(whats.map((what) => ({ what, patientName })));
      await screen.vanishes('dialog');
      await screen.settled();
      expect(tab.unsaved).to.deep.equal([]);
    }
  });

  it('given up while a check is recorded: no account follows it', async () => {
    const createAccount = { allowed: false, reason: 'No.', needsIdentity: true } as const;
    const can = { ...BEFORE_ACCOUNT.can, createAccount };
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, can }));
    const tab = tabOf(screen);
    const finish = screen.services.hold('recordIdentityCheck');
    await screen.click('#add');
    screen.choose('#method', 'passport');
    await screen.click('#then-create');
    const leaving = tab.revertUnsaved();
    finish();
    const { name: patientName } = BEFORE_ACCOUNT.patient;
    expect(await leaving).to.deep.equal([{ what: 'Identification – Add', patientName }]);
    await screen.vanishes('dialog');
    await screen.settled();
    expect(screen.services.inputs('createAccount')).to.deep.equal([]);
  });

  it('given up while the account is created with what was ticked: that is waited for, and told', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const tab = tabOf(screen);
    await screen.click('#enabled-repeats');
    const finish = screen.services.hold('createAccount');
    await screen.click('#create');
    let saved: readonly SavedAllTheSame[] | undefined;
    const leaving = tab.revertUnsaved().then((all) => (saved = all));
    await screen.settled();
    expect(saved, 'nobody knows yet what comes of it').to.equal(undefined);
    finish();
    const { name: patientName } = BEFORE_ACCOUNT.patient;
    expect(await leaving).to.deep.equal([{ what: 'Online account', patientName }]);
  });

  it('says nothing of a letter that was being made: there is nothing saved of it', async () => {
    const screen = await openTab(ready(withAccount('created')));
    const tab = tabOf(screen);
    const finish = screen.services.hold('previewLetter');
    await screen.click('#print-letter');
    const leaving = tab.revertUnsaved();
    finish();
    expect(await leaving).to.deep.equal([]);
    await screen.vanishes('os-letter-dialog');
  });

  it('cannot be saved by itself before there is an account, and the tab says so', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const tab = tabOf(screen);
    await screen.click('#enabled-repeats');
    expect(await tab.saveUnsaved()).to.be.false;
    await screen.sees('These changes are saved when the online account is created.');
    expect(screen.services.calls).to.deep.equal([]);
    await screen.isAccessible();
  });
});
