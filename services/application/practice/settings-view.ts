import { Permission } from '../../domain/practice/permission.ts';
import type { PracticeSettings } from '../../domain/practice/practice-settings.ts';
import { isGrave } from '../../domain/practice/server-findings.ts';
import { servicesOf } from '../../domain/services/service-entitlements.ts';
import type { Practice, StaffSession } from '../../ports/practice-host.ts';
import type { ServerNote } from '../../ports/server-look.ts';
import { visibleText, words } from '../../words/words.ts';
import type { ServerView, SettingsView } from '../views.ts';

/** What the Control Panel page shows. */
export function settingsView(
  practice: Practice,
  settings: PracticeSettings,
  session: StaffSession | null,
  note: ServerNote | undefined,
): SettingsView {
  const mayChange = session?.permissions.includes(Permission.administer) ?? false;
  const server = mayChange ? serverView(note) : undefined;
  return {
    phase: 'ready',
    practiceName: practice.name,
    staffId: session?.staff.id ?? '',
    settings,
    services: servicesOf(practice.nation).map((name) => ({
      name,
      label: words('views').services.labels[name],
    })),
    change: mayChange
      ? { allowed: true }
      : {
          allowed: false,
          reason: words('views').practice.readOnly,
        },
    ...(server && { server }),
  };
}

/** `undefined` where there is nothing to tell, or it has been read. */
function serverView(note: ServerNote | undefined): ServerView | undefined {
  if (note === undefined || note.acknowledged === true) return undefined;
  const { findings, identity } = note;
  if (findings.length === 0) return undefined;
  const software = [identity.software, identity.version].filter(Boolean).join(' ');
  return { software: visibleText(software), findings, isGrave: findings.some(isGrave) };
}
