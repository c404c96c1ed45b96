import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { words } from '../../../services/words/words.ts';
import { BEFORE_ACCOUNT, SETTINGS } from '../../fakes/tab-views.ts';
import { openSettings, openTab, type Screen } from '../open.ts';

type Topic = keyof ReturnType<typeof topics>;

const SECTIONS: Readonly<Record<Topic, string>> = {
  contacts: 'os-contact-section',
  identification: 'os-identification-section',
  services: 'os-services-section',
  account: 'os-account-section',
  unsentWork: 'os-sync-panel',
};

function topics() {
  return words('dialogs').help.sections;
}

/** The button of one section; the same id is in each. */
function opener(screen: Screen, section: string): HTMLElement {
  const found = screen.get(section).shadowRoot?.querySelector<HTMLElement>('#about');
  if (!found) throw new Error(`${section} cannot be asked what it is`);
  return found;
}

async function ask(screen: Screen, section: string): Promise<void> {
  opener(screen, section).focus();
  await sendKeys({ press: 'Enter' });
  await screen.settled();
}

describe('asking a section what it is', () => {
  for (const [topic, section] of Object.entries(SECTIONS) as [Topic, string][]) {
    it(`tells what ${section} and each of its controls is for, and leads to the staff guide`, async () => {
      const screen = await openTab({ phase: 'ready', ...BEFORE_ACCOUNT });
      expect(opener(screen, section).getAttribute('aria-expanded')).to.equal('false');
      expect(screen.has('os-section-help')).to.equal(false);
      await ask(screen, section);
      expect(opener(screen, section).getAttribute('aria-expanded')).to.equal('true');
      const { purpose, controls, pages } = topics()[topic];
      const told = screen.textOf('os-section-help');
      expect(told).to.include(purpose);
      for (const { name, means } of controls) expect(told).to.include(`${name} ${means}`);
      const links = screen
        .all('a')
        .filter((link): link is HTMLAnchorElement => link instanceof HTMLAnchorElement);
      expect(links.map(({ href }) => href.replace(/^.*\/guide\//, ''))).to.deep.equal(
        pages.map((page) => `${page}.html`),
      );
      const opened = links.map(({ rel, target }) => `${rel} ${target}`);
      expect(new Set(opened)).to.deep.equal(new Set(['noopener _blank']));
      await screen.isAccessible();
    });
  }

  it('names the section to those who do not see where the button stands', async () => {
    const screen = await openTab({ phase: 'ready', ...BEFORE_ACCOUNT });
    const named = Object.values(SECTIONS).map((section) => {
      const button = opener(screen, section);
      const root = button.getRootNode() as ShadowRoot;
      const ids = (button.getAttribute('aria-labelledby') ?? '').split(' ');
      return ids
        .map((id) => root.getElementById(id))
        .map((part) => part?.getAttribute('aria-label') ?? part?.textContent.trim())
        .join(' ');
    });
    expect(named).to.deep.equal(
      ['Contact details', 'Identification', 'Services', 'Online account', 'Shared record'].map(
        (name) => `What is this? ${name}`,
      ),
    );
  });

  it('closes by Escape, from the help too, with the focus on the button', async () => {
    const screen = await openTab({ phase: 'ready', ...BEFORE_ACCOUNT });
    await ask(screen, SECTIONS.contacts);
    screen.get('a').focus();
    await sendKeys({ press: 'Escape' });
    await screen.vanishes('os-section-help');
    expect(screen.hasFocus(opener(screen, SECTIONS.contacts)), 'has the focus').to.equal(true);
    await ask(screen, SECTIONS.contacts);
    await sendKeys({ press: 'Escape' });
    await screen.vanishes('os-section-help');
    expect(opener(screen, SECTIONS.contacts).getAttribute('aria-expanded')).to.equal('false');
  });

  it('stays open when Escape is meant for another control, and in one section alone', async () => {
    const screen = await openTab({ phase: 'ready', ...BEFORE_ACCOUNT });
    await ask(screen, SECTIONS.contacts);
    await ask(screen, SECTIONS.services);
    screen.get('#email').focus();
    await sendKeys({ press: 'Escape' });
    await screen.settled();
    expect(screen.all('os-section-help')).to.have.length(2);
    await ask(screen, SECTIONS.services);
    expect(screen.all('os-section-help')).to.have.length(1);
  });

  it('is possible on the Control Panel page too', async () => {
    const screen = await openSettings(SETTINGS);
    await screen.click('#about');
    const { page, about } = words('settings').help;
    expect(screen.get('#about').getAttribute('aria-label')).to.equal(about);
    for (const { name } of page.controls) expect(screen.textOf('os-section-help')).to.include(name);
    await screen.isAccessible();
    screen.get('#about').focus();
    await sendKeys({ press: 'Escape' });
    await screen.vanishes('os-section-help');
  });
});
