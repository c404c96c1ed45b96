import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { type LetterOnPaper, linkageKeyDetails, readLetter } from './letter-on-paper.ts';
import type { OnlineServicesTab } from './pages/online-services-tab.ts';
import { PatientSitePages } from './pages/patient-site.ts';
import { ReferenceHost, Staff } from './pages/reference-host.ts';
import {
  expect,
  onlyOnTheEmbeddedServer,
  test as base,
  type DemoOfTest,
} from './server-fixture.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/find-secrets.mjs', import.meta.url));

/** A browser profile on disk, looked at as raw files once the browser is closed. */
const test = base.extend<{ profile: string }>({
  profile: async ({ browserName: _browserName }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'online-services-profile-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

test('neither token nor linkage key lies in the clear in profile or server data', async ({
  demo,
  profile,
}) => {
  onlyOnTheEmbeddedServer('It looks into the files of the server.');
  const letter = await playStory(demo, profile);
  await demo.close();

  const secrets = [letter.token, letter.linkageKey];
  expect(search(secrets, profile, demo.dataFolder)).toEqual({ status: 0, found: [] });
  // The letter itself is not kept either; its text is compressed, so its first bytes are looked for.
  expect(search(['%PDF-1.'], profile, demo.dataFolder)).toEqual({ status: 0, found: [] });

  // The same search does find what may be stored: so it would have found the codes.
  const places = search([letter.accountId], profile, demo.dataFolder);
  expect(places.status).toBe(1);
  expect(places.found.some((line) => line.includes(`${profile}/`))).toBe(true);
  expect(places.found.some((line) => line.includes(`${demo.dataFolder}/`))).toBe(true);
});

/** What people typed at the two workstations, and who it was about. */
const TYPED = {
  freetext: 'quokka seen at the door',
  note: 'wombat asks for it off',
  elsewhere: 'axolotl typed at another desk',
  elsewhereNote: 'pangolin noted at another desk',
  name: 'Entwhistle',
  email: 'harold@mail.example',
};

test('after sign-out no name, note or free text lies in the clear in the profile, of patients never opened there neither', async ({
  demo,
  profile,
  openWorkstation,
}) => {
  const before = await openWorkstation('B');
  await before.openActivated();
  const other = await before.openTab('Pritchard');
  await typeFreetext(other, TYPED.elsewhere);
  await other.create();
  await typeNote(other, 'Repeats', TYPED.elsewhereNote);
  await other.untilShared();

  const context = await openProfile(demo, profile);
  let accountId: string;
  try {
    const host = new ReferenceHost(await context.newPage());
    await host.open(Staff.receptionist);
    const tab = await host.openTab(TYPED.name);
    await tab.addEmail({ value: TYPED.email, verified: true });
    await typeFreetext(tab, TYPED.freetext);
    await tab.create();
    await typeNote(tab, 'Repeats', TYPED.note);
    await tab.untilShared();
    await expect(tab.identification).toContainText(TYPED.freetext);
    accountId = (await tab.account.textContent())?.match(/\d{4} \d{4} \d{4}/)?.[0] ?? '';
    // Left unsent: it lies there longest.
    await context.setOffline(true);
    await typeNote(tab, 'Acutes', `${TYPED.note}, unsent`);
    await host.signIn(Staff.nobody);
  } finally {
    await context.close();
  }

  const kept = Object.values(TYPED);
  expect(search(kept, profile)).toEqual({ status: 0, found: [] });
  // What may lie there is found: so all of it would have been.
  expect(search([accountId], profile).found.join()).toContain('IndexedDB');

  const again = await openProfile(demo, profile);
  try {
    const host = new ReferenceHost(await again.newPage());
    await host.open(Staff.receptionist);
    const tab = await host.openTab(TYPED.name);
    await expect(tab.services.getByLabel('Acutes: notes')).toHaveValue(`${TYPED.note}, unsent`);
    await tab.untilShared();
    await expect(tab.identification).toContainText(TYPED.freetext);
  } finally {
    await again.close();
  }
});

async function typeFreetext(tab: OnlineServicesTab, freetext: string): Promise<void> {
  await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
  await tab.dialog.getByLabel('Type', { exact: true }).selectOption('Passport');
  await tab.dialog.getByLabel('Freetext').fill(freetext);
  await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tab.dialog).toBeHidden();
  await expect(tab.identification).toContainText(freetext);
}

async function typeNote(tab: OnlineServicesTab, service: string, note: string): Promise<void> {
  await tab.services.getByLabel(`${service}: notes`).fill(note);
  await tab.saveBar.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tab.saveBar).toBeHidden();
}

function openProfile(demo: DemoOfTest, profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    args: [...CHROMIUM_FLAGS],
    baseURL: demo.url,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
}

/** Create, print, reprint and register, all in one browser, which is then closed. */
async function playStory(demo: DemoOfTest, profile: string): Promise<LetterOnPaper> {
  const context = await openProfile(demo, profile);
  try {
    const host = new ReferenceHost(await context.newPage());
    await host.openActivated();
    const tab = await host.openTab('Entwhistle');
    await tab.createShared('harold@mail.example');
    await tab.printLetter();
    await tab.printLetter();
    const letter = await readLetter(await host.printedLetter());
    // At the same computer on purpose: what a patient types must not stay in the browser either.
    const site = new PatientSitePages(await context.newPage());
    await site.register(linkageKeyDetails(letter));
    await expect(tab.pills).toHaveText('Registered');
    await site.activate();
    await expect(tab.pills).toHaveText('Active');
    await tab.untilShared();
    return letter;
  } finally {
    await context.close();
  }
}

function search(
  secrets: readonly string[],
  ...folders: readonly string[]
): { readonly status: number | null; readonly found: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...folders], {
    input: secrets.join('\n'),
    encoding: 'utf8',
  });
  expect(stderr).not.toContain('Error');
  return { status, found: stdout.split('\n').filter((line) => line.startsWith('…')) };
}
