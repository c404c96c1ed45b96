import { inject, injectable } from 'tsyringe';
import { Permission } from '../../domain/practice/permission.ts';
import { checkSettings, type PracticeSettings } from '../../domain/practice/practice-settings.ts';
import { AuditAction } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import {
  SETTINGS_STORE,
  type SettingsStore,
  type StaffSession,
} from '../../ports/practice-host.ts';
import type { StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';

/** Control Panel > Online. */
@injectable()
export class PracticeConfiguration {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(SETTINGS_STORE) private readonly settings: SettingsStore,
  ) {}

  async save(changes: Partial<PracticeSettings>): Promise<Result<void>> {
    const permitted = await this.actions.permit(AuditAction.changeSettings, Permission.administer);
    if (!permitted.ok) return permitted;
    const before = this.settings.current();
    const checked = checkSettings({ ...before, ...changes });
    if (!checked.ok) return checked;
    const saved = await this.settings.save(changes);
    // Also after a failure: some settings may have been saved before it.
    const audited = await this.auditChange(permitted.value, before);
    return saved.ok ? audited : saved;
  }

  private async auditChange(
    session: StaffSession,
    before: PracticeSettings,
  ): Promise<Result<void>> {
    const changed = differences(flat(before), flat(this.settings.current()));
    if (changed.length === 0) return ok();
    return this.actions.auditPractice(
      AuditAction.changeSettings,
      session,
      `Settings changed: ${changed.join('; ')}`,
    );
  }
}

type FlatSettings = Readonly<Record<string, string | number | boolean>>;

function flat({ services, ...plain }: PracticeSettings): FlatSettings {
  return { ...plain, ...services };
}

/** "siteUrl: https://old.example/ -> https://new.example/"; none of the settings is secret. */
function differences(before: FlatSettings, after: FlatSettings): readonly string[] {
  return Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${String(before[name])} -> ${String(after[name])}`);
}
