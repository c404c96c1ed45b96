import type { SettingsReason } from '../../../domain/practice/reasons.ts';
import type { SettingName } from '../../../domain/practice/shared-settings.ts';
import type { Sentences } from '../../sentences.ts';
import { visibleText } from '../../visible-text.ts';
import { settingLabel } from './setting-fields.ts';

/** As the Control Panel page calls them. */
const HOST_SETTINGS: Readonly<Partial<Record<string, string>>> = {
  activated: 'Activate Online Services',
  pollIntervalSeconds: 'Seconds between checks',
  siteUrl: 'Address of the patient website',
};

function nameOf(setting: string): string {
  // What is not the host's is of the shared record.
  return HOST_SETTINGS[setting] ?? settingLabel(setting as SettingName);
}

export const settingsReasons: Sentences<SettingsReason> = {
  'setting-out-of-range': ({ least, most }) => `Type a whole number from ${least} to ${most}.`,
  'seconds-out-of-range': 'Type a whole number of seconds from 1 to 300.',
  'settings-unusable': ({ setting }) =>
    `Codes and letters cannot be made: the practice’s setting “${nameOf(setting)}” makes no sense. Ask your system administrator to correct it in the Control Panel, under Online Services.`,
  'not-a-choice': 'Choose one of what is offered here.',
  'preset-name-missing': 'Give the preset a name.',
  'preset-name-taken': 'Another preset has this name. Give it one of its own.',
  'too-many-presets': ({ most }) => `There can be ${most} presets at most. Remove one first.`,
  'setting-changed-meanwhile': ({ setting, value, change }) =>
    `${change === undefined ? 'Somebody else' : visibleText(change.by.name)} has changed “${settingLabel(setting)}”${value === undefined ? '' : ` to ${shown(value)}`} since you began. Nothing was saved. Save again to have it your way, or cancel to keep theirs.`,
  'settings-not-shared': ({ why }) =>
    `${NOT_SHARED[why]} Nothing was saved; what you typed is still here.`,
  'settings-sharing-unknown':
    'The shared record did not answer, so it is not known whether the settings were saved. What you typed is still here: save again when there is a connection. It does no harm to save twice.',
  'settings-keep-changing':
    'Others are saving settings at this moment. Nothing was saved; what you typed is still here. Try again in a minute.',
  'not-a-web-address': 'Type the full web address of the patient website, starting with https://.',
};

const NOT_SHARED: Readonly<Record<'unreachable' | 'busy' | 'not-let-in' | 'refused', string>> = {
  unreachable: 'The shared record cannot be reached, and settings are saved only while it can be.',
  busy: 'The shared record is too busy at this moment.',
  'not-let-in': 'The shared record does not let you change settings.',
  refused: 'The shared record refused the settings. Tell your system administrator.',
};

type Setting = string | number | boolean | undefined;

interface Change {
  readonly name: string;
  /** Absent of what somebody wrote in words of their own. */
  readonly was?: Setting;
  readonly is?: Setting;
}

export const practice = {
  serverFindingsRead: (codes: readonly string[]): string =>
    `What the shared record’s server does not do was read: ${codes.join(', ')}`,
  settingsChanged: (changes: readonly Change[]): string =>
    `Settings changed: ${changes.map(changed).join('; ')}`,
};

function changed({ name, was, is }: Change): string {
  return is === undefined
    ? `${nameOf(name)}: changed`
    : `${nameOf(name)}: ${shown(was)}, now ${shown(is)}`;
}

function shown(value: Setting): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value ?? 'not set');
}
