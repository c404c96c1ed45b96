import type { Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const letter = {
  heading: 'Registration letter',
  made: 'Letters made',
  copies: (letters: {
    readonly copies: number;
    readonly lastAt?: Instant;
    readonly lastByName?: string;
  }): string => {
    const copies = letters.copies === 0 ? 'none yet' : String(letters.copies);
    if (letters.lastAt === undefined) return copies;
    const last = `${copies}, last ${dates.instant(letters.lastAt)}`;
    return letters.lastByName === undefined ? last : `${last} by ${letters.lastByName}`;
  },
  print: 'Print letter…',
  reprint: 'Reprint letter…',
  notYetAgain: 'It can be reprinted once its codes have been sent.',
  offline: {
    ready:
      'There is no network. The letter can be printed now all the same; its codes work once this computer has sent the account.',
    notReady:
      'There is no network, and what makes letters is not on this computer yet: an account can be created, and its letter printed when the network is back.',
  },
};
