import type { AccountRecord } from '../../services/domain/records.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import type { Product } from './product.ts';

/** Changes the stored account of Siân as if somebody had done so, e.g. the website. */
export async function changeStoredAccount(
  { storage }: Product,
  change: Partial<AccountRecord>,
): Promise<void> {
  const records = await storage.records.read('patient-sian');
  if (!records.ok || records.value.account === undefined) throw new Error('there is no account');
  const before = records.value.account;
  const committed = await storage.records.commit({
    operationId: crypto.randomUUID(),
    author: { id: 'website', name: 'Website' },
    permission: Permission.manageAccounts,
    patientRef: 'patient-sian',
    patientName: 'MORGAN, Siân (Mrs)',
    description: 'Change made on the website',
    writes: [{ before, after: { kind: 'account', body: { ...before, ...change } } }],
    audit: [],
  });
  if (!committed.ok) throw new Error(committed.failure.reason.code);
}
