import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible } from './pages/axe.ts';
import { Keyboard } from './pages/keyboard.ts';
import { ReferenceHost, Staff } from './pages/reference-host.ts';
import { expect, test as base } from './server-fixture.ts';

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light and wide', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['dark and 320 pixels wide', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
];

const SECTIONS = [
  ['Shared record', 'sharing-and-unsent-work'],
  ['Contact details', 'contacts'],
  ['Identification', 'identification'],
  ['Services', 'services'],
  ['Online account', 'creating-an-account'],
] as const;

const test = base.extend<{ readonly open: ReferenceHost; readonly look: BrowserContextOptions }>({
  look: [{}, { option: true }],
  open: async ({ openContext, look }, use) => {
    const context = await openContext({ ...look, bypassCSP: true });
    await use(new ReferenceHost(await context.newPage()));
  },
});

/** The page of the guide that a link opens in a window of its own. */
async function follow(page: Page, link: string | RegExp): Promise<Page> {
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: link }).first().press('Enter');
  const guide = await opening;
  await guide.waitForLoadState();
  return guide;
}

test('every section explains itself by keyboard, and leads to its page of the staff guide', async ({
  workstationA,
}) => {
  const { page, tab } = workstationA;
  await workstationA.openTab('Entwhistle');
  const keys = new Keyboard(page);
  await workstationA.onlineServicesTab.focus();
  for (const [section, file] of SECTIONS) {
    await test.step(section, async () => {
      const region = tab.panel.getByRole('region', { name: section, exact: true });
      const button = region.getByRole('button', { name: `What is this? ${section}` });
      await keys.use(button);
      await expect(button).toHaveAttribute('aria-expanded', 'true');
      const guide = await follow(page, /^Read more in the staff guide/);
      expect(new URL(guide.url()).pathname).toBe(`/plugin/guide/${file}.html`);
      await expect(guide.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await guide.evaluate(() => document.referrer)).toBe('');
      await guide.close();
      await keys.press('Escape');
      await expect(button).toBeFocused();
      await expect(button).toHaveAttribute('aria-expanded', 'false');
    });
  }
});

test('the first steps are ticked off as they are done, for each person, and can be put away', async ({
  host,
}) => {
  const { page, tab } = host;
  const card = page.getByRole('group').filter({ hasText: 'First steps with Online Services' });
  const step = (name: string) => card.getByRole('listitem').filter({ hasText: name });
  await host.open(Staff.administrator);
  await expect(card).toContainText('0 of 1 done');
  await host.setActivated(true);
  await host.signIn(Staff.receptionist);
  await page.getByRole('link', { name: 'Front screen' }).click();
  await expect(card).toContainText('1 of 6 done');
  await host.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  await page.getByRole('link', { name: 'Front screen' }).click();
  for (const name of ['Look at the contact', 'Record an identity', 'Create the', 'Print the']) {
    await expect(step(name).getByText('Done', { exact: true })).toBeVisible();
  }
  await expect(step('Follow the status')).toContainText('Not done yet');
  await test.step('another person begins anew', async () => {
    await host.signIn(Staff.manager);
    await expect(card).toContainText('1 of 6 done');
    await host.signIn(Staff.receptionist);
    await expect(card).toContainText('5 of 6 done');
  });
  await test.step('hidden, also after the page is loaded anew, until it is asked for', async () => {
    await card.getByRole('button', { name: /^Hide/ }).click();
    await expect(card).toHaveCount(0);
    await expect(page.getByLabel('Find patient')).toBeFocused();
    await page.reload();
    await expect(page.getByLabel('Find patient')).toBeVisible();
    await expect(card).toHaveCount(0);
    await page.getByRole('button', { name: 'Commands' }).click();
    await page.getByRole('button', { name: 'Show: First steps with Online Services' }).click();
    await expect(card).toContainText('5 of 6 done');
  });
});

for (const [name, look] of LOOKS) {
  test.describe(name, () => {
    test.use({ look });
    test.slow();

    test('help, first steps and the staff guide keep nobody out', async ({ open }) => {
      const { page, tab } = open;
      await open.openActivated();
      await page.getByRole('link', { name: 'Front screen' }).click();
      await expect(page.getByText('First steps with Online Services')).toBeVisible();
      await expectAccessible(page, 'first steps');
      await open.openTab('Entwhistle');
      for (const [section] of SECTIONS) {
        await tab.panel.getByRole('button', { name: `What is this? ${section}` }).click();
      }
      await expect(tab.panel.getByRole('link', { name: /staff guide/ })).toHaveCount(9);
      await expectAccessible(page, 'help in every section');
      const pages = [
        'index',
        ...SECTIONS.map(([, file]) => file),
        'status-and-locking',
        'safety',
        'basic-accounts',
      ];
      for (const file of pages) {
        await page.goto(`/plugin/guide/${file}.html`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page, `guide: ${file}`);
      }
    });
  });
}
