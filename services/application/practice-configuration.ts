import { inject, injectable } from 'tsyringe';
import { Permission } from '../domain/permission.ts';
import { checkSettings, type PracticeSettings } from '../domain/practice-settings.ts';
import { AuditAction } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';
import { SETTINGS_STORE, type SettingsStore } from '../ports/practice-host.ts';
import type { StaffActions } from './staff-actions.ts';
import { STAFF_ACTIONS } from './tokens.ts';

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
    const checked = checkSettings({ ...this.settings.current(), ...changes });
    if (!checked.ok) return checked;
    const saved = await this.settings.save(changes);
    if (!saved.ok) return saved;
    return this.actions.auditPractice(
      AuditAction.changeSettings,
      permitted.value,
      `Settings changed: ${Object.keys(changes).join(', ')}`,
    );
  }
}
