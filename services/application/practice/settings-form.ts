/** What the Control Panel page offers and understands. Loads with the page: looking at a patient takes none of it. */
import { MOST_PRESETS } from '../../domain/practice/presets.ts';
import {
  defaultOf,
  SETTING_GROUPS,
  SETTING_NAMES,
  SETTING_RULES,
  type SettingGroup,
  type SettingRule,
} from '../../domain/practice/setting-rules.ts';
import type { SettingName, SettingValues } from '../../domain/practice/shared-settings.ts';
import { ServiceName } from '../../domain/records.ts';
import { words } from '../../words/words.ts';
import { valuesOf, type SomeSettings } from './setting-values.ts';

export { MOST_PRESETS, SETTING_GROUPS, valuesOf };
export type { SettingGroup, SettingName, SettingValues, SomeSettings };

/** A setting of the shared record as the page shows it. */
export interface SettingField {
  readonly name: SettingName;
  readonly rule: SettingRule;
  readonly label: string;
  /** What it does; of a service, nothing but its name. */
  readonly hint?: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What holds where nobody has decided. */
  readonly initially: SettingValues[SettingName];
}

/** Those of a group, in order; of the services, those of the nation. */
export function fieldsOf(
  group: SettingGroup,
  services: readonly { readonly name: ServiceName }[],
): readonly SettingField[] {
  const others = Object.values(ServiceName).filter((each) =>
    services.every(({ name }) => name !== each),
  );
  const absent: readonly SettingName[] = others.map((name) => `services.${name}` as const);
  return SETTING_NAMES.filter(
    (name) => SETTING_RULES[name].group === group && !absent.includes(name),
  ).map(fieldOf);
}

function fieldOf(name: SettingName): SettingField {
  const { settingFields, settingLabel } = words('settings');
  const rule = SETTING_RULES[name];
  const said = new Map(Object.entries(settingFields)).get(name);
  return {
    name,
    rule,
    label: settingLabel(name),
    ...(said && { hint: said.hint }),
    choices: Object.entries(said?.choices ?? {}).map(([value, label]) => ({ value, label })),
    initially: defaultOf(name),
  };
}

/** What somebody changed on the page, as the command takes it. */
export function settingsFrom(values: ReadonlyMap<string, unknown>): SomeSettings {
  const services: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const [, service] = name.split('services.');
    if (service === undefined) others[name] = value;
    else services[service] = value;
  }
  // The page's fields are named as the settings are, and hold what their kinds say.
  return { ...others, ...(Object.keys(services).length > 0 && { services }) };
}
