import { createAccount, type NewAccount } from '../../../services/domain/account/create-account.ts';
import type { IdentityMinimum } from '../../../services/domain/identity/identity-minimum.ts';
import { DEFAULT_SETTINGS } from '../../../services/domain/practice/shared-settings.ts';
import type { AccountStatus, PatientRecords } from '../../../services/domain/records.ts';
import type { Result } from '../../../services/domain/result.ts';
import { sentenceOf } from '../../words-at-hand.ts';

export const AT = '2026-04-20T09:30:00.000Z';
export const BY = { id: 'staff-1', name: 'Dilys Probert' };
export const NOTHING: PatientRecords = { registrations: [], identityChecks: [], letters: [] };
export const CHECKED: PatientRecords = {
  ...NOTHING,
  identityChecks: [
    {
      id: 'check-1',
      practiceId: 'A99968',
      patientRef: 'patient-1',
      date: '2026-04-20',
      method: 'passport',
      staff: BY,
      freetext: '',
      recordedAt: AT,
      recordedBy: BY,
    },
  ],
};

/** What is enough where the practice has decided nothing. */
export const ANY_PROOF: IdentityMinimum = DEFAULT_SETTINGS;

const VERIFIER = { salt: 'c2FsdA', hash: 'aGFzaA' };
export const CODES = {
  registrationId: 'registration-1',
  sealedCodes: 'sealed',
  verifiers: { token: VERIFIER, linkageKey: VERIFIER },
  expiryDays: 14,
  activationDays: 14,
};
export const CREATION: NewAccount = {
  at: AT,
  accountKey: 'account-1',
  servicesId: 'services-1',
  practiceId: 'A99968',
  patientRef: 'patient-1',
  accountId: '000000000018',
  codes: CODES,
  choice: {
    global: { enabled: true },
    services: { appointments: { enabled: true }, repeats: { enabled: false } },
  },
};

/** Acts of switching off. */
export const ACT = { id: 'act-1', at: AT };
export const LATER = { id: 'act-2', at: '2026-04-21T09:30:00.000Z' };

/** What a rule made of the records; fails the test when it refused. */
export function granted(result: Result<PatientRecords>): PatientRecords {
  if (!result.ok) throw new Error(`Refused: ${result.failure.reason.code}`);
  return result.value;
}

/** The sentence a rule refused with; fails the test when it did not. */
export function refusal(result: Result<unknown>): string {
  if (result.ok) throw new Error('Not refused.');
  return sentenceOf(result.failure.reason);
}

/** A patient with a new account. */
export function created(): PatientRecords {
  return granted(createAccount(CHECKED, CREATION, ANY_PROOF));
}

/** The same, further on in its life. */
export function withStatus(status: AccountStatus): PatientRecords {
  const state = created();
  return state.account ? { ...state, account: { ...state.account, status } } : state;
}
