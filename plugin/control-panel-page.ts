import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';
import { SETTINGS_PAGE_ID } from './contributions.ts';

/** Control Panel > Online. */
export function registerControlPanelPage(host: HostApi, services: LazyServices): Disposable {
  return host.contributions.registerControlPanelPage(SETTINGS_PAGE_ID, {
    createElement: async () => {
      const [elements, facade] = await Promise.all([import('./elements.ts'), services.get()]);
      return elements.createSettingsPage(facade);
    },
  });
}
