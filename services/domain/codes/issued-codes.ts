import { addDays, dateOf } from '../calendar.ts';
import {
  RegistrationState,
  type AccountRecord,
  type Instant,
  type RegistrationRecord,
} from '../records.ts';

/** Codes made for an account before it is decided whether they are used. */
export interface IssuedCodes {
  readonly registrationId: string;
  readonly sealedCodes: string;
  readonly verifiers: NonNullable<RegistrationRecord['verifiers']>;
  /** Days until unused codes stop working. */
  readonly expiryDays: number;
  /** Days to activate in once they were used. */
  readonly activationDays: number;
}

/** The record of codes issued for an account at a moment. */
export function issuedRegistration(
  account: AccountRecord,
  { at, codes }: { readonly at: Instant; readonly codes: IssuedCodes },
): RegistrationRecord {
  return {
    id: codes.registrationId,
    accountKey: account.id,
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    state: RegistrationState.pending,
    issuedAt: at,
    expiresOn: addDays(dateOf(at), codes.expiryDays),
    activationDays: codes.activationDays,
    sealedCodes: codes.sealedCodes,
    verifiers: codes.verifiers,
  };
}
