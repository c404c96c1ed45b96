/** What saving settings makes of those on the shared record, whoever has saved others meanwhile. */
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { tidyPresets } from './presets.ts';
import { checkSetting, isSame, SETTING_NAMES, SETTING_RULES } from './setting-rules.ts';
import type {
  PracticeSettingsRecord,
  SettingChange,
  SettingName,
  SettingValues,
} from './shared-settings.ts';

type Values = Partial<SettingValues>;

/** What somebody wants saved. */
export interface IntendedSettings {
  readonly values: Values;
  /** What they saw when they began; of what is not named, whatever there is now. */
  readonly seen: Values;
}

/** A setting with what it was and what it is. */
export interface ChangedSetting {
  readonly name: SettingName;
  readonly was: unknown;
  readonly is: unknown;
}

/** As values are kept: texts without spaces around them. */
export function tidy(values: Values): Values {
  return {
    ...values,
    ...(values.welcomeMessage !== undefined && {
      welcomeMessage: values.welcomeMessage.trim().replace(/\r\n?/g, '\n'),
    }),
    ...(values.presets !== undefined && { presets: tidyPresets(values.presets) }),
  };
}

/** Checks all of them. A text that stays as it was before may be too long: others may have written it. */
export function checkShared(values: Values, before: Values): Result<void> {
  for (const name of namesIn(values)) {
    const checked = checkSetting(name, values[name], before[name]);
    if (!checked.ok) return checked;
  }
  return ok();
}

/** What the intended settings change of those that hold now. */
export function changesOf(values: Values, now: Values): readonly ChangedSetting[] {
  return namesIn(values)
    .filter((name) => !isSame(values[name], now[name]))
    .map((name) => ({ name, was: now[name], is: values[name] }));
}

/**
 * The record with the intended settings on top of what it holds by now; the record itself where it says all of them
 * already. Where somebody has changed the same setting to something else meanwhile, it is refused with what they changed
 * it to.
 */
export function withSettings(
  record: PracticeSettingsRecord,
  { values, seen }: IntendedSettings,
  now: Values,
  change: SettingChange,
): Result<PracticeSettingsRecord> {
  const changed = changesOf(values, now).map(({ name }) => name);
  const conflict = changed.find((name) => name in seen && !isSame(seen[name], now[name]));
  if (conflict !== undefined) return overtaken(conflict, record, now);
  // One that cannot be used is mended also by saving what holds in its place.
  const mended = namesIn(values).filter((name) => record.unusable.includes(name));
  const written = [...new Set([...changed, ...mended])];
  if (written.length === 0) return ok(record);
  return ok({
    ...record,
    savedAt: change.at,
    savedBy: change.by,
    values: { ...record.values, ...picked(values, written) },
    changes: {
      ...record.changes,
      ...Object.fromEntries(written.map((name) => [name, change])),
    },
    unusable: record.unusable.filter((name) => !written.includes(name)),
  });
}

function overtaken(
  setting: SettingName,
  { changes }: PracticeSettingsRecord,
  now: Values,
): Result<never> {
  const change = changes[setting];
  const value = now[setting];
  const isWritten = typeof value === 'object' || SETTING_RULES[setting].kind === 'text';
  return refuse(
    FailureKind.changedMeanwhile,
    {
      code: 'setting-changed-meanwhile',
      setting,
      ...(!isWritten && value !== undefined && { value }),
      ...(change && { change }),
    },
    setting,
  );
}

function picked(values: Values, names: readonly SettingName[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function namesIn(values: Values): readonly SettingName[] {
  return SETTING_NAMES.filter((name) => values[name] !== undefined);
}
