import { issuedRegistration, type IssuedCodes } from '../codes/issued-codes.ts';
import {
  AccountStatus,
  type AccountRecord,
  type Instant,
  type PatientRecords,
  type ServiceEntitlement,
  type ServicesRecord,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { enabledAs, type ServiceSet } from '../services/change-services.ts';
import { whyNotCreate } from './account-rules.ts';

/** What a new account is made of; everything that needs a clock, randomness or a key was done before. */
export interface NewAccount {
  readonly at: Instant;
  readonly accountKey: string;
  readonly servicesId: string;
  readonly practiceId: string;
  readonly patientRef: string;
  readonly accountId: string;
  readonly codes: IssuedCodes;
  readonly global: ServiceEntitlement;
  readonly services: ServiceSet;
}

/** The patient's records with a new account, its services and its first codes. */
export function createAccount(state: PatientRecords, creation: NewAccount): Result<PatientRecords> {
  const reason = whyNotCreate(state);
  if (reason !== undefined) return refuse(FailureKind.notAllowed, reason);
  const account = newAccount(creation);
  return ok({
    ...state,
    account,
    services: newServices(creation),
    registrations: [issuedRegistration(account, creation), ...state.registrations],
  });
}

function newAccount(creation: NewAccount): AccountRecord {
  const account: AccountRecord = {
    id: creation.accountKey,
    practiceId: creation.practiceId,
    patientRef: creation.patientRef,
    accountId: creation.accountId,
    status: AccountStatus.created,
    createdAt: creation.at,
    enabled: true,
  };
  return enabledAs(account, creation.global);
}

function newServices(creation: NewAccount): ServicesRecord {
  return {
    id: creation.servicesId,
    accountKey: creation.accountKey,
    practiceId: creation.practiceId,
    patientRef: creation.patientRef,
    services: creation.services,
  };
}
