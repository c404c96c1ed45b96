import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BEFORE_ACCOUNT, ready } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const DIALOG = 'os-communication-dialog';

describe('contact details', () => {
  it('makes the address picked with the mouse the preferred one', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.choose('#email', 'email-2');
    await screen.hears('mair@work.example is now preferred.');
    expect(screen.services.inputs('saveContact')).to.deep.equal([
      {
        patientRef: 'patient-1',
        contact: {
          id: 'email-2',
          type: 'email',
          value: 'mair@work.example',
          verified: false,
          preferred: true,
        },
      },
    ]);
    await screen.isAccessible();
  });

  it('shows what cannot be seen in an address as what it is, and keeps the address as it was', async () => {
    const value = 'mair\u202E@work.example';
    const contacts = BEFORE_ACCOUNT.contacts.map((contact) =>
      contact.id === 'email-2' ? { ...contact, value } : contact,
    );
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, contacts }));
    expect(screen.textOf('#email')).to.contain('mair[U+202E]@work.example');
    screen.choose('#email', 'email-2');
    await screen.hears('mair[U+202E]@work.example is now preferred.');
    expect(screen.services.inputs('saveContact')).to.have.nested.property(
      '[0].contact.value',
      value,
    );
  });

  it('takes the arrow keys as looking, and leaving the list as picking', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.get('#email').focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowDown' });
    await screen.settled();
    expect(screen.services.calls).to.deep.equal([]);
    expect(screen.text).to.include('Not verified: gets no messages');
    await sendKeys({ press: 'Tab' });
    await screen.hears('mair@work.example is now preferred.');
    expect(screen.services.inputs('saveContact')).to.have.length(1);
  });

  it('keeps the preferred address when the host refuses, and says why', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.services.refuse('saveContact', {
      kind: 'host-refused',
      message: 'The record is locked.',
    });
    screen.choose('#email', 'email-2');
    await screen.sees('The record is locked.');
    await screen.settled();
    expect(screen.get('#email', HTMLSelectElement).value).to.equal('email-1');
    expect(screen.said).to.include('The record is locked.');
    await screen.isAccessible();
  });

  it('warns of a shared address and counts the others', async () => {
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, emailSharedBy: 2 }));
    expect(screen.text).to.include('also held by 2 other patients');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, emailSharedBy: 1 }));
    await screen.sees('also held by 1 other patient.');
    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.settled();
    expect(screen.text).not.to.include('also held by');
  });

  it('marks what is not verified, and says when there is nothing', async () => {
    const screen = await openTab(
      ready({
        ...BEFORE_ACCOUNT,
        contacts: [
          { id: 'e', type: 'email', value: 'mair@mail.example', verified: false, preferred: true },
        ],
      }),
    );
    expect(screen.textOf('#email')).to.include('mair@mail.example (not verified)');
    expect(screen.textOf('#mobile')).to.equal('No mobile number recorded');
    expect(screen.textOf('#mobile-state')).to.equal('');
    await screen.isAccessible();
  });

  it('calls nothing preferred that is only being looked at', async () => {
    const contacts = BEFORE_ACCOUNT.contacts.map((contact) => ({ ...contact, verified: true }));
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, contacts }));
    expect(screen.textOf('#email-state')).to.equal('Preferred and verified');
    screen.get('#email').focus();
    await sendKeys({ press: 'ArrowDown' });
    await screen.settled();
    expect(screen.textOf('#email-state')).to.equal('Verified, not preferred');
  });

  it('says when none of those held is preferred', async () => {
    const contacts = BEFORE_ACCOUNT.contacts.map((contact) => ({ ...contact, preferred: false }));
    const { preferredEmail: _none, ...view } = BEFORE_ACCOUNT;
    const screen = await openTab(ready({ ...view, contacts }));
    expect(screen.textOf('#email-state')).to.equal('No preferred email address.');
  });

  it('shows the reason and no buttons to somebody who may not edit contacts', async () => {
    const reason = 'Your role does not let you change contacts.';
    const screen = await openTab(
      ready({
        ...BEFORE_ACCOUNT,
        can: { ...BEFORE_ACCOUNT.can, saveContact: { allowed: false, reason } },
      }),
    );
    expect(screen.text).to.include(reason);
    expect(screen.has('#add-email')).to.be.false;
    expect(screen.get('#email', HTMLSelectElement).disabled).to.be.true;
    await screen.isAccessible();
  });
});

