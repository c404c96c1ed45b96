import { SETTINGS_ELEMENTS } from '../components/practice/settings-elements.ts';
import type { BoundElement } from './contributed-views.ts';
import { defineOn } from './define-elements.ts';
import type { HostApi } from './host-api.ts';

/** The Control Panel page. */
export function createSettingsPage(host: HostApi): BoundElement {
  defineOn(host, SETTINGS_ELEMENTS);
  return document.createElement('os-online-services-settings');
}
