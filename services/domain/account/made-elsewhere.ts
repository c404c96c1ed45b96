/** Accounts that another system made, such as NHS login: domain of IM1's POST linkage, which creates one by itself. */
import type { PatientRecords } from '../records.ts';

/** Whether nobody of the practice has seen it before. */
export function isNewFromElsewhere({ account }: Pick<PatientRecords, 'account'>): boolean {
  return account?.origin?.by === 'elsewhere' && account.firstSeenAt === undefined;
}
