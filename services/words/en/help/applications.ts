import { readMore, type HelpText } from './guide.ts';

const page: HelpText = {
  purpose: 'Applications for a basic account that were not matched by themselves.',
  controls: [
    {
      name: 'Match to this patient…',
      means: 'Makes the account for this patient. What was typed is then removed.',
    },
    {
      name: 'Reject',
      means: 'Ends the application. The applicant is told to phone, and no more.',
    },
    { name: 'Look again', means: 'Reads the list anew; it also does so by itself.' },
  ],
  pages: ['basic-accounts'],
};

export const help = {
  about: 'What is this? Online applications',
  ask: 'What is this?',
  readMore,
  page,
};
