import { OsOnlineServicesSettings } from './os-online-services-settings.ts';

/** The Control Panel page. */
export const SETTINGS_ELEMENTS = {
  'os-online-services-settings': OsOnlineServicesSettings,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-online-services-settings': OsOnlineServicesSettings;
  }
}
