import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';
import { TAB_ID } from './contributions.ts';

/** The Online Services tab of the Registration screen. */
export function registerRegistrationTab(host: HostApi, services: LazyServices): Disposable {
  return host.contributions.registerRegistrationTab(TAB_ID, {
    createElement: async () => {
      const [elements, facade] = await Promise.all([import('./elements.ts'), services.get()]);
      return elements.createTab(facade);
    },
  });
}
