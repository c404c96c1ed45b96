import type { RunningDemo } from '../../demo/start.ts';
import { Desk } from './desk.ts';
import { SharedRecord } from './record.ts';
import type { Studio } from './studio.ts';
import { Website } from './website.ts';

/** Where scenes are played that need nothing of what was played before: a demonstration of their own. */
export interface Stage {
  readonly studio: Studio;
  /** Workstation A with Online Services activated, a receptionist signed in. */
  readonly desk: Desk;
  /** The patient's own computer. */
  readonly site: Website;
  readonly record: SharedRecord;
}

export async function openStage(studio: Studio, demo: RunningDemo): Promise<Stage> {
  const desk = await Desk.open(await studio.openBrowser());
  await desk.changeSettings(async (page) => {
    await page.getByLabel('Activate Online Services').check();
  });
  const home = await studio.openBrowser({ viewport: { width: 1280, height: 760 } });
  return { studio, desk, site: await Website.open(home), record: new SharedRecord(demo) };
}
