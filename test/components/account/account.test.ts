import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BLANK_LETTER } from '../../fakes/blank-letter.ts';
import { BEFORE_ACCOUNT, ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const QUESTION =
  'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?';
const NO_EMAIL = {
  kind: 'needs-confirmation',
  message: QUESTION,
  question: {
    code: 'no-preferred-email',
    title: 'Patient has not specified a preferred email address',
  },
} as const;
const CREATED = withAccount('created');

describe('creating an account', () => {
  it('creates one, however often it is clicked, and leads on to the letter', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const finish = screen.services.hold('createAccount');
    const button = screen.get('#create');
    button.focus();
    for (let click = 0; click < 10; click += 1) button.click();
    await screen.sees('Creating…');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    await screen.isAccessible();
    screen.services.tab$.next(ready(CREATED));
    finish();
    await screen.hears('Print the registration letter next.');
    expect(screen.services.inputs('createAccount')).to.have.length(1);
    await screen.appears('os-letter-dialog');
    await screen.focusReaches('#print');
  });

  it('leads to no letter where this person may not print one', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const printLetter = { allowed: false, reason: 'Your role does not let you do this.' } as const;
    screen.get('#create').focus();
    await screen.click('#create');
    screen.services.tab$.next(ready({ ...CREATED, can: { ...CREATED.can, printLetter } }));
    await screen.focusReaches('#print-letter');
    expect(screen.has('os-letter-dialog')).to.equal(false);
  });

  it('says once why there is no letter of any kind, and each button is described by it', async () => {
    const no = { allowed: false, reason: 'This patient is no longer registered here.' } as const;
    const can = { ...CREATED.can, printLetter: no, issueNewCodes: no, resetAccount: no };
    const screen = await openTab(ready({ ...CREATED, can }));
    for (const button of ['#print-letter', '#new-letter', '#reset']) {
      await screen.appears(button);
      expect(screen.get(button).getAttribute('aria-describedby')).to.equal(
        'print-letter-new-letter-reset-reason',
      );
    }
    expect(screen.get('#print-letter-new-letter-reset-reason').textContent).to.equal(no.reason);
    expect(screen.text.split(no.reason)).to.have.lengthOf(2);
    await screen.isAccessible();
  });

  it('leads to no letter for an account that was made elsewhere', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.services.tab$.next(ready(CREATED));
    await screen.appears('#print-letter');
    await screen.settled();
    expect(screen.has('os-letter-dialog')).to.equal(false);
  });

  it('says that one may exist while the shared record is fetched for the first time, and can be done', async () => {
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, accountMayExist: true }));
    await screen.sees('Account not known yet');
    await screen.sees('reading the shared record for the first time');
    await screen.isAccessible();
    await screen.click('#create');
    expect(screen.services.inputs('createAccount')).to.have.length(1);

    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.sees('This patient has no online account.');
  });

  it('asks first when there is no verified preferred email, and goes on after Yes', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.services.refuse('createAccount', NO_EMAIL);
    await screen.click('#create');
    await screen.appears('os-confirm-dialog');
    expect(screen.textOf('os-confirm-dialog')).to.include(QUESTION);
    await screen.focusReaches('#cancel');
    expect(screen.textOf('#cancel')).to.equal('No');
    await screen.isAccessible();
    await screen.click('dialog button[type="submit"]');
    await screen.hears('The online account was created.');
    const [first, second] = screen.services.inputs('createAccount');
    expect(first).to.deep.include({ answered: [] });
    expect(second).to.deep.include({
      operationId: 'operation-1',
      answered: ['no-preferred-email'],
    });
  });

  it('names the question for its cause: an email that is held is not denied', async () => {
    const [email] = BEFORE_ACCOUNT.contacts;
    const contacts = email === undefined ? [] : [{ ...email, verified: false }];
    const { preferredEmail: _none, ...view } = BEFORE_ACCOUNT;
    const screen = await openTab(ready({ ...view, contacts }));
    screen.services.refuse('createAccount', {
      kind: 'needs-confirmation',
      message: 'Go on?',
      question: { code: 'email-not-verified', title: 'Preferred email address not verified' },
    });
    await screen.click('#create');
    await screen.appears('os-confirm-dialog');
    expect(screen.textOf('os-confirm-dialog')).to.include('Preferred email address not verified');
    expect(screen.textOf('os-confirm-dialog')).not.to.include('No preferred email address');
  });

  it('creates nothing after No', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.services.refuse('createAccount', NO_EMAIL);
    screen.get('#create').focus();
    await sendKeys({ press: 'Enter' });
    await screen.appears('os-confirm-dialog');
    await sendKeys({ press: 'Enter' });
    await screen.vanishes('os-confirm-dialog');
    await screen.focusReaches('#create');
    expect(screen.services.inputs('createAccount')).to.have.length(1);
  });

  it('says before it is pressed, without a network, whether the letter can be printed', async () => {
    const offline = {
      ...BEFORE_ACCOUNT,
      sync: { ...BEFORE_ACCOUNT.sync, phase: 'offline' },
    } as const;
    const screen = await openTab(ready(offline));
    expect(screen.textOf('os-account-section')).to.include('The letter can be printed now');
    await screen.isAccessible();
    screen.services.tab$.next(ready({ ...offline, letterAtHand: false }));
    await screen.sees('its letter printed when the network is back');
    screen.services.tab$.next(ready({ ...BEFORE_ACCOUNT, letterAtHand: false }));
    await screen.settled();
    expect(screen.textOf('os-account-section')).not.to.include('network');
  });

  it('shows why it was refused', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.services.refuse('createAccount', {
      kind: 'not-allowed',
      message: 'Somebody else made one.',
    });
    await screen.click('#create');
    await screen.sees('Somebody else made one.');
    await screen.hears('Somebody else made one.');
    await screen.isAccessible();
  });
});

