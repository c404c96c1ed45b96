import type { SettingName } from '../../../domain/practice/shared-settings.ts';
import { services } from '../services/views.ts';

interface SettingWords {
  readonly label: string;
  /** What it does, in a sentence. */
  readonly hint: string;
  /** Of what can be chosen. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** Services of the practice are called by their own names. */
export type NamedSetting = Exclude<SettingName, `services.${string}`>;

/** What each setting is called and does: on the Control Panel page, in refusals, and in the audit. */
export const settingFields: Readonly<Record<NamedSetting, SettingWords>> = {
  letterExpiryDays: {
    label: 'Days until unused letters expire',
    hint: 'From 1 to 90. The date is printed on the letter.',
  },
  activationDays: {
    label: 'Days to activate a registered account',
    hint: 'From 1 to 90. After that the patient registers again.',
  },
  remindersEnabled: {
    label: 'Remind patients to activate',
    hint: 'Who has registered and not activated is sent a reminder.',
  },
  reminderEveryDays: { label: 'Days between reminders', hint: 'From 1 to 90.' },
  resetNeedsIdentityCheck: {
    label: 'Check identity again before an account is reset',
    hint: 'A reset is refused unless the patient’s identity was checked on the same day.',
  },
  presets: {
    label: 'Presets of services',
    hint: 'Each ticks its services on a patient’s tab in one click, and unticks the others. Nothing is saved until somebody saves it there.',
  },
  welcomeMessage: {
    label: 'Welcome message',
    hint: 'Patients read it on the patient website after they have signed in. Plain text; leave it empty to show none.',
  },
  osuAllowed: {
    label: 'Let patients make a basic account without a letter',
    hint: 'It can book appointments and nothing else, until you have checked who they are.',
  },
  identityDocuments: {
    label: 'Documents that are enough',
    hint: 'What proves who somebody is, before an account is made. The national guidance asks for two: one with a photo and one with the address.',
    choices: {
      'photo-and-address': 'One with a photo and one with the address',
      photo: 'One with a photo',
      any: 'Any one document, as before',
    },
  },
  identityVouching: {
    label: 'Whose vouching is enough instead',
    hint: 'Who vouches knows the patient. Those who may manage accounts vouch in their own name.',
    choices: {
      nobody: 'Nobody’s',
      recorders: 'That of everybody who may record identity',
      'account-managers': 'That of those who may manage accounts',
    },
  },
  childrenUnder11: {
    label: 'Accounts of children under 11',
    hint: 'They are for a parent or guardian, never the child’s own.',
    choices: { ask: 'Ask about parental responsibility first', refuse: 'Make none' },
  },
  children11To15: {
    label: 'Accounts from 11 to 15',
    hint: 'They are the young person’s own.',
    choices: { ask: 'Ask about competence first', refuse: 'Make none' },
  },
  lettersOfChildren: {
    label: 'Letters for children under 11 are addressed to',
    hint: 'From 11 on, a letter is addressed to the young person.',
    choices: { child: 'The child', 'parent-or-guardian': 'Parent or guardian of the child' },
  },
  suspendAtSixteen: {
    label: 'Suspend an account set up for a child at 16',
    hint: 'The young person registers again as themselves.',
  },
  warnBeforeSixteenDays: {
    label: 'Days before that to tell them',
    hint: 'From 0 to 365.',
  },
  missedAppointmentsLimit: {
    label: 'Missed appointments over which Appointments is switched off',
    hint: 'From 0 to 20. With 0 it is never switched off by itself.',
  },
  missedAppointmentsMonths: {
    label: 'Months in which they are counted',
    hint: 'From 1 to 36.',
  },
  recordAccessWaitMonths: {
    label: 'Months of registration before record services',
    hint: 'From 0 to 24. Before that, staff are asked whether it is right.',
  },
};

/** What a setting is called; a service is called by its own name. */
export function settingLabel(name: SettingName): string {
  const labels: Readonly<Partial<Record<string, string>>> = services.labels;
  const [, service] = name.split('services.');
  return service === undefined
    ? settingFields[name as NamedSetting].label
    : (labels[service] ?? service);
}