describe('the Communication dialog', () => {
  it('adds an email with the keyboard alone and gives the focus back', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.get('#add-email').focus();
    await sendKeys({ press: 'Enter' });
    await screen.appears(`dialog[open]`);
    await screen.focusReaches('#value');
    expect(screen.text).to.include('Communication – Add Mair Llewelyn · Born 14 Mar 1958');
    await sendKeys({ type: 'mair@new.example' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: ' ' });
    await screen.settled();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: ' ' });
    await screen.sees('Replaces mair.llewelyn@mail.example');
    await screen.isAccessible();
    screen.get('#value').focus();
    await sendKeys({ press: 'Enter' });
    await screen.vanishes(DIALOG);
    expect(screen.services.inputs('saveContact')).to.deep.equal([
      {
        patientRef: 'patient-1',
        contact: { type: 'email', value: 'mair@new.example', verified: true, preferred: true },
        reasonCode: 'patient-replied',
        reason: '',
      },
    ]);
    await screen.focusReaches('#add-email');
    await screen.hears('mair@new.example was saved.');
  });

  it('says of Verified what is true for whatever reason it is ticked', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#add-email');
    await screen.appears('dialog[open]');
    expect(screen.text).to.include('only if you know that this address reaches the patient');
    expect(screen.text).not.to.match(/answered|replied/);
    screen.choose('#type', 'mobile');
    await screen.sees('only if you know that this number reaches the patient');
  });

  it('leaves a verified preferred address preferred, unless it is told otherwise', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#add-email');
    await screen.appears('dialog[open]');
    expect(screen.get('#preferred', HTMLInputElement).checked).to.be.false;
    screen.choose('#type', 'phone');
    await screen.settled();
    expect(screen.get('#preferred', HTMLInputElement).checked, 'of a type without one').to.be.true;
    screen.choose('#type', 'email');
    await screen.type('#value', 'mair@new.example');
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes(DIALOG);
    expect(screen.services.inputs('saveContact')).to.deep.include({
      patientRef: 'patient-1',
      contact: { type: 'email', value: 'mair@new.example', verified: false, preferred: false },
    });
  });

  it('offers the first address, and one in place of an address not verified, as preferred', async () => {
    const contacts = BEFORE_ACCOUNT.contacts.map((contact) => ({ ...contact, verified: false }));
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, contacts }));
    await screen.click('#add-email');
    await screen.appears('dialog[open]');
    expect(screen.get('#preferred', HTMLInputElement).checked).to.be.true;
  });

  it('changes the contact shown, keeping its id', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#edit-mobile');
    await screen.appears('dialog[open]');
    expect(screen.text).to.include('Communication – Update');
    expect(screen.get('#value', HTMLInputElement).value).to.equal('07700900123');
    await screen.click('#verified');
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes(DIALOG);
    const [input] = screen.services.inputs('saveContact');
    expect(input).to.deep.include({
      contact: {
        id: 'mobile-1',
        type: 'mobile',
        value: '07700900123',
        verified: false,
        preferred: true,
      },
    });
  });

  it('keeps what was typed when it is refused, and leads to the field', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const message = 'This is not an email address.';
    screen.services.refuse('saveContact', { kind: 'invalid', message, field: 'value' });
    await screen.click('#add-email');
    await screen.type('#value', 'mair at home');
    await screen.click('dialog button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#value-error')).to.equal(message);
    const field = screen.get('#value', HTMLInputElement);
    expect(field.value).to.equal('mair at home');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    await screen.isAccessible();
    await screen.click('#summary button');
    expect(screen.hasFocus(field), 'has the focus').to.equal(true);
  });

  it('saves once, however often it is asked to', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const finish = screen.services.hold('saveContact');
    await screen.click('#add-mobile');
    expect(screen.get('#type', HTMLSelectElement).value).to.equal('mobile');
    await screen.type('#value', '07700900999');
    const submit = screen.get('dialog button[type="submit"]');
    for (let click = 0; click < 10; click += 1) submit.click();
    await screen.settled();
    expect(submit.getAttribute('aria-disabled')).to.equal('true');
    await screen.sees('Saving…');
    await screen.isAccessible();
    await sendKeys({ press: 'Escape' });
    expect(screen.has('dialog[open]')).to.be.true;
    finish({
      ok: true,
      value: { type: 'mobile', value: '07700900999', verified: false, preferred: true },
    });
    await screen.vanishes(DIALOG);
    expect(screen.services.inputs('saveContact')).to.have.length(1);
  });

  it('is left with Escape, saving nothing', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.get('#edit-email').focus();
    await sendKeys({ press: 'Enter' });
    await screen.appears('dialog[open]');
    await sendKeys({ press: 'Escape' });
    await screen.vanishes(DIALOG);
    await screen.focusReaches('#edit-email');
    expect(screen.services.calls).to.deep.equal([]);
  });
});

