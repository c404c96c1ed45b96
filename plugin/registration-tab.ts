import type { ContributedViews } from './contributed-views.ts';
import { TAB_ID } from './contributions.ts';
import type { Disposable, HostApi } from './host-api.ts';

/** The Online Services tab of the Registration screen. */
export function registerRegistrationTab(host: HostApi, views: ContributedViews): Disposable {
  const view = views.view('tab', async () => (await import('./tab-element.ts')).createTab);
  return host.contributions.registerRegistrationTab(TAB_ID, view);
}
