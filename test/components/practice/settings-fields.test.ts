import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SETTING_NAMES } from '../../../services/domain/practice/setting-rules.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { openSettings, type Screen } from '../open.ts';

type Ready = typeof SETTINGS;

const BY_DILYS = {
  at: '2026-03-01T09:00:00.000Z',
  by: { id: 'staff-dilys', name: 'Dilys Bevan' },
} as const;

function withSettings(changes: Partial<Ready['settings']>): Ready {
  return { ...SETTINGS, settings: { ...SETTINGS.settings, ...changes } };
}

function inputOf(screen: Screen): unknown {
  return screen.services.inputs('saveSettings').at(-1);
}

describe('a setting of the Control Panel page', () => {
  it('says what it does, and who changed it last', async () => {
    const screen = await openSettings(
      withSettings({ shared: { changes: { letterExpiryDays: BY_DILYS }, unusable: [] } }),
    );
    expect(screen.textOf('#letterExpiryDays-hint')).to.contain('The date is printed');
    expect(screen.textOf('#letterExpiryDays-changed')).to.equal(
      'Changed by Dilys Bevan on 1 Mar 2026, 09:00.',
    );
    expect(screen.has('#activationDays-changed')).to.equal(false);
    await screen.isAccessible();
  });

  it('is there for each of the shared record, in its group', async () => {
    const screen = await openSettings(SETTINGS);
    for (const name of SETTING_NAMES) {
      const place = name.replace('services.', 'service-');
      expect(screen.all(`[id="${place}"]`), name).to.have.length(1);
    }
  });

  it('asks by age what can be asked: responsibility under 11, competence from 11 on', async () => {
    const screen = await openSettings(SETTINGS);
    const firstOf = (id: string): string | undefined =>
      screen.get(id, HTMLSelectElement).options[0]?.text.trim();
    expect(firstOf('#childrenUnder11')).to.equal('Ask about parental responsibility first');
    expect(screen.textOf('#childrenUnder11-hint')).to.include('never the child’s own');
    expect(firstOf('#children11To15')).to.equal('Ask about competence first');
  });

  it('says that nothing is on the shared record yet, until something is', async () => {
    const screen = await openSettings(SETTINGS);
    expect(screen.text).to.include('With the first that is saved');
    screen.services.settings$.next(withSettings({ shared: { changes: {}, unusable: [] } }));
    await screen.settled();
    expect(screen.text).not.to.include('With the first that is saved');
  });

  it('goes back to its default, as an edit that is still to be saved', async () => {
    const screen = await openSettings(withSettings({ letterExpiryDays: 30 }));
    const [button] = screen.all('button.link').filter((each) => each.textContent.includes('14'));
    expect(button?.getAttribute('aria-label')).to.equal(
      'Days until unused letters expire: Use the default: 14',
    );
    button?.click();
    await screen.settled();
    expect(screen.get('#letterExpiryDays', HTMLInputElement).value).to.equal('14');
    expect(screen.services.calls).to.deep.equal([]);
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    expect(inputOf(screen)).to.deep.equal({ letterExpiryDays: 14, seen: { letterExpiryDays: 30 } });
  });

  it('of which the shared record makes no sense is told, with what is gone by instead', async () => {
    const screen = await openSettings(
      withSettings({ shared: { changes: {}, unusable: ['letterExpiryDays'] } }),
    );
    expect(screen.text).to.include('makes no sense. Until it is saved anew');
    await screen.isAccessible();
  });

  it('that somebody changes while it is edited keeps what was typed, and tells to what', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.type('#letterExpiryDays', '7');
    screen.services.settings$.next(
      withSettings({
        letterExpiryDays: 30,
        shared: { changes: { letterExpiryDays: BY_DILYS }, unusable: [] },
      }),
    );
    await screen.sees('Dilys Bevan changed this since you began. It is now: 30.');
    expect(screen.get('#letterExpiryDays', HTMLInputElement).value).to.equal('7');
    const message = 'Dilys Bevan has changed it to 30.';
    const refusal = { kind: 'changed-meanwhile', message, field: 'letterExpiryDays' } as const;
    screen.services.refuse('saveSettings', refusal);
    await screen.click('button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(inputOf(screen)).to.deep.equal({ letterExpiryDays: 7, seen: { letterExpiryDays: 14 } });
    expect(screen.get('#letterExpiryDays', HTMLInputElement).value).to.equal('7');
    await screen.isAccessible();
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    expect(inputOf(screen), 'over what has been told').to.deep.equal({
      letterExpiryDays: 7,
      seen: { letterExpiryDays: 30 },
    });
  });

  it('that somebody changes to the same is no edit any more', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.type('#letterExpiryDays', '7');
    screen.services.settings$.next(withSettings({ letterExpiryDays: 7 }));
    await screen.settled();
    expect(screen.has('#cancel')).to.equal(false);
    await screen.type('#activationDays', '5');
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    expect(inputOf(screen), 'nor saved with others').to.deep.equal({
      activationDays: 5,
      seen: { activationDays: 10 },
    });
  });

  it('saves a welcome message as it was typed', async () => {
    const screen = await openSettings(SETTINGS);
    screen.get('#welcomeMessage').focus();
    await sendKeys({ type: 'Croeso! <b>' });
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    expect(inputOf(screen)).to.deep.equal({
      welcomeMessage: 'Croeso! <b>',
      seen: { welcomeMessage: '' },
    });
  });
});

