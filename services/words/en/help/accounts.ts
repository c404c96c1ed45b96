import { readMore, type HelpText } from './guide.ts';

const page: HelpText = {
  purpose:
    'All online accounts of the practice that this computer knows, in lists for those who look after them.',
  controls: [
    { name: 'Lists', means: 'Each with how many are on it. The numbers follow what happens.' },
    {
      name: 'Find an account',
      means: 'By name, patient number or the beginning of an Account ID.',
    },
    { name: 'Order', means: 'How the list is sorted.' },
    {
      name: 'Look again',
      means:
        'Lists with what the patients’ records say are true as of the time that is shown. This looks anew.',
    },
  ],
  pages: ['whole-practice'],
};

export const help = {
  about: 'What is this? Accounts of the practice',
  ask: 'What is this?',
  readMore,
  page,
};