describe('an account disabled by the practice', () => {
  const NEXT = {
    created: 'the patient can register with the codes of the letter',
    registered: 'the patient can follow the link in the activation email',
    active: 'the patient can sign in',
    locked: 'the account is still locked',
  } as const;

  for (const status of ['created', 'registered', 'active', 'locked'] as const) {
    it(`says what comes next for one that is ${status}`, async () => {
      const view = withAccount(status);
      const account = view.account && { ...view.account, disabledByPractice: true };
      const screen = await openTab(ready({ ...view, ...(account && { account }) }));
      const text = screen.textOf('os-account-section');
      expect(text).to.include('Tick Global under Services and save');
      expect(text).to.include(NEXT[status]);
      if (status !== 'active') expect(text).not.to.include('can sign in');
    });
  }
});

describe('an account', () => {
  it('has no empty line where no next step is recommended', async () => {
    const screen = await openTab(ready(CREATED));
    await screen.sees('Which one?');
    const { shadowRoot } = screen.get('os-next-step');
    expect(shadowRoot?.querySelector('p')).to.equal(null);
  });

  it('is unlocked', async () => {
    const screen = await openTab(ready(withAccount('locked')));
    await screen.click('#unlock');
    await screen.hears('The account was unlocked.');
    expect(screen.services.inputs('unlockAccount')).to.deep.equal([
      { operationId: 'operation-1', patientRef: 'patient-1' },
    ]);
  });

  const EXPIRED = {
    registrationId: 'registration-1',
    ...{ expiresOn: '2026-11-01', expired: true, wiped: true, copies: 1, codesWork: true },
  };

  it('warns of a letter that was made for other details, beside what puts it right', async () => {
    const note = 'The letter was made for another surname. Make a new letter; or reprint it.';
    const can = { ...CREATED.can, issueNewCodes: { allowed: true, note } } as const;
    const screen = await openTab(ready({ ...CREATED, can }));
    const [warning] = screen.all('.message').filter((each) => each.textContent.includes(note));
    expect(warning?.classList.contains('warning')).to.equal(true);
    expect(screen.has('#print-letter'), 'a reprint').to.equal(true);
    await screen.isAccessible();
    await screen.click('#new-letter');
    await screen.appears('os-new-codes-dialog');
    const reasons = screen.all('#reasonCode option').map((each) => each.getAttribute('value'));
    expect(reasons[1]).to.equal('details-changed');
    await screen.isAccessible();
    screen.services.tab$.next(ready(CREATED));
    await screen.settled();
    expect(screen.text).not.to.include(note);
  });

  it('gets a new letter for a reason, and the letter opens once it is there', async () => {
    const view = { ...CREATED, letter: EXPIRED };
    const can = { ...CREATED.can, issueNewCodes: { allowed: true, recommended: true } } as const;
    const screen = await openTab(ready({ ...view, can }));
    expect(screen.text).to.include('The codes have expired.');
    await screen.sees('Recommended now: New letter.');
    await screen.click('#new-letter');
    await screen.appears('os-new-codes-dialog');
    await screen.isAccessible();
    await screen.click('#cancel');
    await screen.vanishes('os-new-codes-dialog');
    expect(screen.services.acts).to.deep.equal([]);

    await screen.click('#new-letter');
    screen.choose('#reasonCode', 'codes-ended');
    await screen.click('dialog button[type="submit"]');
    await screen.hears('New codes were issued.');
    const [input] = screen.services.inputs('issueNewCodes');
    expect(input).to.include({ patientRef: 'patient-1', reasonCode: 'codes-ended', reason: '' });
    expect(screen.has('os-letter-dialog'), 'the old one is still shown').to.equal(false);
    const letter = { ...EXPIRED, expired: false, wiped: false, registrationId: 'registration-2' };
    screen.services.tab$.next(ready({ ...CREATED, letter }));
    await screen.appears('os-letter-dialog');
  });

  it('gets a new letter that opens, too, when its codes are shown before the question has closed', async () => {
    const can = { ...CREATED.can, issueNewCodes: { allowed: true } } as const;
    const screen = await openTab(ready({ ...CREATED, can }));
    await screen.click('#new-letter');
    await screen.appears('os-new-codes-dialog');
    screen.choose('#reasonCode', 'codes-ended');
    const finish = screen.services.hold('issueNewCodes');
    await screen.click('dialog button[type="submit"]');
    const letter = { ...EXPIRED, expired: false, wiped: false, registrationId: 'registration-2' };
    screen.services.tab$.next(ready({ ...CREATED, can, letter }));
    await screen.settled();
    finish();
    await screen.hears('New codes were issued.');
    await screen.appears('os-letter-dialog');
  });

  it('is reset for a reason, having said what that does, and keeps what was typed when it is refused', async () => {
    const active = withAccount('active');
    const can = { ...active.can, resetAccount: { allowed: true } } as const;
    const screen = await openTab(ready({ ...active, can }));
    await screen.click('#reset');
    await screen.sees('every app linked to the account, is signed out');
    await screen.sees('Account ID, services, notes, identity checks and history stay');
    await screen.isAccessible();
    screen.choose('#reasonCode', 'other');
    await screen.type('#reason', 'Sister had the phone');
    screen.services.refuse('resetAccount', {
      kind: 'needs-confirmation',
      message: 'This record is restricted. Go on?',
      question: { code: 'restricted-record', title: 'Restricted record' },
    });
    await screen.click('dialog button[type="submit"]');
    await screen.focusReaches('#question');
    await screen.isAccessible();
    screen.services.answer('resetAccount', { ok: true, value: undefined });
    await screen.click('dialog button[type="submit"]');
    await screen.hears('The account was reset.');
    expect(screen.services.inputs('resetAccount').at(-1)).to.deep.include({
      patientRef: 'patient-1',
      reasonCode: 'other',
      reason: 'Sister had the phone',
      answered: ['restricted-record'],
    });
  });

  it('says in a dialog without a network that the patient still gets in until it is sent', async () => {
    const active = withAccount('active');
    const can = { ...active.can, resetAccount: { allowed: true } } as const;
    const sync = { ...active.sync, phase: 'offline' } as const;
    const screen = await openTab(ready({ ...active, can, sync }));
    await screen.click('#reset');
    await screen.sees('still gets in until this computer has sent this');
  });

  it('tells that withdrawn codes work until their end has been sent', async () => {
    const account = { ...CREATED.account, endedCodesWork: true } as const;
    const screen = await openTab(ready({ ...CREATED, account } as typeof CREATED));
    expect(screen.text).to.include('The earlier codes still work on the website');
  });

  it('has its letter reprinted only once the codes are shared, and says why not before', async () => {
    const { letter: printed } = CREATED;
    const screen = await openTab(ready(CREATED));
    expect(screen.text).to.include('Reprint letter…');
    const letter = printed && { ...printed, codesWork: false };
    screen.services.tab$.next(ready({ ...CREATED, ...(letter && { letter }) }));
    await screen.sees('It can be reprinted once its codes have been sent.');
    await screen.click('#print-letter');
    expect(screen.has('os-letter-dialog')).to.equal(false);
  });

  it('tells codes that do not work yet', async () => {
    const letter = {
      registrationId: 'registration-1',
      expiresOn: '2026-12-06',
      expired: false,
      wiped: false,
      copies: 0,
      codesWork: false,
    };
    const screen = await openTab(ready({ ...CREATED, letter }));
    expect(screen.text).to.include('The codes do not work on the website yet');
    expect(screen.text).to.include('Letters made none yet');
    await screen.isAccessible();
  });
});

