import type { StaffAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { checkSettings, type PracticeSettings } from '../../domain/practice/practice-settings.ts';
import type { Result } from '../../domain/result.ts';
import { words, type Words } from '../../words/words.ts';

/** Control Panel > Online. */
export async function saveSettings(
  action: StaffAction,
  changes: Partial<PracticeSettings>,
  { settings }: CommandPorts,
): Promise<Result<void>> {
  const before = settings.current();
  const checked = checkSettings({ ...before, ...changes }, before);
  if (!checked.ok) return checked;
  const saved = await settings.save(changes);
  // Also after a failure: some settings may have been saved before it.
  const changed = differences(flat(before), flat(settings.current()));
  if (changed.length === 0) return saved;
  const audited = await action.audit(words('commands').practice.settingsChanged(changed));
  return saved.ok ? audited : saved;
}

type FlatSettings = Readonly<Record<string, string | number | boolean>>;

function flat({ services, ...plain }: PracticeSettings): FlatSettings {
  return { ...plain, ...services };
}

/** What is different; none of the settings is secret. */
function differences(
  before: FlatSettings,
  after: FlatSettings,
): Parameters<Words['commands']['practice']['settingsChanged']>[0] {
  return Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, was: before[name], is: after[name] }));
}
