/** What manifest.json contributes, by its ids; a test holds the two against each other. All of it loads when first used. */
import { loadWords } from '../services/words/words.ts';
import type { CommandId } from './command-ids.ts';
import type { ContributedViews } from './contributed-views.ts';
import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';

const TAB_ID = 'onlineServices.tab';
const SETTINGS_PAGE_ID = 'onlineServices.settings';

/** The Online Services tab of the Registration screen. */
export function registerRegistrationTab(host: HostApi, views: ContributedViews): Disposable {
  const view = views.view('tab', 'os-online-services-tab', async () => {
    const { TAB_ELEMENTS } = await import('../components/tab/tab-elements.ts');
    return TAB_ELEMENTS;
  });
  return host.contributions.registerRegistrationTab(TAB_ID, view);
}

/** Control Panel > Online. */
export function registerControlPanelPage(host: HostApi, views: ContributedViews): Disposable {
  const view = views.view('settings', 'os-online-services-settings', async () => {
    const { SETTINGS_ELEMENTS } = await import('../components/practice/settings-elements.ts');
    return SETTINGS_ELEMENTS;
  });
  return host.contributions.registerControlPanelPage(SETTINGS_PAGE_ID, view);
}

export function registerCommand(id: CommandId, host: HostApi, services: LazyServices): Disposable {
  return host.contributions.registerCommand(id, async () => {
    const [{ runCommand }, facade] = await Promise.all([
      import('./command-runs.ts'),
      services.get(),
      loadWords('hostCommands'),
    ]);
    await runCommand(id, host, facade);
  });
}
