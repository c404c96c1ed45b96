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
};
