import {
  carefulPatients,
  identityWithdrawn,
  somebodyElsesChange,
  unsavedElsewhere,
} from './careful-scenes.ts';
import { Desk } from './desk.ts';
import { firstSteps, sectionsOfTheTab } from './help-scenes.ts';
import {
  accountsOfThePractice,
  lackingServer,
  otherPatients,
  otherScreens,
  twoWorkstations,
  workingOffline,
} from './more-scenes.ts';
import { activating, creating, registering } from './scenes.ts';
import type { Studio } from './studio.ts';
import { unsavedChanges } from './unsaved-scenes.ts';

/** From a practice that has not activated Online Services to its patients' accounts, and what goes wrong on the way. */
export async function wholeStory(studio: Studio): Promise<void> {
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
