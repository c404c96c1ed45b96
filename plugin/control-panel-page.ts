import type { ContributedViews } from './contributed-views.ts';
import { SETTINGS_PAGE_ID } from './contributions.ts';
import type { Disposable, HostApi } from './host-api.ts';

/** Control Panel > Online. */
export function registerControlPanelPage(host: HostApi, views: ContributedViews): Disposable {
  const view = views.view(
    'settings',
    async () => (await import('./settings-element.ts')).createSettingsPage,
  );
  return host.contributions.registerControlPanelPage(SETTINGS_PAGE_ID, view);
}
