/** Accounts that another system made, such as NHS login: domain of IM1's POST linkage, which creates one by itself. */
import type { Instant, PatientRecords } from '../records.ts';

/** Whether nobody of the practice has seen it before. */
export function isNewFromElsewhere({ account }: Pick<PatientRecords, 'account'>): boolean {
  return account?.origin?.by === 'elsewhere' && account.firstSeenAt === undefined;
}

/** The records with the moment at which the practice first saw an account of another system's. */
export function seenFirst(state: PatientRecords, at: Instant): PatientRecords {
  return state.account === undefined || !isNewFromElsewhere(state)
    ? state
    : { ...state, account: { ...state.account, firstSeenAt: at } };
}