describe('the Verify dialog', () => {
  const UNVERIFIED = {
    ...BEFORE_ACCOUNT,
    contacts: BEFORE_ACCOUNT.contacts.map((contact) => ({ ...contact, verified: false })),
    can: { ...BEFORE_ACCOUNT.can, sendVerificationCode: { allowed: true } as const },
  };

  it('sends a code, says that it was accepted and not that it was sent, and takes what the patient reads out', async () => {
    const screen = await openTab(ready(UNVERIFIED));
    await screen.click('#verify-email');
    await screen.appears('dialog[open]');
    await screen.isAccessible();
    await screen.click('#send-code');
    await screen.sees('Whether it has been sent is not known here.');
    await screen.focusReaches('#code');
    await sendKeys({ type: '123456' });
    await sendKeys({ press: 'Enter' });
    await screen.vanishes(DIALOG);
    const [{ contactId, code } = { contactId: '', code: '' }] = screen.services.inputs(
      'verifyContact',
    ) as readonly { readonly contactId: string; readonly code: string }[];
    expect([contactId, code]).to.deep.equal([UNVERIFIED.contacts[0]?.id, '123456']);
  });

  it('keeps the dialog open with the reason when the code is wrong', async () => {
    const screen = await openTab(ready(UNVERIFIED));
    const message = 'This is not the code that was sent. 4 more tries are possible.';
    screen.services.refuse('verifyContact', { kind: 'invalid', message, field: 'code' });
    await screen.click('#verify-email');
    await screen.type('#code', '000000');
    await screen.click('dialog button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#code-error')).to.equal(message);
    await screen.isAccessible();
  });

  it('says why no code can be sent', async () => {
    const reason = 'This system cannot send messages to patients.';
    const can = { ...UNVERIFIED.can, sendVerificationCode: { allowed: false, reason } as const };
    const screen = await openTab(ready({ ...UNVERIFIED, can }));
    await screen.click('#verify-email');
    await screen.sees(reason);
  });
});

describe('a question before the last verified email is lost', () => {
  it('is shown in the dialog, and saving all the same answers it', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const message = 'No email address would be left.';
    const question = { code: 'email-lost', title: 'No email for messages any more' } as const;
    screen.services.refuse('saveContact', { kind: 'needs-confirmation', message, question });
    await screen.click('#edit-email');
    await screen.appears('dialog[open]');
    await screen.click('#verified');
    await screen.click('dialog button[type="submit"]');
    await screen.sees(message);
    expect(screen.textOf('dialog button[type="submit"]')).to.equal('Save all the same');
    await screen.isAccessible();
    await screen.click('dialog button[type="submit"]');
    await screen.vanishes(DIALOG);
    expect(screen.services.inputs('saveContact').at(-1)).to.deep.include({
      answered: ['email-lost'],
    });
  });
});
