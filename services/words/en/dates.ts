import { datesIn } from '../dates.ts';

export const dates = datesIn('en-GB');
