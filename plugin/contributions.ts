/**
 * What manifest.json contributes, by its ids; a test holds the two against each other. All of it loads when first used.
 */
import { loadWords } from '../services/words/words.ts';
import type { CommandId } from './command-ids.ts';
import type { ContributedView } from './contributed-views.ts';
import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';

/** Every view. A line here, and one in manifest.json, and the host shows it. */
export const VIEWS: readonly ContributedView[] = [
  {
    point: 'registrationTabs',
    id: 'onlineServices.tab',
    element: 'os-online-services-tab',
    words: 'tab',
    load: async () => (await import('../components/tab/tab-elements.ts')).TAB_ELEMENTS,
  },
  {
    point: 'controlPanelPages',
    id: 'onlineServices.settings',
    element: 'os-online-services-settings',
    words: 'settings',
    load: async () =>
      (await import('../components/practice/os-online-services-settings.ts')).SETTINGS_ELEMENTS,
  },
  {
    point: 'controlPanelPages',
    id: 'onlineServices.applications',
    element: 'os-online-applications',
    words: 'applications',
    load: async () =>
      (await import('../components/osu/os-online-applications.ts')).APPLICATIONS_ELEMENTS,
  },
  {
    point: 'practiceViews',
    id: 'onlineServices.accounts',
    element: 'os-practice-accounts',
    words: 'accounts',
    load: async () => (await import('./practice.ts')).accounts(),
  },
  {
    point: 'practiceViews',
    id: 'onlineServices.uptake',
    element: 'os-practice-uptake',
    words: 'uptake',
    load: async () => (await import('./practice.ts')).uptake(),
  },
  {
    point: 'practiceViews',
    id: 'onlineServices.split',
    element: 'os-practice-split',
    words: 'split',
    load: async () => (await import('./split-page.ts')).loadSplit(),
  },
];

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
