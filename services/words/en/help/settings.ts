import { practice } from '../practice/settings.ts';
import { readMore, type HelpText } from './guide.ts';

const page: HelpText = {
  purpose:
    'Settings that count for the whole practice. Everybody may read them; a system administrator may change them.',
  controls: [
    {
      name: practice.activate,
      means: 'Shows the Online Services tab in every patient’s registration.',
    },
    {
      name: practice.offer,
      means: 'A patient’s own tick counts only for a service that is ticked here.',
    },
    {
      name: practice.letterExpiryDays.label,
      means: 'How long the codes of a letter can be used.',
    },
    {
      name: practice.activationDays.label,
      means: 'How long a patient who has registered may take to follow the activation email.',
    },
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
