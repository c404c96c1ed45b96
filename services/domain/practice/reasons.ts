import type { SettingChange, SettingName } from './shared-settings.ts';

/** Settings by which codes are made and letters are written. */
export type PrintedSetting = 'letterExpiryDays' | 'activationDays' | 'siteUrl';

/** What is wrong with a setting. */
export type SettingsReason =
  | { readonly code: 'setting-out-of-range'; readonly least: number; readonly most: number }
  | { readonly code: 'seconds-out-of-range' }
  | { readonly code: 'not-a-web-address' }
  /** What stands there is none of those there are. */
  | { readonly code: 'not-a-choice' }
  | { readonly code: 'preset-name-missing' }
  | { readonly code: 'preset-name-taken' }
  | { readonly code: 'too-many-presets'; readonly most: number }
  /** Somebody else has changed the same setting since it was begun to be edited. */
  | {
      readonly code: 'setting-changed-meanwhile';
      readonly setting: SettingName;
      /** Now; not told of what somebody wrote in words of their own. */
      readonly value?: string | number | boolean;
      readonly change?: SettingChange;
    }
  /** Settings of the shared record are saved there at once, or not at all. */
  | {
      readonly code: 'settings-not-shared';
      readonly why: 'unreachable' | 'busy' | 'not-let-in' | 'refused';
    }
  /** It went out, and no answer came: it may have been saved. */
  | { readonly code: 'settings-sharing-unknown' }
  /** Somebody else kept saving, so that it was given up for now. */
  | { readonly code: 'settings-keep-changing' }
  /** Whatever the host holds by now was not checked by this product. */
  | { readonly code: 'settings-unusable'; readonly setting: PrintedSetting };

/** Why nobody is looked for on the lists of accounts. */
export type WorklistReason =
  | { readonly code: 'nothing-to-look-for' }
  /** The host finds nobody by name: the register knows Account IDs alone. */
  | { readonly code: 'names-not-looked-for' };
