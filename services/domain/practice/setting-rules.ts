/**
 * Every setting of the shared record as data: what may stand there, what holds where nothing does, where it comes from, and
 * under what it is shown. A setting is added by its type and default in shared-settings.ts, a line here, and its words.
 */
import { whyTooLong, type LimitedText, type TextTooLong } from '../limited-text.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { checkPresets } from './presets.ts';
import type { SettingsReason } from './reasons.ts';
import { DEFAULT_SETTINGS, type SettingName, type SettingValues } from './shared-settings.ts';

/** What a setting is, for the screen that edits it and the record that holds it. */
export type SettingKind =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'text'; readonly limit: LimitedText }
  | { readonly kind: 'presets' };

/** Under what a setting is shown, in this order. */
export const SETTING_GROUPS = [
  'services',
  'accounts',
  'website',
  'identity',
  'children',
  'care',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** Where a setting comes from: systems and guidance of the field, or a decision of our own. */
export type SettingSource =
  | 'vision-practice-ticks'
  | 'vision-registration-letters'
  | 'vision-unactivated-accounts'
  | 'vision-reminders'
  | 'vision-welcome-message'
  | 'vision-osu'
  | 'vision-dnas'
  | 'systmone-presets'
  | 'systmone-identity-minimum'
  | 'emis-reset-account-key'
  | 'nhs-england-2018-vouching'
  | 'rcgp-age-review'
  | 'dapb3051-7.2'
  | 'practice-protocol-three-months'
  | 'own-decision';

/** A setting as data. */
export type SettingRule = SettingKind & {
  readonly group: SettingGroup;
  readonly source: SettingSource;
  /** Of a guard: what holds where the practice has decided something that cannot be read. */
  readonly strictest?: string;
};

const OFFERED: SettingRule = {
  kind: 'switch',
  group: 'services',
  source: 'vision-practice-ticks',
};

const DAYS = { kind: 'number', least: 1, most: 90 } as const;
const CHILD_ACCOUNTS = { kind: 'choice', choices: ['ask', 'refuse'], group: 'children' } as const;

export const SETTING_RULES: Readonly<Record<SettingName, SettingRule>> = {
  'services.appointments': OFFERED,
  'services.repeats': OFFERED,
  'services.acutes': OFFERED,
  'services.messaging': OFFERED,
  'services.summary-data': OFFERED,
  'services.detailed-coded-record': OFFERED,
  'services.pharmacy-nomination-view': OFFERED,
  'services.pharmacy-nomination-update': OFFERED,
  presets: {
    kind: 'presets',
    group: 'services',
    source: 'systmone-presets',
  },
  letterExpiryDays: {
    ...DAYS,
    group: 'accounts',
    source: 'vision-registration-letters',
  },
  activationDays: {
    ...DAYS,
    group: 'accounts',
    source: 'vision-unactivated-accounts',
  },
  remindersEnabled: {
    kind: 'switch',
    group: 'accounts',
    source: 'vision-reminders',
  },
  reminderEveryDays: {
    ...DAYS,
    group: 'accounts',
    source: 'vision-reminders',
  },
  resetNeedsIdentityCheck: {
    kind: 'switch',
    group: 'accounts',
    source: 'emis-reset-account-key',
  },
  welcomeMessage: {
    kind: 'text',
    limit: 'welcomeMessage',
    group: 'website',
    source: 'vision-welcome-message',
  },
  osuAllowed: {
    kind: 'switch',
    group: 'website',
    source: 'vision-osu',
  },
  identityDocuments: {
    kind: 'choice',
    choices: ['photo-and-address', 'photo', 'any'],
    strictest: 'photo-and-address',
    group: 'identity',
    source: 'systmone-identity-minimum',
  },
  identityVouching: {
    kind: 'choice',
    choices: ['nobody', 'recorders', 'account-managers'],
    strictest: 'account-managers',
    group: 'identity',
    source: 'nhs-england-2018-vouching',
  },
  childrenUnder11: {
    ...CHILD_ACCOUNTS,
    source: 'rcgp-age-review',
  },
  children11To15: {
    ...CHILD_ACCOUNTS,
    source: 'rcgp-age-review',
  },
  lettersOfChildren: {
    kind: 'choice',
    choices: ['child', 'parent-or-guardian'],
    group: 'children',
    source: 'own-decision',
  },
  suspendAtSixteen: {
    kind: 'switch',
    group: 'children',
    source: 'dapb3051-7.2',
  },
  warnBeforeSixteenDays: {
    kind: 'number',
    least: 0,
    most: 365,
    group: 'children',
    source: 'dapb3051-7.2',
  },
  missedAppointmentsLimit: {
    kind: 'number',
    least: 0,
    most: 20,
    group: 'care',
    source: 'vision-dnas',
  },
  missedAppointmentsMonths: {
    kind: 'number',
    least: 1,
    most: 36,
    group: 'care',
    source: 'vision-dnas',
  },
  recordAccessWaitMonths: {
    kind: 'number',
    least: 0,
    most: 24,
    group: 'care',
    source: 'practice-protocol-three-months',
  },
};

/** All of them. */
export const SETTING_NAMES = Object.keys(SETTING_RULES) as readonly SettingName[];

/** A service that nobody has decided on is offered, but for the view of the coded record, which somebody must decide on. */
const NOT_AT_FIRST: SettingName = 'services.detailed-coded-record';

/** What holds where nobody has decided. */
export function defaultOf<N extends SettingName>(name: N): SettingValues[N] {
  const defaults: Partial<SettingValues> = DEFAULT_SETTINGS;
  // Of services alone there are none among the others.
  return defaults[name] ?? ((name !== NOT_AT_FIRST) as SettingValues[N]);
}

/** What holds where what stands there makes no sense: of a guard the strict end, else what holds where nobody has decided. */
export function standInFor(name: SettingName): unknown {
  return SETTING_RULES[name].strictest ?? defaultOf(name);
}

/** Checks one value; the failure's `field` is the setting. A text that stays as it was `before` may be too long. */
export function checkSetting(name: SettingName, value: unknown, before?: unknown): Result<void> {
  const rule = SETTING_RULES[name];
  const isKept = rule.kind === 'text' && typeof before === 'string' && value === before;
  const why = isKept ? undefined : whyNot(rule, value);
  if (why !== undefined) return refuse(FailureKind.invalid, why, name);
  return rule.kind === 'presets' ? checkPresets(value) : ok();
}

/** Whether a value of another's can be used. */
export function isUsable(name: SettingName, value: unknown): boolean {
  return checkSetting(name, value).ok;
}

function whyNot(rule: SettingRule, value: unknown): SettingsReason | TextTooLong | undefined {
  switch (rule.kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : { code: 'not-a-choice' };
    case 'number': {
      const { least, most } = rule;
      const fits = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
      return fits ? undefined : { code: 'setting-out-of-range', least, most };
    }
    case 'choice':
      return rule.choices.includes(String(value)) ? undefined : { code: 'not-a-choice' };
    case 'text':
      return typeof value === 'string' ? whyTooLong(rule.limit, value) : { code: 'not-a-choice' };
    case 'presets':
      return undefined;
  }
}

/** Whether both say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
