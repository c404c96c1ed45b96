import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BEFORE_ACCOUNT, LUKASZ, PASSPORT, STRUCK, ready } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const VIEW = { ...BEFORE_ACCOUNT, identityChecks: [PASSPORT, STRUCK] };

describe('identification', () => {
  it('lists checks, struck ones readable with who, when and why', async () => {
    const screen = await openTab(ready(VIEW));
    const struck = screen.get('tr.struck');
    expect(struck.textContent).to.include('Known since 2004.');
    expect(struck.textContent.replace(/\s+/g, ' ')).to.include('recorded by Aled Morgan');
    expect(screen.all('[id^="strike-"]')).to.have.length(1);
    await screen.isAccessible();
  });

  it('says what is missing when nothing is recorded', async () => {
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, identityChecks: [] }));
    expect(screen.text).to.include('Nothing recorded yet.');
    await screen.isAccessible();
  });

  it('says what is still missing of what the practice asks for, below the checks', async () => {
    const note = 'Still missing: proof of address, or vouching.';
    const can = { ...VIEW.can, recordIdentityCheck: { allowed: true, note } as const };
    const screen = await openTab(ready({ ...VIEW, can }));
    expect(screen.get('#missing').textContent).to.equal(note);
    await screen.isAccessible();
  });

  it('may be looked at by somebody who may not record', async () => {
    const reason = 'Your role does not let you record this.';
    const refused = { allowed: false, reason } as const;
    const can = { recordIdentityCheck: refused, markIdentityCheckEnteredInError: refused };
    const screen = await openTab(ready({ ...VIEW, can: { ...VIEW.can, ...can } }));
    expect(screen.text).to.include(reason);
    expect(screen.has('[id^="strike-"]')).to.be.false;
    await screen.click('#add');
    expect(screen.has('dialog')).to.be.false;
    await screen.isAccessible();
  });
});

