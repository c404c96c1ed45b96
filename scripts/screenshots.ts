/**
 * `npm run screenshots`: plays the story in a real browser and writes a picture of every state into docs/images/.
 * With `--no-build` it uses what is built already.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { startDemo } from '../demo/start.ts';
import { CHROMIUM_FLAGS, ensureBrowser } from './find-browser.mjs';
import { measurePatience } from './measure-patience.mjs';
import {
  carefulPatients,
  identityWithdrawn,
  somebodyElsesChange,
  unsavedElsewhere,
} from './screenshots/careful-scenes.ts';
import { Desk } from './screenshots/desk.ts';
import {
  accountsOfThePractice,
  lackingServer,
  otherPatients,
  otherScreens,
  twoWorkstations,
  workingOffline,
} from './screenshots/more-scenes.ts';
import { firstSteps, sectionsOfTheTab } from './screenshots/help-scenes.ts';
import { activating, creating, registering } from './screenshots/scenes.ts';
import { unsavedChanges } from './screenshots/unsaved-scenes.ts';
import { Studio } from './screenshots/studio.ts';

const IMAGES = fileURLToPath(new URL('../docs/images', import.meta.url));

async function playEverything(studio: Studio): Promise<void> {
  const surgery = await studio.openBrowser();
  const home = await studio.openBrowser({ viewport: { width: 1280, height: 760 } });
  const desk = await Desk.open(surgery);
  await activating(studio, desk);
  const codes = await creating(studio, desk);
  await registering(studio, desk, home, codes);
  await sectionsOfTheTab(studio, desk);
  await firstSteps(studio, desk);
  await unsavedChanges(studio, desk);
  await unsavedElsewhere(studio, desk);
  await carefulPatients(studio, desk);
  await identityWithdrawn(studio, desk);
  await somebodyElsesChange(studio);
  await otherPatients(studio, desk);
  await workingOffline(studio, desk, surgery);
  await twoWorkstations(studio, desk);
  await lackingServer(studio);
  await accountsOfThePractice(studio, desk);
  await otherScreens(studio, desk);
}

measurePatience();
const dataFolder = await mkdtemp(join(tmpdir(), 'online-services-screenshots-'));
const build = !process.argv.includes('--no-build');
const demo = await startDemo({ port: 0, build, dataFolder });
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: [...CHROMIUM_FLAGS],
});
try {
  const studio = new Studio(browser, demo.url, IMAGES);
  await playEverything(studio);
  const names = studio.finish();
  process.stdout.write(`${names.length} pictures in docs/images/.\n`);
} finally {
  await browser.close();
  await demo.close();
  await rm(dataFolder, { recursive: true, force: true });
}
