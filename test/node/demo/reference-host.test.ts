import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { type Browser, chromium, expect as playwrightExpect, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureHeadlessBrowser } from '../../../scripts/find-browser.mjs';
import { limitOf } from '../../../scripts/patience.mjs';
import { buildHost, type PluginFiles, serve } from './built-demo.ts';
import { BROKEN_PLUGIN, MADE_UP_PLUGIN } from './made-up-plugin.ts';

/** Waits as long as every other suite, also where the machine has more to do than this. */
const expect = playwrightExpect.configure({ timeout: limitOf('condition') });

const RECEPTION = 'Aisha Kelsall, Receptionist';
const ADMINISTRATOR = 'Joanne Tully, System administrator';

/** Chooses who is signed in, and waits until the one before is signed out. */
async function choosePerson(page: Page, person: string): Promise<void> {
  const ended = page.waitForResponse('**/host-api/sign-out');
  await page.getByLabel('Signed in').selectOption(person);
  await ended;
}

describe('the reference host', () => {
  let browser: Browser;

  before(async () => {
    browser = await chromium.launch({
      executablePath: ensureHeadlessBrowser(),
      args: [...CHROMIUM_FLAGS],
    });
  });
  after(() => browser.close());

  /** The host's page with a plugin, in a browser of its own. Uncaught errors fail the test unless they are expected. */
  async function openHost(t: TestContext, plugin: PluginFiles, hash = '', expected = /^$/) {
    const { url } = await serve(t, { distFolder: await buildHost(t, plugin) });
    const context = await browser.newContext({ baseURL: url });
    t.after(() => context.close());
    const complaints: string[] = [];
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    t.after(() => {
      assert.deepEqual(
        complaints.filter((complaint) => !expected.test(complaint)),
        [],
      );
    });
    const page = await context.newPage();
    await page.goto(`/${hash}`);
    return page;
  }

  const dataOf = (page: Page, name: string) =>
    expect.poll(() => page.locator('body').getAttribute(`data-${name}`));

  it('finds a patient by the keyboard alone, and shows no number in the address', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    await expect(page.getByLabel('Find patient')).toBeFocused();
    await page.keyboard.type('sian prit');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: /PRITCHARD/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('heading', { name: 'PRITCHARD, Siân Margaret (Mrs)' }),
    ).toBeFocused();
    assert.doesNotMatch(page.url(), /\d{4}$|999/);
    await dataOf(page, 'patient').toBe('pt-e01');
    await page.getByRole('link', { name: 'Close' }).click();
    await dataOf(page, 'patient').toBe('none');
  });

  it('says so when nobody fits', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    await page.getByLabel('Find patient').fill('nobody at all');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No patients found.')).toBeVisible();
  });

  it('gives a plugin its practice, key, contacts and a token that the FHIR server takes', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    await dataOf(page, 'practice').toBe('A99968 A ');
    await dataOf(page, 'key').toBe('AES-GCM 256 false encrypt,decrypt');
    await dataOf(page, 'sharing').toBe('1');
    await dataOf(page, 'fhir').toBe('200');
    await dataOf(page, 'contacts').toContain('sian.pritchard@mail.example');
    await dataOf(page, 'unknown').toContain(
      'HostError The manifest contributes no command made.none',
    );
  });

  it('shows and hides the tab as the practice’s setting changes at another workstation', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e01');
    const tab = page.getByRole('tab', { name: 'Made up' });
    await expect(page.getByRole('tab', { name: 'Address' })).toBeVisible();
    await expect(tab).toBeHidden();
    const other = await page.context().newPage();
    await other.goto('/?workstation=B#/control-panel');
    await other.getByRole('button', { name: 'Switch' }).click();
    await expect(other.getByText('Only a system administrator')).toBeVisible();
    await choosePerson(other, ADMINISTRATOR);
    await other.getByRole('button', { name: 'Switch' }).click();
    await expect(tab).toBeVisible();
    await tab.click();
    await expect(page.getByText('The made-up tab')).toBeVisible();
    await other.getByRole('button', { name: 'Switch' }).click();
    await expect(tab).toBeHidden();
    await expect(page.getByRole('tab', { name: 'Patient' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('shows a view of the whole practice on the front screen, at an address of its own, until it is switched off', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    const links = page.getByRole('navigation', { name: 'On the front screen' });
    await expect(page.getByLabel('Find patient')).toBeFocused();
    await expect(links).toBeHidden();
    const other = await page.context().newPage();
    await other.goto('/?workstation=B#/control-panel');
    await choosePerson(other, ADMINISTRATOR);
    await other.getByRole('button', { name: 'Switch' }).click();
    await links.getByRole('link', { name: 'Made-up list' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Made-up list' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Open pt-e01' })).toBeVisible();
    await dataOf(page, 'patient').toBe('none');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Open pt-e01' })).toBeVisible();
    await other.getByRole('button', { name: 'Switch' }).click();
    await expect(page.getByRole('heading', { name: 'Not there now' })).toBeVisible();
    await expect(links).toBeHidden();
    await page.getByRole('link', { name: 'Front screen' }).click();
    await expect(page.getByLabel('Find patient')).toBeFocused();
  });

  it('opens a patient from such a view, asks about what is unsaved there, and opens nobody who is not there', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/control-panel');
    await choosePerson(page, ADMINISTRATOR);
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.getByRole('link', { name: 'Front screen' }).click();
    await page.getByRole('link', { name: 'Made-up list' }).click();
    await page.getByRole('button', { name: 'Open nobody' }).click();
    await dataOf(page, 'opened').toBe('HostError: There is no such patient at this practice.');
    await page.getByRole('button', { name: 'Begin a letter' }).click();
    await page.getByRole('button', { name: 'Open pt-e01' }).click();
    const question = page.getByRole('dialog', { name: 'Save your changes?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await dataOf(page, 'opened').toBe('false');
    await expect(page).toHaveURL(/#\/practice\/made\.practice$/);
    await page.getByRole('button', { name: 'Open pt-e01' }).click();
    await question.getByRole('button', { name: 'Don’t save' }).click();
    await dataOf(page, 'opened').toBe('true');
    await dataOf(page, 'patient').toBe('pt-e01');
    await expect(page.getByRole('tab', { name: 'Made up' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Open pt-e01' })).toBeVisible();
    await choosePerson(page, RECEPTION);
    await expect(page.getByLabel('Find patient')).toBeVisible();
  });

  it('moves among tabs with the arrow keys', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e01');
    await page.getByRole('tab', { name: 'Patient' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Address' })).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Contacts for patient' })).toBeVisible();
    await page.keyboard.press('Home');
    await expect(page.getByRole('tab', { name: 'Patient' })).toBeFocused();
  });

  it('adds a contact, and another workstation sees it by itself', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e04/address');
    const other = await page.context().newPage();
    await other.goto('/?workstation=B#/patient/pt-e04/address');
    await page.getByRole('button', { name: 'Add a contact' }).click();
    await page.getByLabel('Contact', { exact: true }).fill('not an address');
    await page.getByRole('button', { name: 'OK' }).click();
    await expect(page.getByText('This is not an email address.')).toBeVisible();
    await page.getByLabel('Contact', { exact: true }).fill('harold@mail.example');
    await page.getByLabel('Verified').check();
    await page.getByRole('button', { name: 'OK' }).click();
    await expect(page.getByRole('rowheader', { name: 'harold@mail.example' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add a contact' })).toBeFocused();
    await expect(other.getByRole('rowheader', { name: 'harold@mail.example' })).toBeVisible();
  });

  it('does not let the administrator change a contact', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e04/address');
    await choosePerson(page, ADMINISTRATOR);
    await page.goto('/#/patient/pt-e04/address');
    await page.getByRole('button', { name: 'Edit 01632 960104' }).click();
    await page.getByRole('button', { name: 'OK' }).click();
    await expect(page.getByText('A System administrator may not change')).toBeVisible();
  });

  it('gives the practice’s key to nobody who does not work with codes, whoever had it before', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    const askForKey = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Commands' }).click();
      await page.getByRole('button', { name: 'Key' }).click();
    };
    await dataOf(page, 'fhir').toBe('200');
    await askForKey();
    await dataOf(page, 'given').toBe('given');
    await choosePerson(page, ADMINISTRATOR);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await askForKey();
    await dataOf(page, 'given').toBe(
      'A System administrator does not work with registration codes.',
    );
    assert.ok(!asked.includes('/host-api/practice-key'), 'the server is not even asked');
    await choosePerson(page, RECEPTION);
    await askForKey();
    await dataOf(page, 'given').toBe('given');
  });

  it('begins another session for each person, and for the same person again', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    await dataOf(page, 'fhir').toBe('200');
    await choosePerson(page, ADMINISTRATOR);
    await choosePerson(page, 'Nobody (sign out)');
    await page.getByLabel('Signed in').selectOption(RECEPTION);
    await expect
      .poll(async () => {
        const ids =
          (await page.locator('body').getAttribute('data-sessions'))?.trim().split(' ') ?? [];
        return [ids.length, new Set(ids).size, ids[2]];
      })
      .toEqual([4, 4, 'nobody']);
  });

  it('asks, prints and keeps the letter until the patient is closed', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e01');
    await dataOf(page, 'patient').toBe('pt-e01');
    await page.keyboard.press('Control+Alt+q');
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'No' }).click();
    await dataOf(page, 'answer').toBe('No');
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'Made: Print' }).click();
    await page.keyboard.press('Escape');
    await dataOf(page, 'printed').toBe('false');
    await page.getByRole('button', { name: 'Commands' }).click();
    await page.getByRole('button', { name: 'Made: Print' }).click();
    await page
      .getByRole('dialog', { name: 'Print' })
      .getByRole('button', { name: 'Print' })
      .click();
    await dataOf(page, 'printed').toBe('true');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Open printed letter' }).click();
    assert.equal((await download).suggestedFilename(), 'made.pdf');
    await page.getByRole('link', { name: 'Close' }).click();
    await expect(page.getByLabel('Find patient')).toBeFocused();
    await page.goBack();
    await expect(page.getByRole('heading', { name: /PRITCHARD/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Open printed letter' })).toBeHidden();
  });

  it('names the patient who is open in every dialog of its own', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e01/address');
    await dataOf(page, 'patient').toBe('pt-e01');
    await dataOf(page, 'fhir').toBe('200');
    const command = async (name: string) => {
      await page.getByRole('button', { name: 'Commands' }).click();
      await page.getByRole('button', { name }).click();
    };
    const tab = (name: string) => page.getByRole('tab', { name }).click();
    const dialogs: Readonly<Record<string, () => Promise<unknown>>> = {
      'Communication - Add': () => page.getByRole('button', { name: 'Add a contact' }).click(),
      'Communication - Update': () =>
        page
          .getByRole('button', { name: /^Edit / })
          .first()
          .click(),
      'Correct the patient number': async () => {
        await tab('Patient');
        await page.getByRole('button', { name: 'Correct the patient number' }).click();
      },
      Commands: () => page.getByRole('button', { name: 'Commands' }).click(),
      'Sure?': () => command('Ask'),
      Print: () => command('Made: Print'),
      'Save your changes?': async () => {
        await page.getByRole('button', { name: 'Correct the patient number' }).click();
        await page.getByLabel('NHS number').fill('1');
        await page.evaluate("location.hash = '#/'");
      },
    };
    for (const [name, open] of Object.entries(dialogs)) {
      await open();
      const dialog = page.getByRole('dialog', { name, exact: true });
      await expect(dialog).toHaveAccessibleDescription(
        'PRITCHARD, Siân Margaret (Mrs) · born 14 May 1979 · NHS number 999 000 0018',
      );
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  });

  it('asks before what was typed in its own dialog is left, and saves it or gives it up', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/');
    await dataOf(page, 'fhir').toBe('200');
    await page.evaluate("location.hash = '#/patient/pt-e04/address'");
    const question = page.getByRole('dialog', { name: 'Save your changes?' });
    const type = async (text: string) => {
      await page.getByRole('button', { name: 'Add a contact' }).click();
      await page.getByLabel('Contact', { exact: true }).fill(text);
      // The browser drops a Back that comes while it is on its way forward again.
      await expect(page).toHaveURL(/\/address$/);
      await page.evaluate('history.back()');
      await expect(question).toContainText('Communication - Add');
    };
    await type('not an address');
    await question.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('This is not an email address.')).toBeVisible();
    await page.keyboard.press('Escape');
    await type('harold@mail.example');
    await question.getByRole('button', { name: 'Don’t save' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByLabel('Find patient')).toBeVisible();
    await expect(page).toHaveURL(/#\/$/);
    await page.goForward();
    await expect(page.getByRole('heading', { name: 'Contacts for patient' })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'harold@mail.example' })).toHaveCount(0);
    await type('harold@mail.example');
    await question.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByLabel('Find patient')).toBeVisible();
    await expect(page).toHaveURL(/#\/$/);
    await page.goForward();
    await expect(page.getByRole('rowheader', { name: 'harold@mail.example' })).toBeVisible();
  });

  for (const [what, next] of [
    ['signs out', 'Nobody (sign out)'],
    ['makes room for a colleague', 'Martin Dewhirst, Practice manager'],
  ] as const) {
    it(`clears the patient, the letter, dialogs and messages when somebody ${what}`, async (t) => {
      const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e01', /made to fail/);
      await page.evaluate(() => {
        const revoke = URL.revokeObjectURL.bind(URL);
        URL.revokeObjectURL = (address) => {
          document.body.dataset.revoked = address;
          revoke(address);
        };
      });
      await dataOf(page, 'patient').toBe('pt-e01');
      await dataOf(page, 'fhir').toBe('200');
      await page.getByRole('button', { name: 'Commands' }).click();
      await page.getByRole('button', { name: 'Made: Print' }).click();
      await page
        .getByRole('dialog', { name: 'Print' })
        .getByRole('button', { name: 'Print' })
        .click();
      const letter = page.getByRole('link', { name: 'Open printed letter' });
      const address = (await letter.getAttribute('href')) ?? '';
      await page.getByRole('button', { name: 'Commands' }).click();
      await page.getByRole('button', { name: 'Fail' }).click();
      await expect(page.getByRole('alert').getByText(/Error/)).toBeVisible();
      await page.getByRole('button', { name: 'Correct the patient number' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      // A modal dialog keeps the mouse from the switcher; a smartcard taken out ends the session all the same.
      await page.evaluate((label) => {
        const staff = document.querySelector<HTMLSelectElement>('#staff');
        const option = [...(staff?.options ?? [])].find(({ text }) => text === label);
        if (staff === null || option === undefined) throw new Error(`There is no ${label}.`);
        staff.value = option.value;
        staff.dispatchEvent(new Event('change'));
      }, next);
      await expect(page.getByLabel('Find patient')).toBeVisible();
      await dataOf(page, 'patient').toBe('none');
      await expect(page.locator('body')).not.toContainText(/PRITCHARD|999 000 0018|made to fail/);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.getByRole('alert')).toBeEmpty();
      await expect(letter).toHaveCount(0);
      await dataOf(page, 'revoked').toBe(address);
    });
  }

  it('keeps no printed letter into the next session of the same person', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '#/patient/pt-e01');
    await dataOf(page, 'patient').toBe('pt-e01');
    await page.getByRole('button', { name: 'Commands' }).click();
    await page.getByRole('button', { name: 'Made: Print' }).click();
    await page
      .getByRole('dialog', { name: 'Print' })
      .getByRole('button', { name: 'Print' })
      .click();
    const letter = page.getByRole('link', { name: 'Open printed letter' });
    await expect(letter).toBeVisible();
    // The patient stays open: it is the same person, who has only signed in again.
    await page.locator('#staff').dispatchEvent('change');
    await expect(letter).toHaveCount(0);
    await dataOf(page, 'patient').toBe('pt-e01');
  });

  it('shows nobody’s search to the next', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    await dataOf(page, 'fhir').toBe('200');
    await page.getByLabel('Find patient').fill('sian');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: /PRITCHARD/ })).toBeVisible();
    await choosePerson(page, ADMINISTRATOR);
    await expect(page.getByRole('link', { name: /PRITCHARD/ })).toHaveCount(0);
    await expect(page.getByLabel('Find patient')).toHaveValue('');
  });

  it('stops and starts the plugin when the practice changes', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN);
    await dataOf(page, 'fhir').toBe('200');
    await page.getByLabel('Practice').selectOption('Corriebeg Medical Practice (S99968)');
    await dataOf(page, 'practice').toBe('S99968 A A99968 A ');
    await page.getByRole('button', { name: 'List all' }).click();
    await expect(page.getByText('3 patients found.')).toBeVisible();
  });

  it('lives on when a command or the whole plugin fails, and says why', async (t) => {
    const page = await openHost(t, MADE_UP_PLUGIN, '', /made to fail/);
    await dataOf(page, 'fhir').toBe('200');
    await page.getByRole('button', { name: 'Commands' }).click();
    await page.getByRole('button', { name: 'Fail' }).click();
    await expect(page.getByRole('alert').getByText(/Error/)).toBeVisible();

    const broken = await openHost(t, BROKEN_PLUGIN, '', /no luck/);
    await expect(broken.getByText(/Made-up plugin could not be loaded.*no luck/)).toBeVisible();
    const missing = await openHost(t, {});
    await expect(
      missing.getByText(/could not be loaded.*manifest\.json is not there/),
    ).toBeVisible();
    await missing.getByRole('button', { name: 'List all' }).click();
    await expect(missing.getByText('33 patients found.')).toBeVisible();
  });
});
