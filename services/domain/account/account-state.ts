import {
  AccountStatus,
  type AccountRecord,
  type Instant,
  type PatientRecords,
} from '../records.ts';

/** Why there is nothing to do to an account: the patient has none. */
export function whyNoAccount(state: PatientRecords): string | undefined {
  return state.account === undefined ? 'This patient has no online account yet.' : undefined;
}

/** Registered on the website, but not activated in time. */
export function hasLapsed(account: AccountRecord, at: Instant): boolean {
  return (
    account.status === AccountStatus.registered &&
    account.activateBy !== undefined &&
    account.activateBy < at
  );
}
