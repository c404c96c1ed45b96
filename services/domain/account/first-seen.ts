import type { Instant, PatientRecords } from '../records.ts';
import { isNewFromElsewhere } from './made-elsewhere.ts';

/** The records with the moment at which the practice first saw an account of another system's. */
export function seenFirst(state: PatientRecords, at: Instant): PatientRecords {
  return state.account === undefined || !isNewFromElsewhere(state)
    ? state
    : { ...state, account: { ...state.account, firstSeenAt: at } };
}
