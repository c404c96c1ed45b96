import { defineElements } from '../components/define.ts';
import type { OnlineServices } from '../services/application/views.ts';

/** The Online Services tab, bound to the product. */
export function createTab(services: OnlineServices): HTMLElement {
  defineElements();
  const tab = document.createElement('os-online-services-tab');
  tab.services = services;
  return tab;
}

/** The Control Panel page, bound to the product. */
export function createSettingsPage(services: OnlineServices): HTMLElement {
  defineElements();
  const page = document.createElement('os-online-services-settings');
  page.services = services;
  return page;
}
