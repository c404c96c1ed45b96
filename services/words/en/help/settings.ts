import { settingFields, type NamedSetting } from '../practice/setting-fields.ts';
import { practice } from '../practice/settings.ts';
import { readMore, type HelpText } from './guide.ts';

/** As the page itself says it. */
function settingHelp(setting: NamedSetting): HelpText['controls'][number] {
  const { label, hint } = settingFields[setting];
  return { name: label, means: hint };
}

const page: HelpText = {
  purpose:
    'Settings that count for the whole practice. Everybody may read them; a system administrator may change them.',
  controls: [
    {
      name: practice.activate,
      means: 'Shows the Online Services tab in every patient’s registration.',
    },
    {
      name: practice.groups.services,
      means: 'A patient’s own tick counts only for a service that is ticked here.',
    },
    settingHelp('presets'),
    settingHelp('letterExpiryDays'),
    settingHelp('activationDays'),
    settingHelp('remindersEnabled'),
    settingHelp('reminderEveryDays'),
    settingHelp('resetNeedsIdentityCheck'),
    settingHelp('identityDocuments'),
    settingHelp('identityVouching'),
    settingHelp('welcomeMessage'),
    settingHelp('childrenUnder11'),
    settingHelp('children11To15'),
    settingHelp('lettersOfChildren'),
    settingHelp('suspendAtSixteen'),
    settingHelp('warnBeforeSixteenDays'),
    settingHelp('missedAppointmentsLimit'),
    settingHelp('missedAppointmentsMonths'),
    settingHelp('recordAccessWaitMonths'),
    settingHelp('osuAllowed'),
    {
      name: practice.siteUrl.label,
      means: 'Where patients register. It is printed on every letter.',
    },
    {
      name: practice.pollIntervalSeconds.label,
      means: 'How soon an open tab shows what was done elsewhere.',
    },
    { name: practice.save, means: 'Saves the settings for the whole practice.' },
    { name: practice.cancel, means: 'Gives your changes up and shows what is saved.' },
  ],
  pages: ['control-panel'],
};

export const help = {
  about: 'What is this? Online Services',
  ask: 'What is this?',
  readMore,
  page,
};
