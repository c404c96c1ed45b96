import { readMore, type HelpText } from './guide.ts';

const page: HelpText = {
  purpose: 'Figures that say how far the practice is with online services; nobody is named.',
  controls: [
    {
      name: 'Count again',
      means: 'The figures are true as of the time that is shown. This counts anew.',
    },
    { name: 'Months', means: 'How far back the figures by month go.' },
    { name: 'Export CSV', means: 'All figures as a table that spreadsheets open.' },
    { name: 'Save as PDF', means: 'The same as a document, to print or to hand on.' },
  ],
  pages: ['whole-practice'],
};

export const help = {
  about: 'What is this? Uptake of online services',
  ask: 'What is this?',
  readMore,
  page,
};
