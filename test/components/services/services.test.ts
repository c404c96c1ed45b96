import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ServiceTick, TabView } from '../../../services/application/views.ts';
import { BEFORE_ACCOUNT, SERVICES, ready, withAccount } from '../../fakes/tab-views.ts';
import { inForcedColours } from '../forced-colours.ts';
import { openTab } from '../open.ts';

const ACTIVE = withAccount('active');

function isTicked(input: unknown, name: string): boolean | undefined {
  const { services } = input as { readonly services: readonly ServiceTick[] };
  return services.find((tick) => tick.name === name)?.enabled;
}

function tickOf(input: unknown, name: string): ServiceTick | undefined {
  const { services } = input as { readonly services: readonly ServiceTick[] };
  return services.find((tick) => tick.name === name);
}

describe('services of an account', () => {
  it('lists Global first, then every service with its tick and notes', async () => {
    const screen = await openTab(ready(ACTIVE));
    const rows = screen.all('th[scope="row"]');
    expect(rows).to.have.length(9);
    expect(rows[0]?.textContent).to.include('Global');
    expect(screen.get('#notes-messaging', HTMLInputElement).value).to.equal('Agreed by phone');
    expect(screen.textOf('#label-acutes')).to.include('Not offered');
    expect(screen.has('#save')).to.be.false;
    await screen.isAccessible();
  });

  it('says on demand, in one line each, what unticking does', async () => {
    const screen = await openTab(ready(ACTIVE));
    expect(screen.has('#effect-repeats')).to.be.false;
    const button = screen.get('#effects');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    await screen.click('#effects');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(screen.textOf('#effect-repeats')).to.equal('No ordering of repeat medicines.');
    expect(screen.get('#enabled-repeats').getAttribute('aria-describedby')).to.include(
      'effect-repeats',
    );
    await screen.isAccessible();
    await screen.click('#effects');
    expect(screen.has('#effect-repeats')).to.be.false;
  });

  it('says of notes that cannot be opened here that they cannot be read, and saves around them', async () => {
    const sealed = '\u0001sealed:AAAAAAAA:AAAA';
    const services = SERVICES.map((service) =>
      service.name === 'messaging' ? { ...service, notes: sealed } : service,
    );
    const screen = await openTab(ready({ ...ACTIVE, services }));
    const notes = screen.get('#notes-messaging', HTMLInputElement);
    expect(notes.value).to.equal('');
    expect(screen.textOf('#hidden-messaging')).to.include('Cannot be read on this computer');
    expect(notes.getAttribute('aria-describedby')).to.include('hidden-messaging');
    expect(screen.textOf('section')).not.to.include('sealed');
    await screen.isAccessible();

    await screen.click('#enabled-repeats');
    await screen.click('#save');
    await screen.hears('saved');
    const [input] = screen.services.inputs('changeServices');
    const ticks = (input as { readonly services: readonly ServiceTick[] }).services;
    expect(ticks.find(({ name }) => name === 'messaging')?.notes).to.equal(sealed);

    await screen.type('#notes-messaging', 'Agreed again');
    expect(screen.has('#hidden-messaging')).to.be.false;
    notes.select();
    await sendKeys({ press: 'Backspace' });
    await screen.settled();
    expect(screen.textOf('#hidden-messaging'), 'thought better of it').to.include('Cannot be read');
    expect(screen.has('#save')).to.be.false;
  });

  it('shows notes that can be read by now also beside a tick that was changed before', async () => {
    const withNotes = (notes: string): TabView =>
      ready({
        ...ACTIVE,
        services: SERVICES.map((row) => (row.name === 'messaging' ? { ...row, notes } : row)),
      });
    const screen = await openTab(withNotes('\u0001sealed:AAAAAAAA:AAAA'));
    await screen.click('#enabled-messaging');
    screen.services.tab$.next(withNotes('Asked for it'));
    await screen.settled();
    expect(screen.get('#notes-messaging', HTMLInputElement).value).to.equal('Asked for it');
    expect(screen.textOf('section')).not.to.include('sealed');
    expect(screen.has('#elsewhere-messaging'), 'nobody changed it').to.be.false;
  });

  it('drops the note on why it was off when it is switched on again', async () => {
    const off = SERVICES.map((service) =>
      service.name === 'global' ? { ...service, enabled: false, notes: 'Asked us to' } : service,
    );
    const screen = await openTab(ready({ ...ACTIVE, services: off }));
    await screen.click('#enabled-global');
    expect(screen.get('#notes-global', HTMLInputElement).value).to.equal('');
    await screen.click('#enabled-global');
    expect(screen.get('#notes-global', HTMLInputElement).value, 'off again').to.equal(
      'Asked us to',
    );
    await screen.click('#enabled-global');
    await screen.type('#notes-global', 'Asked us to go on');
    await screen.click('#save');
    await screen.hears('saved');
    const [input] = screen.services.inputs('changeServices');
    const { services } = input as { readonly services: readonly ServiceTick[] };
    expect(services[0]).to.include({ enabled: true, notes: 'Asked us to go on' });
  });

  it('shows what cannot be seen in notes beside them, and leaves it in them', async () => {
    const services = SERVICES.map((service) =>
      service.name === 'messaging' ? { ...service, notes: 'Agr\u200Beed' } : service,
    );
    const screen = await openTab(ready({ ...ACTIVE, services }));
    expect(screen.textOf('#hidden-messaging')).to.include('Agr[U+200B]eed');
    expect(screen.get('#notes-messaging', HTMLInputElement).value).to.equal('Agr\u200Beed');
    expect(screen.has('#hidden-repeats')).to.be.false;
    await screen.isAccessible();
  });

  it('saves ticks and notes together, once', async () => {
    const screen = await openTab(ready(ACTIVE));
    const finish = screen.services.hold('changeServices');
    screen.get('#enabled-appointments').focus();
    await sendKeys({ press: ' ' });
    await screen.settled();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Missed' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Missed three' });
    await screen.settled();
    expect(screen.text).to.include('Not saved yet');
    await screen.isAccessible();
    const save = screen.get('#save');
    save.click();
    save.click();
    await screen.settled();
    save.click();
    finish();
    await screen.hears('Changes to services were saved.');
    const [input, ...more] = screen.services.inputs('changeServices');
    expect(more).to.deep.equal([]);
    expect(input).to.deep.include({ operationId: 'operation-1', patientRef: 'patient-1' });
    expect(isTicked(input, 'appointments')).to.be.false;
    expect(tickOf(input, 'appointments')).to.deep.include({
      reason: 'missed-appointments',
      notes: 'Missed three',
    });
    expect(isTicked(input, 'repeats')).to.be.true;
    expect(tickOf(input, 'repeats')).not.to.have.property('reason');
    await screen.focusReaches('#enabled-global');
  });

  it('asks why as soon as something is unticked, in its row, and no longer when it is ticked again', async () => {
    const screen = await openTab(ready(ACTIVE));
    expect(screen.has('#reason-repeats')).to.be.false;
    await screen.click('#enabled-repeats');
    await screen.hears('Choose next why Repeats is switched off.');
    const reasons = screen.get('#reason-repeats', HTMLSelectElement);
    expect(reasons.closest('tr')).to.equal(screen.get('#enabled-repeats').closest('tr'));
    expect([...reasons.options].map(({ text }) => text)).to.deep.equal([
      'Choose…',
      'Patient opted out',
      'Misuse',
      'Missed appointments',
      'Safeguarding',
      'Other',
    ]);
    expect(reasons.getAttribute('aria-label')).to.equal('Repeats: why it is switched off');
    // On the widest screens, too, and once something is chosen.
    const label = screen.get('label[for="reason-repeats"]');
    expect(label.textContent.trim()).to.equal('Why it is switched off');
    expect(label.checkVisibility()).to.equal(true);
    await screen.isAccessible();
    await screen.click('#enabled-repeats');
    expect(screen.has('#reason-repeats')).to.be.false;
    expect(screen.has('#save'), 'nothing has changed').to.be.false;
  });

  it('says beside the list that a reason is missing, and goes there', async () => {
    const screen = await openTab(ready(ACTIVE));
    const message = 'Choose why Global is switched off.';
    const field = 'reason-global';
    screen.services.refuse('changeServices', { kind: 'invalid', message, field });
    await screen.click('#enabled-global');
    await screen.type('#notes-global', 'Asked by phone');
    await screen.click('#save');
    await screen.focusReaches('#reason-global');
    expect(screen.textOf('#reason-global-error')).to.equal(message);
    expect(screen.get('#reason-global').getAttribute('aria-invalid')).to.equal('true');
    expect(screen.get('#notes-global', HTMLInputElement).value).to.equal('Asked by phone');
    await screen.isAccessible();
    await sendKeys({ type: 'Mis' });
    await screen.vanishes('#reason-global-error');
    await screen.click('#save');
    await screen.hears('saved');
    expect(tickOf(screen.services.inputs('changeServices').at(-1), 'global')).to.deep.include({
      reason: 'misuse',
      notes: 'Asked by phone',
    });
  });

  it('says of what is off why, since when, and what was noted', async () => {
    const disabling = { reason: 'Safeguarding', at: '2026-11-20T09:10:00.000Z', byRule: false };
    const services = SERVICES.map((service) =>
      service.name === 'repeats'
        ? { ...service, enabled: false, notes: 'Ask Dr Rees', disabling }
        : service,
    );
    const screen = await openTab(ready({ ...ACTIVE, services }));
    expect(screen.textOf('#off-repeats')).to.equal(
      'Off since 20 Nov 2026, 09:10. Reason: Safeguarding.',
    );
    expect(screen.get('#enabled-repeats').getAttribute('aria-describedby')).to.include(
      'off-repeats',
    );
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('Ask Dr Rees');
    await screen.isAccessible();
    await screen.click('#enabled-repeats');
    expect(screen.has('#off-repeats'), 'being switched on').to.be.false;
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('');
  });

  it('says beside the tick of an account that has moved that taking it back is the right way', async () => {
    const services = SERVICES.map((service) =>
      service.name === 'global'
        ? { ...service, enabled: false, movedTo: 'Brook Lane Surgery' }
        : service,
    );
    const screen = await openTab(ready({ ...ACTIVE, services }));
    const said = /^Moved to Brook Lane Surgery\. .*the right way is Take back on the page/;
    await screen.click('#enabled-global');
    await screen.appears('#moved-global');
    expect(screen.textOf('#moved-global')).to.match(said);
    const tick = screen.get('#enabled-global');
    expect(tick.getAttribute('aria-describedby')).to.include('moved-global');
    await screen.isAccessible();
  });

  it('says in each row why it has no effect, or cannot be ticked', async () => {
    const services = SERVICES.map((service) =>
      service.name === 'repeats' ? { ...service, enabled: false } : service,
    );
    const screen = await openTab(ready({ ...ACTIVE, services, nobodyLetIn: 'They have left.' }));
    expect(screen.textOf('#no-effect-acutes')).to.contain('The practice does not offer it');
    expect(screen.textOf('#no-effect-repeats')).to.contain('Cannot be ticked');
    expect(screen.has('#no-effect-messaging')).to.be.false;
    await screen.click('#enabled-global');
    expect(screen.textOf('#no-effect-messaging')).to.contain('Global is off');
    expect(screen.get('#enabled-messaging').getAttribute('aria-describedby')).to.include(
      'no-effect-messaging',
    );
    expect(screen.has('#no-effect-global')).to.be.false;
    await screen.isAccessible();
  });

  it('explains with what unticking does why an account cannot be deleted', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.click('#effects');
    expect(screen.text).to.include('An account cannot be deleted, on purpose');
  });

  it('keeps the edits when saving is refused, and saves them as the same operation', async () => {
    const screen = await openTab(ready(ACTIVE));
    const message = 'Browser storage cannot be used.';
    screen.services.refuse('changeServices', { kind: 'storage-unavailable', message });
    await screen.type('#notes-repeats', 'Asked to stop');
    await sendKeys({ press: 'Enter' });
    await screen.sees(message);
    expect(screen.get('#notes-repeats', HTMLInputElement).value).to.equal('Asked to stop');
    await screen.isAccessible();
    await screen.click('#save');
    await screen.hears('saved');
    const [first, second] = screen.services.inputs('changeServices');
    expect(second).to.deep.equal(first);
    expect(screen.text).not.to.include(message);
  });

  it('keeps the edits when the record changes beneath, and says what changed', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.type('#notes-messaging', 'My own words');
    const changed = SERVICES.map((service) =>
      service.name === 'messaging' ? { ...service, enabled: false, notes: 'Theirs' } : service,
    );
    screen.services.tab$.next(ready({ ...ACTIVE, services: changed }));
    await screen.sees('Changed elsewhere: now not enabled, notes “Theirs”');
    expect(screen.get('#notes-messaging', HTMLInputElement).value).to.equal('My own words');
    await screen.isAccessible();
    await screen.click('#cancel');
    expect(screen.get('#notes-messaging', HTMLInputElement).value).to.equal('Theirs');
    expect(screen.has('#save')).to.be.false;
    expect(screen.services.inputs('changeServices')).to.deep.equal([]);
  });

  it('marks the row that is edited, also in forced colours', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.click('#enabled-repeats');
    const edited = getComputedStyle(screen.get('#label-repeats'));
    const plain = getComputedStyle(screen.get('#label-messaging'));
    expect(edited.boxShadow).not.to.equal(plain.boxShadow);
    await inForcedColours(async () => {
      expect(edited.borderInlineStartStyle).to.equal('solid');
      expect(plain.borderInlineStartStyle).to.equal('none');
      await screen.isAccessible();
    });
  });

  it('cannot be changed by somebody who may not, and says why', async () => {
    const reason = 'Your role does not let you change services.';
    const screen = await openTab(
      ready({ ...ACTIVE, can: { ...ACTIVE.can, changeServices: { allowed: false, reason } } }),
    );
    expect(screen.text).to.include(reason);
    expect(screen.get('#enabled-global', HTMLInputElement).disabled).to.be.true;
    expect(screen.get('#notes-global', HTMLInputElement).readOnly).to.be.true;
    await screen.isAccessible();
  });
});

describe('services before there is an account', () => {
  it('are sent with creating it', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#enabled-messaging');
    expect(screen.has('#save')).to.be.false;
    expect(screen.text).to.include('Saved when the account is created');
    await screen.click('#create');
    await screen.hears('The online account was created.');
    const [input] = screen.services.inputs('createAccount');
    expect(isTicked(input, 'messaging')).to.be.false;
    expect(isTicked(input, 'global')).to.be.true;
  });

  it('take a reason for Global alone: what a new account never had is nothing to explain', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await screen.click('#enabled-messaging');
    expect(screen.has('#reason-messaging')).to.be.false;
    await screen.click('#enabled-global');
    expect(screen.has('#reason-global')).to.be.true;
  });
});
