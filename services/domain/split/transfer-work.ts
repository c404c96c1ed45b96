/** What is done to many patients when practices split or merge. */
import type { NewPractice } from './transfer.ts';

export type TransferWork =
  | {
      readonly kind: 'transfer-out';
      readonly to: NewPractice;
      /** Somebody has decided that patients whose records are restricted go with the others. */
      readonly restricted: boolean;
    }
  | { readonly kind: 'transfer-in' };

export function isTransfer(work: { readonly kind: string }): work is TransferWork {
  return work.kind === 'transfer-out' || work.kind === 'transfer-in';
}
