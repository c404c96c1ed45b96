import { isSealedText } from '../sealed-text.ts';

/** Whether a sealed text stands anywhere in plain data. */
export function holdsSealedText(data: unknown): boolean {
  if (typeof data === 'string') return isSealedText(data);
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsSealedText);
}
