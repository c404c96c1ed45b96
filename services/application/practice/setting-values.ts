import { SETTING_NAMES } from '../../domain/practice/setting-rules.ts';
import type { PracticeSettings } from '../../domain/practice/practice-settings.ts';
import type { ServiceName } from '../../domain/records.ts';
import type { SettingValues } from '../../domain/practice/shared-settings.ts';

/** Some of the settings, as a page has them: of the services, those that it is about. */
export type SomeSettings = Partial<Omit<PracticeSettings, 'services'>> & {
  readonly services?: Readonly<Partial<Record<ServiceName, boolean>>>;
};

/** Those of the settings that are the shared record's, each by its name. */
export function valuesOf(settings: SomeSettings): Partial<SettingValues> {
  const { services, ...others } = settings;
  const offered = Object.entries(services ?? {}).map(
    ([name, value]) => [`services.${name}`, value] as const,
  );
  const all = new Map<string, unknown>([...Object.entries(others), ...offered]);
  const named = SETTING_NAMES.filter((name) => all.get(name) !== undefined);
  return Object.fromEntries(named.map((name) => [name, all.get(name)]));
}
