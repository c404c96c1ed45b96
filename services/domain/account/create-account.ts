import { issuedRegistration, type IssuedCodes } from '../codes/issued-codes.ts';
import type { IdentityMinimum } from '../identity/identity-minimum.ts';
import {
  AccountStatus,
  type AccountRecord,
  type CalendarDate,
  type ChildSetup,
  type Instant,
  type PatientRecords,
  type ServicesRecord,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { ServiceChoice, ServiceSet } from '../services/change-services.ts';
import { switchedTo } from '../services/disabling.ts';
import { whyNotCreate } from './account-rules.ts';
import { enabledAs } from './account-switch.ts';

/** What a new account is made of; everything that needs a clock, randomness or a key was done before. */
export interface NewAccount {
  readonly at: Instant;
  readonly accountKey: string;
  readonly servicesId: string;
  readonly practiceId: string;
  readonly patientRef: string;
  readonly accountId: string;
  /** Not there where nobody is to be let in yet. */
  readonly codes?: IssuedCodes;
  readonly choice: ServiceChoice;
  /** Of somebody under 16. */
  readonly child?: ChildSetup;
  /** When the website is to let nobody in any more. */
  readonly suspendOn?: CalendarDate;
}

/** The patient's records with a new account, its services and its first codes, if there are any. */
export function createAccount(
  state: PatientRecords,
  creation: NewAccount,
  minimum: IdentityMinimum,
): Result<PatientRecords> {
  const reason = whyNotCreate(state, minimum);
  if (reason !== undefined) return refuse(FailureKind.notAllowed, reason);
  const account = newAccount(creation);
  if (!account.ok) return account;
  return ok({
    ...state,
    account: account.value,
    services: newServices(creation),
    registrations: [...firstCodes(account.value, creation), ...state.registrations],
  });
}

function firstCodes(
  account: AccountRecord,
  { at, codes }: NewAccount,
): PatientRecords['registrations'] {
  return codes === undefined ? [] : [issuedRegistration(account, { at, codes })];
}

/** An account that is disabled from the start is so by an act, as any other. */
function newAccount(creation: NewAccount): Result<AccountRecord> {
  const account: AccountRecord = {
    id: creation.accountKey,
    practiceId: creation.practiceId,
    patientRef: creation.patientRef,
    accountId: creation.accountId,
    status: AccountStatus.created,
    createdAt: creation.at,
    ...(creation.child && { child: creation.child }),
    ...(creation.suspendOn !== undefined && { suspendOn: creation.suspendOn }),
    enabled: true,
  };
  const act = { id: creation.accountKey, at: creation.at };
  const global = switchedTo('global', { enabled: true }, creation.choice.global, act);
  return global.ok ? ok(enabledAs(account, global.value)) : global;
}

function newServices(creation: NewAccount): ServicesRecord {
  return {
    id: creation.servicesId,
    accountKey: creation.accountKey,
    practiceId: creation.practiceId,
    patientRef: creation.patientRef,
    services: neverOnBefore(creation.choice.services),
  };
}

/** What is off in a new account was never on, so nobody has switched it off. */
function neverOnBefore(services: ServiceChoice['services']): ServiceSet {
  const set = Object.entries(services).map(([name, { enabled, notes, access }]) => [
    name,
    { enabled, ...(notes !== undefined && { notes }), ...(access !== undefined && { access }) },
  ]);
  return Object.fromEntries(set) as ServiceSet;
}
