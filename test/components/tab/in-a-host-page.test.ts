import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { OsOnlineServicesTab } from '../../../components/tab/os-online-services-tab.ts';
import {
  BEFORE_ACCOUNT,
  CONFLICT,
  PARKED,
  SETTINGS,
  STRUCK,
  ready,
  withWork,
} from '../../fakes/tab-views.ts';
import { inForcedColours } from '../forced-colours.ts';
import { openSettings, openTab, type Screen } from '../open.ts';

const LONG = {
  ...BEFORE_ACCOUNT.patient,
  name: 'Bartholomew-Christopher Featherstonehaugh-Wojciechowski Llanfairpwllgwyngyllgogerychwyrndrobwll',
};
const LONG_EMAIL = {
  id: 'email-9',
  type: 'email',
  value: 'bartholomew.christopher.featherstonehaugh@a-very-long-name-of-a-mail-provider.example',
  verified: false,
  preferred: true,
} as const;

function look(screen: Screen, selector = '.shelter'): CSSStyleDeclaration {
  return getComputedStyle(screen.get(selector));
}

describe('the tab in a host page', () => {
  it('keeps its look under a hostile style sheet', async () => {
    const hostile = new CSSStyleSheet();
    hostile.replaceSync(`
      * { font: 40px/3 Impact !important; color: lime !important; text-transform: uppercase !important;
          letter-spacing: 9px !important; text-align: right !important; visibility: hidden; cursor: wait !important; }
      button, input, table { display: none !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, hostile];
    try {
      const screen = await openTab(ready(BEFORE_ACCOUNT));
      const button = look(screen, '#create');
      expect(button.fontSize).to.equal('14px');
      expect(button.textTransform).to.equal('none');
      expect(button.letterSpacing).to.equal('normal');
      expect(button.visibility).to.equal('visible');
      expect(button.display).not.to.equal('none');
      expect(look(screen).color).to.equal('rgb(26, 37, 48)');
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
        (sheet) => sheet !== hostile,
      );
    }
  });

  it('follows its theme attribute, and swaps it', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const light = look(screen).backgroundColor;
    screen.element.setAttribute('theme', 'dark');
    await screen.settled();
    expect(look(screen).backgroundColor).not.to.equal(light);
    await screen.isAccessible();
    screen.element.setAttribute('theme', 'light');
    await screen.settled();
    expect(look(screen).backgroundColor).to.equal(light);
  });

  it('follows the person’s preference where the page says nothing, the page where it does', async () => {
    try {
      await emulateMedia({ colorScheme: 'dark' });
      const preferring = await openTab(ready(BEFORE_ACCOUNT));
      const dark = look(preferring).backgroundColor;
      document.documentElement.style.colorScheme = 'only light';
      const screen = await openTab(ready(BEFORE_ACCOUNT));
      expect(look(screen).backgroundColor).not.to.equal(dark);
      document.documentElement.style.colorScheme = 'dark';
      const told = await openTab(ready(BEFORE_ACCOUNT));
      expect(look(told).backgroundColor).to.equal(dark);
    } finally {
      document.documentElement.style.colorScheme = '';
      await emulateMedia({ colorScheme: 'light' });
    }
  });

  it('takes the host’s custom properties', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.element.style.setProperty('--os-color-accent', 'rgb(90, 0, 90)');
    screen.element.style.setProperty('--os-font-size', '18px');
    expect(look(screen, '#create').backgroundColor).to.equal('rgb(90, 0, 90)');
    expect(look(screen, '#create').fontSize).to.equal('18px');
  });

  it('can be read in forced colours', async () => {
    const screen = await openTab(ready(withWork(PARKED, CONFLICT)));
    expect(look(screen, '.message').borderTopStyle).to.equal('none');
    await inForcedColours(async () => {
      expect(look(screen, '.message').borderTopStyle).to.equal('solid');
      await screen.isAccessible();
    });
  });

  it('sets its heading levels from the host’s', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    screen.element.setAttribute('heading-level', '4');
    await screen.settled();
    const levels = screen.all('[role="heading"]').map((element) => element.ariaLevel);
    expect(levels).to.deep.equal(['4', '5', '5', '5', '5']);
  });

  it('needs no sideways scrolling at 320 pixels, with long names, also in dialogs', async () => {
    await setViewport({ width: 320, height: 640 });
    try {
      const view = {
        ...withWork(PARKED, CONFLICT),
        patient: LONG,
        contacts: [LONG_EMAIL],
        identityChecks: [STRUCK],
      };
      const screen = await openTab(ready(view));
      const { documentElement } = document;
      expect(documentElement.scrollWidth).to.be.at.most(320);
      expect(look(screen, '.stacks td').display).to.equal('block');
      await screen.isAccessible();
      for (const button of ['#add-email', '#add', '#print-letter']) {
        await screen.click(button);
        const dialog = screen.get('dialog');
        expect(dialog.getBoundingClientRect().right).to.be.at.most(320);
        expect(screen.get('.content').scrollWidth).to.be.at.most(dialog.clientWidth);
        await screen.click('#cancel');
        await screen.vanishes('dialog');
      }
      await openSettings(SETTINGS);
      expect(documentElement.scrollWidth).to.be.at.most(320);
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('shows where the keyboard is with a ring of two pixels', async () => {
    // Wide, where the account is beside the rest and not before it.
    await setViewport({ width: 1024, height: 768 });
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    await sendKeys({ press: 'Tab' });
    await screen.focusReaches('#refresh');
    // Two sections can be asked what they are for on the way.
    for (const next of ['#about', '#about', '#email', '#edit-email', '#add-email', '#mobile']) {
      const { outlineStyle, outlineWidth } = look(screen, ':focus-visible:is(button, select)');
      expect([outlineStyle, outlineWidth]).to.deep.equal(['solid', '2px']);
      await sendKeys({ press: 'Tab' });
      await screen.focusReaches(next);
    }
  });

  it('gives every target at least 24 by 24 pixels', async () => {
    const screen = await openTab(
      ready({ ...withWork(PARKED, CONFLICT), identityChecks: [STRUCK] }),
    );
    for (const button of screen.all('button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height), button.textContent).to.be.at.least(24);
    }
  });

  it('follows the record only while it is in the page', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    expect(screen.services.tab$.observed).to.be.true;
    const { element } = screen;
    const place = element.parentElement;
    element.remove();
    expect(screen.services.tab$.observed).to.be.false;
    place?.append(element);
    expect(screen.services.tab$.observed).to.be.true;
  });

  it('shows nothing, and breaks nothing, before it has its services', async () => {
    await openTab(ready(BEFORE_ACCOUNT));
    const tab = await fixture<OsOnlineServicesTab>(
      html`<os-online-services-tab></os-online-services-tab>`,
    );
    expect(tab.shadowRoot?.textContent).to.include('Loading online services');
    await expect(tab).to.be.accessible();
  });
});
