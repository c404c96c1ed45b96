import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { type LetterOnPaper, linkageKeyDetails, readLetter } from './letter-on-paper.ts';
import { PatientSitePages } from './pages/patient-site.ts';
import { ReferenceHost } from './pages/reference-host.ts';
import { expect, test as base, type DemoOfTest } from './server-fixture.ts';

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

/** Create, print, reprint and register, all in one browser, which is then closed. */
async function playStory(demo: DemoOfTest, profile: string): Promise<LetterOnPaper> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    args: [...CHROMIUM_FLAGS],
    baseURL: demo.url,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
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