describe('presets of services', () => {
  const REPEATS = { name: 'Repeats', services: ['repeats'] } as const;

  it('begin with one that is offered, by the keyboard alone', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.isAccessible();
    screen.get('#suggested-preset').focus();
    await sendKeys({ press: 'Enter' });
    await screen.focusReaches('#preset-0');
    expect(screen.get('#preset-0', HTMLInputElement).value).to.equal(
      'Appointments and repeats only',
    );
    await screen.isAccessible();
    await sendKeys({ press: 'Enter' });
    await screen.sees('The settings were saved.');
    expect(inputOf(screen)).to.deep.equal({
      presets: [{ name: 'Appointments and repeats only', services: ['appointments', 'repeats'] }],
      seen: { presets: [] },
    });
  });

  it('are added, renamed and ticked', async () => {
    const screen = await openSettings(withSettings({ presets: [REPEATS] }));
    await screen.type('#preset-0', 'Only repeats');
    await screen.click('#preset-0-acutes');
    await screen.click('#preset-0-repeats');
    await screen.click('#add-preset');
    await screen.focusReaches('#preset-1');
    await sendKeys({ type: 'Messages' });
    await screen.click('#preset-1-messaging');
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    expect(inputOf(screen)).to.deep.include({
      presets: [
        { name: 'Only repeats', services: ['acutes'] },
        { name: 'Messages', services: ['messaging'] },
      ],
    });
  });

  it('are removed, the focus going to the one before, and the last to adding another', async () => {
    const screen = await openSettings(
      withSettings({ presets: [REPEATS, { name: 'Messages', services: ['messaging'] }] }),
    );
    await screen.click('#remove-1');
    expect(screen.said).to.include('Messages was removed.');
    await screen.focusReaches('#preset-0');
    expect(screen.has('#preset-1')).to.equal(false);
    await screen.click('#remove-0');
    await screen.focusReaches('#add-preset');
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    expect(inputOf(screen)).to.deep.include({ presets: [] });
  });

  it('say at which of them something is wrong', async () => {
    const screen = await openSettings(withSettings({ presets: [REPEATS] }));
    const message = 'Another preset has this name. Give it one of its own.';
    screen.services.refuse('saveSettings', { kind: 'invalid', message, field: 'preset-1' });
    await screen.click('#add-preset');
    await sendKeys({ type: 'Repeats' });
    await screen.click('button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#preset-1-error')).to.equal(message);
    await screen.click('#summary button');
    await screen.focusReaches('#preset-1');
  });

  it('are twelve at most', async () => {
    const presets = Array.from({ length: 12 }, (_, place) => ({
      ...REPEATS,
      name: `Preset ${place}`,
    }));
    const screen = await openSettings(withSettings({ presets }));
    await screen.click('#add-preset');
    expect(screen.has('#preset-12')).to.equal(false);
    expect(screen.textOf('#most-presets')).to.equal('There can be 12 presets at most.');
  });

  it('may be read, not changed, by others than a system administrator', async () => {
    const reason = 'Only a system administrator may change these.';
    const screen = await openSettings({
      ...withSettings({ presets: [REPEATS] }),
      change: { allowed: false, reason },
    });
    expect(screen.get('#preset-0', HTMLInputElement).readOnly).to.equal(true);
    expect(screen.get('#welcomeMessage', HTMLTextAreaElement).readOnly).to.equal(true);
    expect(screen.has('#add-preset')).to.equal(false);
    expect(screen.has('#remove-0')).to.equal(false);
    await screen.isAccessible();
  });
});