describe('the letter', () => {
  it('is saved and printed as one letter, and printing ends it', async () => {
    const screen = await openTab(ready(CREATED));
    screen.get('#print-letter').focus();
    await sendKeys({ press: 'Enter' });
    await screen.focusReaches('#print');
    await screen.isAccessible();
    await screen.click('#save');
    await screen.sees('The letter was saved.');
    await screen.click('#print');
    await screen.vanishes('os-letter-dialog');
    await screen.hears('The letter was handed to the printer.');
    await screen.focusReaches('#print-letter');
    expect(screen.services.inputs('previewLetter')).to.deep.equal([
      { patientRef: 'patient-1', letterId: 'operation-2' },
    ]);
    const letter = {
      ...{ letterId: 'operation-2', patientRef: 'patient-1', answered: [] },
      registrationId: 'registration-1',
    };
    expect(screen.services.inputs('saveLetter')).to.deep.equal([
      { operationId: 'operation-1', ...letter },
    ]);
    expect(screen.services.inputs('printLetter')).to.deep.equal([
      { operationId: 'operation-3', ...letter },
    ]);
  });

  it('whose codes were replaced while it was looked at is shown anew, and does not go out', async () => {
    const screen = await openTab(ready(CREATED));
    await screen.click('#print-letter');
    await screen.focusReaches('#print');
    const message = 'The codes of this letter have been replaced meanwhile.';
    screen.services.refuse('printLetter', { kind: 'changed-meanwhile', message });
    const finish = screen.services.hold('previewLetter');
    await screen.click('#print');
    await screen.vanishes('#print');
    finish({
      ok: true,
      value: { pdf: BLANK_LETTER, title: 'Registration letter', registrationId: 'registration-2' },
    });
    await screen.focusReaches('.content');
    await screen.sees(
      `${message} This is the letter as it is now. Look at it before you print it.`,
    );
    await screen.isAccessible();
    await screen.click('#print');
    await screen.vanishes('os-letter-dialog');
    const asked = screen.services.inputs('printLetter') as { registrationId: string }[];
    expect(asked.map(({ registrationId }) => registrationId)).to.deep.equal([
      'registration-1',
      'registration-2',
    ]);
  });

  it('that may not go out any more is shown no longer', async () => {
    const screen = await openTab(ready(CREATED));
    await screen.click('#print-letter');
    await screen.focusReaches('#print');
    const refusal = {
      kind: 'not-allowed',
      message: 'The codes of this letter were withdrawn.',
    } as const;
    screen.services.refuse('saveLetter', refusal);
    screen.services.refuse('previewLetter', refusal);
    await screen.click('#save');
    await screen.vanishes('#print');
    await screen.sees(refusal.message);
    expect(screen.has('iframe'), 'no letter in sight').to.equal(false);
    expect(screen.textOf('os-letter-dialog').split(refusal.message)).to.have.length(2);
  });

  it('closes with Escape, and is another letter when it is opened again', async () => {
    const screen = await openTab(ready(CREATED));
    for (const letterId of ['operation-2', 'operation-5']) {
      screen.get('#print-letter').focus();
      await sendKeys({ press: 'Enter' });
      await screen.focusReaches('#print');
      await screen.click('#save');
      await screen.sees('The letter was saved.');
      expect(screen.services.inputs('saveLetter').at(-1)).to.deep.include({ letterId });
      await sendKeys({ press: 'Escape' });
      await screen.vanishes('os-letter-dialog');
      await screen.focusReaches('#print-letter');
    }
  });

  it('of a restricted patient bears the address only when they asked for it', async () => {
    const patient = { ...CREATED.patient, restricted: true } as const;
    const screen = await openTab(ready({ ...CREATED, patient }));
    await screen.click('#print-letter');
    await screen.appears('#print');
    await screen.isAccessible();
    const finish = screen.services.hold('previewLetter');
    await screen.click('#addressAskedFor');
    expect(screen.has('#print'), 'the letter without it is gone').to.equal(false);
    await screen.click('#addressAskedFor');
    await screen.click('#addressAskedFor');
    finish();
    await screen.appears('#print');
    await screen.click('#save');
    await screen.sees('The letter was saved.');
    const [without, ...others] = screen.services.inputs('previewLetter');
    expect(without).not.to.have.property('addressAskedFor');
    expect(others).not.to.deep.equal([]);
    for (const input of [...others, ...screen.services.inputs('saveLetter')]) {
      expect(input).to.have.property('addressAskedFor', true);
    }
  });

  it('asks nothing about the address of others', async () => {
    const screen = await openTab(ready(CREATED));
    await screen.click('#print-letter');
    await screen.appears('#print');
    expect(screen.has('#addressAskedFor')).to.equal(false);
  });

  it('leaves the focus where somebody has put it while it was made', async () => {
    const screen = await openTab(ready(CREATED));
    const finish = screen.services.hold('previewLetter');
    await screen.click('#print-letter');
    await screen.focusReaches('.content');
    screen.get('#cancel').focus();
    finish();
    await screen.appears('#print');
    expect(screen.focused?.id).to.equal('cancel');
  });

  it('says that its codes do not work yet, until they do', async () => {
    const { letter: waiting } = CREATED;
    const notShared = {
      ...CREATED,
      ...(waiting && { letter: { ...waiting, copies: 0, codesWork: false } }),
    };
    const screen = await openTab(ready(notShared));
    const warning = 'These codes have yet to be sent.';
    screen.services.answer('previewLetter', {
      ok: true,
      value: { pdf: BLANK_LETTER, title: 'Registration letter', warning },
    });
    await screen.click('#print-letter');
    await screen.sees(warning);
    screen.services.tab$.next(ready(CREATED));
    await screen.settled();
    expect(screen.text).not.to.include(warning);
  });

  it('says that it is a copy, and when printing was cancelled', async () => {
    const screen = await openTab(ready(CREATED));
    screen.services.answer('previewLetter', {
      ok: true,
      value: { pdf: BLANK_LETTER, title: 'Registration letter', copyLabel: 'Copy 2' },
    });
    screen.services.answer('printLetter', { ok: true, value: false });
    await screen.click('#print-letter');
    await screen.sees('Copy 2');
    await screen.click('#print');
    await screen.sees('Printing was cancelled. No letter was recorded.');
    await screen.isAccessible();
  });

  it('can be closed when it could not be made, and says why', async () => {
    const screen = await openTab(ready(CREATED));
    const message = 'The font has no glyph for ꙮ.';
    screen.services.refuse('previewLetter', { kind: 'letter-impossible', message });
    await screen.click('#print-letter');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#summary')).to.include(message);
    expect(screen.has('#print')).to.be.false;
    await screen.isAccessible();
    await screen.click('#cancel');
    await screen.vanishes('os-letter-dialog');
  });

  it('leaves its buttons where they are when it comes', async () => {
    const screen = await openTab(ready(CREATED));
    const finish = screen.services.hold('previewLetter');
    await screen.click('#print-letter');
    await screen.sees('Making the letter…');
    const place = (): DOMRect => screen.get('#cancel').getBoundingClientRect();
    const before = place();
    await screen.isAccessible();
    finish();
    await screen.appears('#print');
    expect([place().x, place().y]).to.deep.equal([before.x, before.y]);
  });

  it('can be left while it is still being made, and says nothing of it afterwards', async () => {
    const screen = await openTab(ready(CREATED));
    for (const leave of ['Close', 'Escape']) {
      const finish = screen.services.hold('previewLetter');
      screen.get('#print-letter').focus();
      await sendKeys({ press: 'Enter' });
      await screen.sees('Making the letter…');
      if (leave === 'Close') await screen.click('#cancel');
      else await sendKeys({ press: 'Escape' });
      await screen.vanishes('os-letter-dialog');
      await screen.focusReaches('#print-letter');
      const message = 'The font has no glyph for ꙮ.';
      finish({ ok: false, failure: { kind: 'letter-impossible', message } });
      await screen.settled();
      expect(screen.text).not.to.include(message);
    }
  });

  it('is gone from memory when the dialog closes', async () => {
    const made: string[] = [];
    const revoked: string[] = [];
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      const url = createObjectURL.call(URL, blob);
      made.push(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      revoked.push(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const screen = await openTab(ready(CREATED));
      await screen.click('#print-letter');
      await screen.appears('#print');
      expect(made).to.have.length(1);
      await screen.click('#cancel');
      await screen.vanishes('os-letter-dialog');
      expect(revoked).to.deep.equal(made);
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });
});

describe('an account whose identity was withdrawn', () => {
  const WITHDRAWN = {
    ...withAccount('registered', { identityWithdrawn: true }),
    nobodyLetIn: 'Nobody knows for certain who this patient is.',
  };
  const OPEN = {
    ...WITHDRAWN,
    can: { ...WITHDRAWN.can, withdrawAccess: { allowed: true } },
  } as const;

  it('is shown so in the strongest tone, and can be withdrawn and disabled after one question', async () => {
    const screen = await openTab(ready(OPEN));
    await screen.sees('Identity withdrawn');
    expect(screen.textOf('os-patient-banner .message.bad, .message.bad')).to.contain(
      'Nobody knows',
    );
    await screen.click('#withdraw');
    await screen.appears('os-confirm-dialog');
    expect(screen.textOf('os-confirm-dialog')).to.include('stop working for good');
    expect(screen.textOf('os-confirm-dialog')).to.include(OPEN.patient.name);
    await screen.isAccessible();
    await screen.click('dialog button[type="submit"]');
    await screen.hears('Codes were withdrawn and the account was disabled.');
    expect(screen.services.inputs('withdrawAccess')).to.have.length(1);
  });

  it('cannot have anything ticked that is not ticked, only unticked', async () => {
    const screen = await openTab(ready(OPEN));
    expect(screen.get('#enabled-global', HTMLInputElement).disabled).to.equal(false);
    expect(screen.get('#enabled-detailed-coded-record', HTMLInputElement).disabled).to.equal(true);
  });
});

describe('questions before codes are made', () => {
  it('are asked one after the other, each naming the patient, and sent along as answered', async () => {
    const restricted = {
      kind: 'needs-confirmation',
      message: 'This record is restricted.',
      question: { code: 'restricted-record', title: 'Restricted record' },
    } as const;
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.services.refuse('createAccount', restricted);
    await screen.click('#create');
    await screen.sees('This record is restricted.');
    expect(screen.textOf('os-confirm-dialog')).to.include(BEFORE_ACCOUNT.patient.name);
    screen.services.refuse('createAccount', NO_EMAIL);
    await screen.click('dialog button[type="submit"]');
    await screen.sees(QUESTION);
    await screen.focusReaches('#cancel');
    await screen.click('dialog button[type="submit"]');
    await screen.hears('The online account was created.');
    const answered = screen.services
      .inputs('createAccount')
      .map((input) => (input as { readonly answered: unknown }).answered);
    expect(answered).to.deep.equal([
      [],
      ['restricted-record'],
      ['restricted-record', 'no-preferred-email'],
    ]);
  });
});

describe('what the record says of the patient', () => {
  it('stands with the name: restricted, language, interpreter, format of letters', async () => {
    const needs = { language: 'Polish', interpreter: true, format: 'Large print' } as const;
    const patient = { ...BEFORE_ACCOUNT.patient, restricted: true, needs } as const;
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, patient }));
    await screen.sees('Restricted record');
    await screen.sees('Polish, interpreter needed, Large print');
    await screen.isAccessible();
  });
});
