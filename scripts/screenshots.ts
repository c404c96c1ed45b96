/**
 * `npm run screenshots`: plays stories in a real browser and writes a picture of every state into docs/images/.
 * With `--no-build` it uses what is built already. With names of acts it plays these alone, and leaves the other pictures
 * as they are. With `--look <folder>` everything goes there in every way (dark, narrow, zoomed, in forced colours): to be
 * looked at.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { type RunningDemo, startDemo } from '../demo/start.ts';
import { CHROMIUM_FLAGS, ensureBrowser } from './find-browser.mjs';
import { measurePatience } from './measure-patience.mjs';
import { account, ages, identification, leaving } from './screenshots/account-scenes.ts';
import { basicAccounts } from './screenshots/basic-account-scenes.ts';
import { letters } from './screenshots/letters-scenes.ts';
import { contacts, reminders } from './screenshots/message-scenes.ts';
import { services, settings } from './screenshots/service-scenes.ts';
import { split } from './screenshots/split-scenes.ts';
import { openStage, type Stage } from './screenshots/stage.ts';
import { Studio } from './screenshots/studio.ts';
import { uptake } from './screenshots/uptake-scenes.ts';
import { wholeStory } from './screenshots/whole-story.ts';

const IMAGES = fileURLToPath(new URL('../docs/images', import.meta.url));

type Act = (studio: Studio, demo: RunningDemo) => Promise<void>;

/** Each is played in a demonstration of its own. */
const ACTS: Readonly<Record<string, Act>> = {
  story: wholeStory,
  'basic-accounts': staged(basicAccounts),
  reminders: staged(reminders),
  contacts: staged(contacts),
  account: staged(account),
  leaving: staged(leaving),
  identification: staged(identification),
  ages: staged(ages),
  services: staged(services),
  settings: staged(settings),
  uptake: staged(uptake),
  letters: staged(letters),
  split: staged(split),
};

function staged(scenes: (stage: Stage) => Promise<void>): Act {
  return async (studio, demo) => scenes(await openStage(studio, demo));
}

function actOf(name: string): Act {
  const act = ACTS[name];
  if (act === undefined) {
    throw new Error(`There is no act ${name}. There are ${Object.keys(ACTS).join(', ')}.`);
  }
  return act;
}

async function play(act: Act, studio: Studio, build: boolean): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'online-services-screenshots-'));
  const demo = await startDemo({ port: 0, build, dataFolder });
  try {
    studio.moveTo(demo.url);
    await act(studio, demo);
    await studio.closeBrowsers();
  } finally {
    await demo.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

const { values, positionals: chosen } = parseArgs({
  options: { 'no-build': { type: 'boolean' }, look: { type: 'string' } },
  allowPositionals: true,
});
const acts = (chosen.length > 0 ? chosen : Object.keys(ACTS)).map(actOf);
measurePatience();
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: [...CHROMIUM_FLAGS],
});
try {
  const everywhere = values.look !== undefined;
  const studio = new Studio(browser, { folder: values.look ?? IMAGES, everywhere });
  let build = values['no-build'] !== true;
  for (const act of acts) {
    await play(act, studio, build);
    build = false;
  }
  if (chosen.length === 0 && !everywhere) studio.removeOthers();
  process.stdout.write(`${studio.taken} pictures in ${values.look ?? 'docs/images'}.\n`);
} finally {
  await browser.close();
}
