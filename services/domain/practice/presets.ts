import { whyTooLong } from '../limited-text.ts';
import { ServiceName } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { ServicesPreset } from './shared-settings.ts';

/** More than these nobody finds their way about in. */
export const MOST_PRESETS = 12;

/** Checks a list of presets; the failure's `field` is `presets`, or `preset-<place>` where one of them is at fault. */
export function checkPresets(value: unknown): Result<void> {
  if (!Array.isArray(value))
    return refuse(FailureKind.invalid, { code: 'not-a-choice' }, 'presets');
  const presets: readonly unknown[] = value;
  if (presets.length > MOST_PRESETS) {
    return refuse(FailureKind.invalid, { code: 'too-many-presets', most: MOST_PRESETS }, 'presets');
  }
  const names = new Set<string>();
  for (const [place, preset] of presets.entries()) {
    const field = `preset-${place}`;
    if (!isPreset(preset)) return refuse(FailureKind.invalid, { code: 'not-a-choice' }, field);
    const tooLong = whyTooLong('presetName', preset.name);
    if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, field);
    const name = preset.name.trim().toLocaleLowerCase('en-GB');
    if (name === '') return refuse(FailureKind.invalid, { code: 'preset-name-missing' }, field);
    if (names.has(name)) return refuse(FailureKind.invalid, { code: 'preset-name-taken' }, field);
    names.add(name);
  }
  return ok();
}

/** As they are kept: without spaces around names, services in the order of the tab. */
export function tidyPresets(presets: readonly ServicesPreset[]): readonly ServicesPreset[] {
  return presets.map(({ name, services }) => ({
    name: name.trim(),
    services: Object.values(ServiceName).filter((service) => services.includes(service)),
  }));
}

function isPreset(value: unknown): value is ServicesPreset {
  if (typeof value !== 'object' || value === null) return false;
  const { name, services } = value as Partial<Record<keyof ServicesPreset, unknown>>;
  const known: readonly unknown[] = Object.values(ServiceName);
  return (
    typeof name === 'string' &&
    Array.isArray(services) &&
    services.every((service) => known.includes(service))
  );
}
