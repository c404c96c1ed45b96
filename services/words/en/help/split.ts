import { readMore, type HelpText } from './guide.ts';

const page: HelpText = {
  purpose:
    'Moves online accounts when patients of one practice code move to another: each practice does its half.',
  controls: [
    {
      name: 'Transfer out',
      means:
        'At the old practice: writes each account for the new one, and then closes it here. Look first: nothing is done by that.',
    },
    {
      name: 'Take back',
      means: 'Undoes that for one patient, as long as the new practice has not taken it up.',
    },
    {
      name: 'Transfer in',
      means:
        'At the new practice: makes the accounts of patients who fit by number, date of birth and surname. The others are listed for you.',
    },
    { name: 'Give back', means: 'Tells the old practice that this is no patient of yours.' },
  ],
  pages: ['practice-split'],
};

export const help = {
  about: 'What is this? Practice split and merge',
  ask: 'What is this?',
  readMore,
  page,
};
