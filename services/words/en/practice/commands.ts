import type { PrintedSetting, SettingsReason } from '../../../domain/practice/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { services } from '../services/views.ts';

/** As the Control Panel page calls them; a service is called by its own name. */
const NAMES: Readonly<Record<PrintedSetting, string>> & Readonly<Partial<Record<string, string>>> =
  {
    ...services.labels,
    activated: 'Activate Online Services',
    pollIntervalSeconds: 'Seconds between checks',
    letterExpiryDays: 'Days until unused letters expire',
    activationDays: 'Days to activate a registered account',
    siteUrl: 'Address of the patient website',
    resetNeedsIdentityCheck: 'Check identity again before an account is reset',
  };

export const settingsReasons: Sentences<SettingsReason> = {
  'days-out-of-range': 'Type a whole number of days from 1 to 90.',
  'seconds-out-of-range': 'Type a whole number of seconds from 1 to 300.',
  'settings-unusable': ({ setting }) =>
    `Codes and letters cannot be made: the practice’s setting “${NAMES[setting]}” makes no sense. Ask your system administrator to correct it in the Control Panel, under Online Services.`,
  'not-a-web-address': 'Type the full web address of the patient website, starting with https://.',
};

type Setting = string | number | boolean | undefined;

export const practice = {
  serverFindingsRead: (codes: readonly string[]): string =>
    `What the shared record’s server does not do was read: ${codes.join(', ')}`,
  settingsChanged: (
    changes: readonly { readonly name: string; readonly was: Setting; readonly is: Setting }[],
  ): string => {
    const said = changes.map(
      ({ name, was, is }) => `${NAMES[name] ?? name}: ${shown(was)}, now ${shown(is)}`,
    );
    return `Settings changed: ${said.join('; ')}`;
  },
};

function shown(value: Setting): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value ?? 'not set');
}
