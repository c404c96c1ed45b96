import type { Transaction } from 'dexie';
import { isNewFromElsewhere } from '../../domain/account/made-elsewhere.ts';
import type { StoredRow } from '../record-row.ts';

/** Marks accounts that nobody has opened yet. Only accounts are in the index that is walked. */
export async function carryOver(transaction: Transaction): Promise<void> {
  await transaction
    .table<StoredRow, number>('patientRecords')
    .where('[body.createdAt+body.patientRef]')
    .between([''], [[]])
    .filter(({ body }) => 'accountId' in body && isNewFromElsewhere({ account: body }))
    .modify((row: { unseen?: 1 }) => {
      row.unseen = 1;
    });
}