describe('the Identification dialog', () => {
  it('records what was filled in, starting from today and the person signed in', async () => {
    const screen = await openTab(ready(VIEW));
    screen.get('#add').focus();
    await sendKeys({ press: 'Enter' });
    await screen.focusReaches('#method');
    expect(screen.get('#date', HTMLInputElement).value).to.equal('22/11/2026');
    expect(screen.get('#staff', HTMLSelectElement).value).to.equal('staff-1');
    expect(
      screen.all('#method optgroup').map((group) => group.getAttribute('label')),
    ).to.deep.equal([
      'Vouching',
      'Photo identity',
      'Proof of address',
      'Other documents',
      'NHS login',
    ]);
    screen.choose('#method', 'personal-vouch');
    await screen.sees('Say how the patient is known');
    screen.choose('#staff', 'staff-2');
    await screen.type('#freetext', 'For ten years.');
    await screen.isAccessible();
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes('dialog');
    expect(screen.services.inputs('recordIdentityCheck')).to.deep.equal([
      {
        operationId: 'operation-1',
        patientRef: 'patient-1',
        date: '22/11/2026',
        method: 'personal-vouch',
        staffId: 'staff-2',
        freetext: 'For ten years.',
        addCodedEntry: true,
      },
    ]);
    await screen.hears('The identification was recorded.');
    await screen.focusReaches('#add');
  });

  it('goes on to creating the account where the identity is all that it waits for', async () => {
    const reason = 'Check the patient’s identity first.';
    const createAccount = { allowed: false, reason, needsIdentity: true } as const;
    const view = { ...BEFORE_ACCOUNT, identityChecks: [], can: { ...VIEW.can, createAccount } };
    const screen = await openTab(ready(view));
    await screen.click('#add');
    screen.choose('#method', 'passport');
    await screen.isAccessible();
    await screen.click('#then-create');
    await screen.vanishes('os-identification-dialog');
    await screen.hears('The online account was created.');
    expect(screen.services.calls.map(({ command }) => command)).to.deep.equal([
      'recordIdentityCheck',
      'createAccount',
    ]);
    expect(screen.services.inputs('createAccount')[0]).to.deep.include({ patientRef: 'patient-1' });
  });

  it('creates nothing while the practice asks for more, and says what is missing', async () => {
    const createAccount = { allowed: false, reason: 'No.', needsIdentity: true } as const;
    const screen = await openTab(ready({ ...VIEW, can: { ...VIEW.can, createAccount } }));
    const finish = screen.services.hold('recordIdentityCheck');
    await screen.click('#add');
    screen.choose('#method', 'passport');
    await screen.click('#then-create');
    finish({ ok: true, value: { stillMissing: 'Still missing: proof of address.' } });
    await screen.hears('The identification was recorded. Still missing: proof of address.');
    expect(screen.services.inputs('createAccount')).to.deep.equal([]);
  });

  it('says how old proof of address may be', async () => {
    const screen = await openTab(ready(VIEW));
    await screen.click('#add');
    screen.choose('#method', 'utility-bill');
    await screen.sees('no older than three months');
    await screen.isAccessible();
  });

  it('creates no account for a patient who was opened while the check was being recorded', async () => {
    const createAccount = { allowed: false, reason: 'No.', needsIdentity: true } as const;
    const screen = await openTab(ready({ ...VIEW, can: { ...VIEW.can, createAccount } }));
    const finish = screen.services.hold('recordIdentityCheck');
    await screen.click('#add');
    screen.choose('#method', 'passport');
    await screen.click('#then-create');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, patient: LUKASZ }));
    await screen.vanishes('dialog');
    finish({ ok: true, value: { codedEntryFailure: 'The record is closed.' } });
    await screen.sees('For Mair Llewelyn:');
    expect(screen.services.inputs('createAccount')).to.deep.equal([]);
  });

  it('creates nothing when the check was refused, nor where creating waits for something else', async () => {
    const createAccount = { allowed: false, reason: 'No.', needsIdentity: true } as const;
    const screen = await openTab(ready({ ...VIEW, can: { ...VIEW.can, createAccount } }));
    screen.services.refuse('recordIdentityCheck', { kind: 'invalid', message: 'Not so.' });
    await screen.click('#add');
    await screen.click('#then-create');
    await screen.focusReaches('#summary');
    expect(screen.services.inputs('createAccount')).to.deep.equal([]);
    await screen.click('#cancel');

    const refused = { allowed: false, reason: 'No number that counts.' } as const;
    screen.services.tab$.next(ready({ ...VIEW, can: { ...VIEW.can, createAccount: refused } }));
    await screen.click('#add');
    expect(screen.has('#then-create')).to.equal(false);
  });

  it('keeps everything typed when refused, and is the same operation the next time', async () => {
    const screen = await openTab(ready(VIEW));
    const message = 'Choose how the identity was checked.';
    screen.services.refuse('recordIdentityCheck', { kind: 'invalid', message, field: 'method' });
    await screen.click('#add');
    await screen.type('#freetext', 'Seen.');
    await screen.click('#addCodedEntry');
    await screen.click('dialog button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#method-error')).to.equal(message);
    await screen.isAccessible();
    await screen.click('#summary button');
    await screen.focusReaches('#method');
    screen.choose('#method', 'passport');
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes('dialog');
    const inputs = screen.services.inputs('recordIdentityCheck');
    expect(inputs).to.have.length(2);
    expect(inputs[1]).to.deep.include({
      operationId: 'operation-1',
      method: 'passport',
      freetext: 'Seen.',
      addCodedEntry: false,
    });
  });

  it('takes only people whom the host names', async () => {
    const screen = await openTab(ready(VIEW));
    const message = 'Choose somebody else.';
    screen.services.refuse('recordIdentityCheck', { kind: 'invalid', message, field: 'staff' });
    await screen.click('#add');
    expect(screen.all('#staff option').map((option) => option.textContent.trim())).to.deep.equal([
      'Aled Morgan',
      'Dr Siân Ó Dónaill',
    ]);
    await screen.click('dialog button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#staff-error')).to.equal(message);
    await screen.isAccessible();
    await screen.click('#summary button');
    await screen.focusReaches('#staff');
  });

  it('shows how a typed date was understood as soon as it is left', async () => {
    const screen = await openTab(ready(VIEW));
    await screen.click('#add');
    await screen.type('#date', '1.3.79');
    await sendKeys({ press: 'Tab' });
    await screen.settled();
    expect(screen.get('#date', HTMLInputElement).value).to.equal('01/03/1979');
    await screen.isAccessible();
  });

  it('keeps a date as typed that is not understood, and says so beside it', async () => {
    const screen = await openTab(ready(VIEW));
    const message = 'This date is not understood.';
    screen.services.refuse('recordIdentityCheck', { kind: 'invalid', message, field: 'date' });
    await screen.click('#add');
    await screen.type('#date', '31/02/2026');
    await sendKeys({ press: 'Enter' });
    await screen.focusReaches('#summary');
    expect(screen.get('#date', HTMLInputElement).value).to.equal('31/02/2026');
    expect(screen.textOf('#date-error')).to.equal(message);
    expect(screen.services.inputs('recordIdentityCheck')[0]).to.deep.include({
      date: '31/02/2026',
    });
    await screen.isAccessible();
  });

  it('takes a date from the calendar too, and shows it the same way', async () => {
    const screen = await openTab(ready(VIEW));
    await screen.click('#add');
    const calendar = screen.get('#date-calendar', HTMLInputElement);
    expect(calendar.max).to.equal('2026-11-22');
    calendar.value = '2026-11-03';
    calendar.dispatchEvent(new Event('change'));
    await screen.settled();
    expect(screen.get('#date', HTMLInputElement).value).to.equal('03/11/2026');
    await screen.focusReaches('#date');
  });

  it('keeps telling that the coded entry is missing until it is dismissed', async () => {
    const screen = await openTab(ready(VIEW));
    screen.services.answer('recordIdentityCheck', {
      ok: true,
      value: { codedEntryFailure: 'the history is locked.' },
    });
    await screen.click('#add');
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes('dialog');
    await screen.sees('was not added to the record: the history is locked.');
    await screen.isAccessible();
  });
});

describe('the Entered in error dialog', () => {
  it('marks the check with the reason given', async () => {
    const screen = await openTab(ready(VIEW));
    const message = 'Write why it is wrong.';
    screen.services.refuse('markIdentityCheckEnteredInError', {
      kind: 'invalid',
      message,
      field: 'reason',
    });
    screen.get('#strike-check-1').focus();
    await sendKeys({ press: 'Enter' });
    await screen.focusReaches('#reason');
    expect(screen.textOf('os-entered-in-error-dialog')).to.include(
      'Passport, 22 Nov 2026, Aled Morgan',
    );
    await screen.click('dialog button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#reason-error')).to.equal(message);
    await screen.isAccessible();
    await screen.type('#reason', 'Wrong patient.');
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes('dialog');
    expect(screen.services.inputs('markIdentityCheckEnteredInError')[1]).to.deep.equal({
      operationId: 'operation-1',
      patientRef: 'patient-1',
      checkId: 'check-1',
      reason: 'Wrong patient.',
    });
    await screen.hears('marked as entered in error');
    await screen.focusReaches('#add');
  });
});
