import { expect, type Desk } from './desk.ts';
import type { Studio } from './studio.ts';

/** The sections of the tab by themselves, as the staff guide shows them, and what they say of themselves. */
export async function sectionsOfTheTab(studio: Studio, desk: Desk): Promise<void> {
  const { page, tab } = desk;
  await desk.openOnlineServices('Pritchard');
  await studio.take(page, 'guide-contacts', tab.locator('os-contact-section'));
  await studio.take(page, 'guide-identification', tab.locator('os-identification-section'));
  await desk.button('What unticking does').click();
  const services = tab.locator('os-services-section');
  await services.scrollIntoViewIfNeeded();
  await page.setViewportSize({ width: 1280, height: 1700 });
  await studio.take(page, 'guide-services', services);
  await page.setViewportSize({ width: 1280, height: 860 });
  await desk.button('What unticking does').click();
  await desk.button('What is this? Contact details').click();
  await expect(tab.getByRole('link', { name: /staff guide: Contact details/ })).toBeVisible();
  await studio.take(page, 'tab-help');
  await desk.button('What is this? Contact details').click();
}

/** The first steps on the host's front screen, some of them done. */
export async function firstSteps(studio: Studio, desk: Desk): Promise<void> {
  await desk.page.getByRole('link', { name: 'Front screen' }).click();
  await expect(desk.page.getByText('First steps with Online Services')).toBeVisible();
  await studio.take(desk.page, 'host-first-steps');
}
