import { expect } from '@open-wc/testing';
import { ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';

const YES = { allowed: true } as const;
const NEXT = { allowed: true, recommended: true } as const;
const WHY = 'Not with a basic account: upgrade it first.';

async function basicTab(): Promise<Screen> {
  const view = withAccount('active', { basic: true });
  return openTab(
    ready({
      ...view,
      can: { ...view.can, upgradeAccount: NEXT, rejectBasicAccount: YES },
      services: view.services.map((service) =>
        ['global', 'appointments'].includes(service.name)
          ? service
          : { ...service, enabled: false, unavailable: WHY },
      ),
    }),
  );
}

describe('a basic account on the tab', () => {
  it('is an Online Services User whose other services cannot be ticked, with the reason beside', async () => {
    const screen = await basicTab();
    expect(screen.textOf('.pills')).to.equal('Online Services User Active');
    expect(screen.get('#enabled-repeats', HTMLInputElement).disabled).to.equal(true);
    expect(screen.get('#enabled-appointments', HTMLInputElement).disabled).to.equal(false);
    expect(screen.textOf('#no-effect-repeats')).to.equal(WHY);
    await screen.isAccessible();
  });

  it('is upgraded with the username that the patient says', async () => {
    const screen = await basicTab();
    await screen.click('#upgrade');
    await screen.appears('os-basic-account-dialog');
    expect(screen.text).to.include('No letter is needed.');
    await screen.isAccessible();
    const message = 'This is not the username of this account.';
    screen.services.refuse('upgradeAccount', { kind: 'not-allowed', message, field: 'username' });
    await screen.type('#username', 'heron43');
    await screen.click('dialog [type="submit"]');
    await screen.sees(message);
    await screen.type('#username', 'heron42');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-basic-account-dialog');
    expect(screen.services.inputs('upgradeAccount').at(-1)).to.deep.include({
      ...{ patientRef: 'patient-1', username: 'heron42', answered: [] },
    });
    await screen.hears('The account was upgraded.');
  });

  it('asks what the command asks before it goes on', async () => {
    const screen = await basicTab();
    await screen.click('#upgrade');
    await screen.appears('os-basic-account-dialog');
    screen.services.refuse('upgradeAccount', {
      ...{ kind: 'needs-confirmation', message: 'The patient is under 16.' },
      question: { code: 'patient-under-16', title: 'Patient under 16' },
    });
    await screen.type('#username', 'heron42');
    await screen.click('dialog [type="submit"]');
    await screen.sees('The patient is under 16.');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-basic-account-dialog');
    expect(screen.services.inputs('upgradeAccount').at(-1)).to.deep.include({
      answered: ['patient-under-16'],
    });
  });

  it('is rejected for a reason', async () => {
    const screen = await basicTab();
    await screen.click('#reject');
    await screen.appears('os-basic-account-dialog');
    await screen.isAccessible();
    screen.choose('#reasonCode', 'suspected-misuse');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-basic-account-dialog');
    expect(screen.services.inputs('rejectBasicAccount').at(-1)).to.include({
      ...{ patientRef: 'patient-1', reasonCode: 'suspected-misuse' },
    });
  });
});

describe('an account made elsewhere', () => {
  it('says by whom, as text', async () => {
    const madeElsewhere = 'Made by <i>NHS login</i> on 20 Nov 2026, 18:05.';
    const screen = await openTab(ready(withAccount('active', { madeElsewhere })));
    expect(screen.text).to.include(madeElsewhere);
    await screen.isAccessible();
  });
});
