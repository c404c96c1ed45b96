import { firstValueFrom } from 'rxjs';
import { checkHostSettings, type HostChoices } from '../../domain/practice/practice-settings.ts';
import { checkShared, tidy } from '../../domain/practice/saving-settings.ts';
import { SETTING_RULES } from '../../domain/practice/setting-rules.ts';
import type { Result } from '../../domain/result.ts';
import { words, type Words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { saveShared } from './save-shared.ts';
import { valuesOf, type SomeSettings } from './setting-values.ts';

/** What was changed on the page, and what stood there when it was begun to be changed. */
type Input = SomeSettings & { readonly seen?: SomeSettings };

/** Control Panel > Online. All of it is checked before any of it is saved. */
export async function saveSettings(
  action: StaffAction,
  { seen, ...changes }: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const { configuration, settings } = ports;
  const before = await firstValueFrom(settings.settings$);
  const values = tidy(valuesOf(changes));
  const held = valuesOf(before);
  const checked = checkShared(values, held);
  if (!checked.ok) return checked;
  const checkedHost = checkHostSettings({ ...configuration.current(), ...changes }, before);
  if (!checkedHost.ok) return checkedHost;
  const intended = { values, seen: seen === undefined ? held : tidy(valuesOf(seen)) };
  const shared = await saveShared(action, intended, ports);
  if (!shared.ok) return shared;
  return saveToHost(action, changes, shared.value, ports);
}

interface Change {
  readonly name: string;
  readonly was: unknown;
  readonly is: unknown;
}

async function saveToHost(
  action: StaffAction,
  { activated, siteUrl, pollIntervalSeconds }: Input,
  shared: readonly Change[],
  { configuration }: CommandPorts,
): Promise<Result<void>> {
  const before = configuration.current();
  const saved = await configuration.save({
    ...(activated !== undefined && { activated }),
    ...(siteUrl !== undefined && { siteUrl }),
    ...(pollIntervalSeconds !== undefined && { pollIntervalSeconds }),
  });
  // Also after a failure: some settings may have been saved before it.
  const changed = [...shared, ...differences(before, configuration.current())];
  if (changed.length === 0) return saved;
  const audited = await action.audit(words('commands').practice.settingsChanged(changed.map(told)));
  return saved.ok ? audited : saved;
}

const HOST_CHOICES = ['activated', 'siteUrl', 'pollIntervalSeconds'] as const;

function differences(before: HostChoices, after: HostChoices): readonly Change[] {
  return HOST_CHOICES.filter((name) => before[name] !== after[name]).map((name) => ({
    name,
    was: before[name],
    is: after[name],
  }));
}

type Told = Parameters<Words['commands']['practice']['settingsChanged']>[0][number];

/** None of the settings is secret; but what somebody wrote for patients is not repeated in the audit. */
function told({ name, was, is }: Change): Told {
  const rule = new Map(Object.entries(SETTING_RULES)).get(name);
  const isWritten = rule?.kind === 'text' || rule?.kind === 'presets';
  return isWritten ? { name } : { name, was: plain(was), is: plain(is) };
}

function plain(value: unknown): string | number | boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'string' ? value : '';
}
