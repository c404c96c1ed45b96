import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { openSettings } from '../open.ts';

describe('the Control Panel page', () => {
  it('says that it is loading', async () => {
    const screen = await openSettings({ phase: 'loading' });
    expect(screen.text).to.include('Loading settings');
    await screen.isAccessible();
  });

  it('saves only what was changed', async () => {
    const screen = await openSettings(SETTINGS);
    expect(screen.text).to.include('Llyn Surgery');
    await screen.isAccessible();
    screen.get('#activated').focus();
    await sendKeys({ press: ' ' });
    await screen.click('#service-acutes');
    await screen.type('#letterExpiryDays', '21');
    await sendKeys({ press: 'Enter' });
    await screen.sees('The settings were saved.');
    expect(screen.services.inputs('saveSettings')).to.deep.equal([
      {
        activated: false,
        services: { acutes: true },
        letterExpiryDays: 21,
        seen: { activated: true, services: { acutes: false }, letterExpiryDays: 14 },
      },
    ]);
    expect(screen.said).to.include('The settings were saved.');
    await screen.isAccessible();
  });

  it('keeps what was typed when it is refused, and leads to the field', async () => {
    const screen = await openSettings(SETTINGS);
    const message = 'Type a whole number of days from 1 to 90.';
    screen.services.refuse('saveSettings', { kind: 'invalid', message, field: 'activationDays' });
    await screen.type('#activationDays', 'ten');
    await screen.click('button[type="submit"]');
    await screen.focusReaches('#summary');
    expect(screen.textOf('#activationDays-error')).to.equal(message);
    expect(screen.get('#activationDays', HTMLInputElement).value).to.equal('ten');
    expect(screen.services.inputs('saveSettings')).to.deep.equal([
      { activationDays: Number.NaN, seen: { activationDays: 10 } },
    ]);
    await screen.isAccessible();
    await screen.click('#summary button');
    await screen.focusReaches('#activationDays');
  });

  const server = {
    software: 'Some Server 1.2.0',
    findings: [{ code: 'sort-ignored' }, { code: 'no-history', status: 404 }],
    isGrave: true,
  } as const;

  it('says nothing of the server while there is nothing to say', async () => {
    const screen = await openSettings(SETTINGS);
    expect(screen.has('#server')).to.equal(false);
    expect(screen.text).not.to.include('server');
  });

  it('says what will not work with the server, and what staff lose by it, until it has been read', async () => {
    const screen = await openSettings({ ...SETTINGS, server });
    expect(screen.text).to.include(
      'Online Services will not work with this server (Some Server 1.2.0).',
    );
    expect(screen.all('#server li').map((item) => item.textContent.trim())).to.deep.equal([
      'It does not give records in the order of their changes. Changes of other computers and of patients could be missed.',
      'It does not tell how a record was changed before (404). A change whose answer was lost may be shown as a conflict, for staff to decide.',
    ]);
    await screen.isAccessible();
    const message = 'The browser’s storage is full.';
    screen.services.refuse('acknowledgeServerFindings', { kind: 'storage-unavailable', message });
    await screen.click('#acknowledge-server');
    await screen.sees(message);
  });

  it('takes note of it once, and goes on at what follows', async () => {
    const screen = await openSettings({ ...SETTINGS, server: { ...server, isGrave: false } });
    expect(screen.text).to.include('works with this server (Some Server 1.2.0), but not fully.');
    const finish = screen.services.hold('acknowledgeServerFindings');
    const button = screen.get('#acknowledge-server');
    button.click();
    button.click();
    finish();
    await screen.focusReaches('#pollIntervalSeconds');
    expect(screen.services.inputs('acknowledgeServerFindings')).to.have.length(1);
    expect(screen.said).to.include(
      'It is not shown again on this computer, unless something else is found.',
    );
  });

  it('saves once, however often it is clicked', async () => {
    const screen = await openSettings(SETTINGS);
    const finish = screen.services.hold('saveSettings');
    await screen.click('#activated');
    const save = screen.get('button[type="submit"]');
    save.click();
    save.click();
    await screen.sees('Saving…');
    finish();
    await screen.sees('The settings were saved.');
    expect(screen.services.inputs('saveSettings')).to.have.length(1);
  });

  it('says of nothing that it was saved while something is not', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.click('#activated');
    await screen.click('button[type="submit"]');
    await screen.sees('The settings were saved.');
    await screen.click('#service-acutes');
    await screen.sees('Not saved yet');
    expect(screen.text).not.to.include('The settings were saved.');
    expect(screen.said).to.equal('');
  });

  it('says what was changed while it was saving, and is not saved', async () => {
    const screen = await openSettings(SETTINGS);
    const finish = screen.services.hold('saveSettings');
    await screen.click('#activated');
    await screen.click('button[type="submit"]');
    await screen.click('#service-acutes');
    finish();
    await screen.hears('What you have changed since is not saved yet.');
    expect(screen.text).to.include('Not saved yet');
    expect(screen.has('.message.good')).to.equal(false);
    await screen.click('button[type="submit"]');
    await screen.hears('The settings were saved.');
    expect(screen.services.inputs('saveSettings').at(-1)).to.deep.equal({
      services: { acutes: true },
      seen: { services: { acutes: false } },
    });
  });

  it('gives up changes', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.type('#siteUrl', 'https://other.example');
    await screen.click('#cancel');
    expect(screen.get('#siteUrl', HTMLInputElement).value).to.equal(SETTINGS.settings.siteUrl);
    expect(screen.services.calls).to.deep.equal([]);
  });

  it('may be read, not changed, by others than a system administrator', async () => {
    const reason = 'Only a system administrator may change these.';
    const screen = await openSettings({ ...SETTINGS, change: { allowed: false, reason } });
    expect(screen.text).to.include(reason);
    expect(screen.get('#activated', HTMLInputElement).disabled).to.be.true;
    expect(screen.get('#siteUrl', HTMLInputElement).readOnly).to.be.true;
    expect(screen.has('button[type="submit"]')).to.be.false;
    await screen.isAccessible();
  });
});
